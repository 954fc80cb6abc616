package dev.wsh.impl.vt.dispatch;

import dev.wsh.ShellMark;
import dev.wsh.ShellMark.Kind;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * OSC 133 after Per Bothner's "semantic prompts": marks with their options, and the fresh line before those that ask for one:
 * where the cursor is not in the first column, it goes to the next line. {@code cmdline} and {@code cmdline_url} are
 * kitty's. On the alternate screen there are no prompts. Confined to the engine's thread.
 */
final class ShellDispatcher {
    /** Characters of all options of a mark; protects the heap, since many marks are kept. */
    private static final int MAX_OPTIONS = 4096;
    /** Options of a mark. */
    private static final int MAX_OPTION_COUNT = 16;

    private final Terminal t;

    ShellDispatcher(Terminal t) {
        this.t = t;
    }

    void mark(String text) {
        if (text.isEmpty() || t.screens().alternate()) {
            return;
        }
        Kind kind = kind(text.charAt(0));
        if (kind == null || text.length() > 1 && text.charAt(1) != ';') {
            t.swallowed().note(Swallowed.Introducer.OSC, 133, 0);
            return;
        }
        if (kind == Kind.PROMPT_START || kind == Kind.NEXT_PROMPT_START || kind == Kind.FRESH_LINE) {
            freshLine();
        }
        String[] parts = text.length() < 3 ? new String[0] : text.substring(2).split(";", -1);
        OptionalInt status = OptionalInt.empty();
        if (kind == Kind.COMMAND_END && parts.length > 0) {
            int code = OscFields.number(parts[0]);
            status = code < 0 ? OptionalInt.empty() : OptionalInt.of(code);
        }
        long line = t.lineOf(t.cursor().row);
        t.marks().addShellMark(new ShellMark(kind, line, t.columnInWholeLine(), status, options(parts, text.length())));
    }

    private static @Nullable Kind kind(char letter) {
        return switch (letter) {
            case 'A' -> Kind.PROMPT_START;
            case 'B' -> Kind.COMMAND_START;
            case 'C' -> Kind.OUTPUT_START;
            case 'D' -> Kind.COMMAND_END;
            case 'N' -> Kind.NEXT_PROMPT_START;
            case 'P' -> Kind.PROMPT_PART;
            case 'I' -> Kind.COMMAND_LINE_START;
            case 'L' -> Kind.FRESH_LINE;
            default -> null;
        };
    }

    private void freshLine() {
        if (t.cursor().col > 0) {
            t.printer().departed();
            t.motion().carriageReturn();
            t.scroller().index();
        }
    }

    private static Map<String, String> options(String[] parts, int length) {
        if (length > MAX_OPTIONS) {
            return Map.of();
        }
        Map<String, String> options = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0 && options.size() < MAX_OPTION_COUNT) {
                options.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return options;
    }
}
