package dev.wsh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A mark that a shell wrote to say where its prompts, command lines and outputs are (OSC 133, Per Bothner's semantic
 * prompts).
 *
 * @param kind what begins or ends here
 * @param line the absolute number of the logical line, as in {@link Scrollback}
 * @param col the column in that logical line, from 0
 * @param status the command's exit code, with {@link Kind#COMMAND_END} only
 * @param options what the mark says beside, as written: {@code aid}, {@code k}, {@code cl}, {@code cmdline_url} and so on; a
 *     bounded number of bounded length
 */
public record ShellMark(Kind kind, long line, int col, OptionalInt status, Map<String, String> options) {

    /** What a mark stands for. */
    public enum Kind {
        /** The prompt begins, on a line of its own ({@code A}). */
        PROMPT_START,
        /** The prompt is complete; what the user types begins ({@code B}). */
        COMMAND_START,
        /** The command line is complete; the command's output begins ({@code C}). */
        OUTPUT_START,
        /** The command has ended ({@code D}). */
        COMMAND_END,
        /** The command before has ended, and a prompt begins on a line of its own ({@code N}). */
        NEXT_PROMPT_START,
        /** A prompt, or a part of one, begins where the cursor is ({@code P}). */
        PROMPT_PART,
        /** What the user types begins, and ends with the line ({@code I}). */
        COMMAND_LINE_START,
        /** What follows begins on a line of its own ({@code L}). */
        FRESH_LINE
    }

    /** Which prompt begins ({@code k=}). */
    public enum Prompt {
        /** The first one of a command ({@code i}, or nothing). */
        INITIAL,
        /** One after which lines before can still be edited ({@code c}). */
        CONTINUATION,
        /** One after which they can't, as with {@code PS2} of bash ({@code s}). */
        SECONDARY,
        /** One at the right edge ({@code r}). */
        RIGHT
    }

    /** Checks the parts. */
    public ShellMark {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(status, "status");
        options = Map.copyOf(options);
    }

    /**
     * {@return the name by which a shell tells its commands from those of shells inside it ({@code aid}); empty if the
     * mark has none}
     */
    public Optional<String> id() {
        return Optional.ofNullable(options.get("aid"));
    }

    /**
     * {@return which prompt begins here; empty for marks that begin no prompt, and for kinds of prompt that are not
     * known}
     */
    public Optional<Prompt> prompt() {
        if (kind != Kind.PROMPT_START && kind != Kind.NEXT_PROMPT_START && kind != Kind.PROMPT_PART) {
            return Optional.empty();
        }
        return switch (options.getOrDefault("k", "i")) {
            case "i" -> Optional.of(Prompt.INITIAL);
            case "c" -> Optional.of(Prompt.CONTINUATION);
            case "s" -> Optional.of(Prompt.SECONDARY);
            case "r" -> Optional.of(Prompt.RIGHT);
            default -> Optional.empty();
        };
    }

    /**
     * {@return the command that the shell says it runs: {@code cmdline_url} with its percent signs decoded as UTF-8, or
     * {@code cmdline} as the shell has quoted it; empty if the mark has none}
     */
    public Optional<String> commandLine() {
        String url = options.get("cmdline_url");
        return url == null ? Optional.ofNullable(options.get("cmdline")) : Optional.of(decoded(url));
    }

    private static String decoded(String url) {
        byte[] bytes = url.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                out.put(bytes[i]);
            } else {
                out.put((byte) (high << 4 | low));
                i += 2;
            }
        }
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }
}
