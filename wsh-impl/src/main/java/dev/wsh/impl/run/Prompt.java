package dev.wsh.impl.run;

import dev.wsh.Mark;
import dev.wsh.Screen;
import dev.wsh.spi.PtyProvider.Capability;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a shell is at its prompt: from who owns the terminal, from how the terminal is read, and, where that says nothing,
 * from quiet and from the text before the cursor.
 *
 * <p>What is typed before a shell reads is not lost, since the terminal keeps it; it is only read by whatever reads first.
 * So a shell that edits its lines is waited for until it reads key by key, and another until it is quiet for a moment.
 *
 * <p>Guarded by the session's lock.
 */
final class Prompt {

    /** Between two looks at something that may come any moment. */
    static final Duration SOON = Duration.ofMillis(20);

    /** How long a command is quiet before it is looked whether the prompt is back although nobody said so. */
    static final Duration LATER = Duration.ofSeconds(1);

    /** How long an interrupted command has before it counts as one that takes no notice. */
    static final Duration GRACE = Duration.ofSeconds(2);

    /** Between an interrupt and the next. */
    static final Duration AGAIN = Duration.ofMillis(400);

    /** How many interrupts a command is sent; some programs want two. */
    static final int INTERRUPTS = 5;

    /** Between two looks at something that may take its time. */
    private static final Duration POLL = Duration.ofMillis(250);

    /** Quiet after which a shell that edits no lines counts as reading. */
    private static final Duration QUIET = Duration.ofMillis(50);

    /** The same where it can't be seen who owns the terminal. */
    private static final Duration BLIND_QUIET = Duration.ofMillis(150);

    /** Quiet after which a shell that the session's own program started counts as reading. */
    private static final Duration NESTED_QUIET = Duration.ofMillis(100);

    /** Quiet after which a shell that should edit lines counts as one that was told not to. */
    private static final Duration EDITOR_QUIET = Duration.ofSeconds(2);

    /** Quiet after which a program that is no shell counts as one, rather than as what becomes a shell. */
    private static final Duration PROGRAM_QUIET = Duration.ofMillis(300);

    /** What line editors print before they show a prompt, and programs hardly: bracketed paste on. */
    private static final byte[] EDITOR_BEGINS = "\033[?2004h".getBytes(StandardCharsets.US_ASCII);

    private final ShellHost host;
    private String text = "";
    private long readsSince = -1;
    private OptionalLong nested = OptionalLong.empty();
    private OptionalLong group = OptionalLong.empty();
    private boolean leader = true;
    private boolean raw;
    private boolean ofProgram;

    Prompt(ShellHost host) {
        this.host = host;
    }

    /**
     * What is known of the reader of the terminal.
     *
     * @param shell the shell that reads; empty if none does yet
     * @param noShell whether none will
     * @param retry when to look again if neither
     */
    record Readiness(Optional<ShellKind> shell, boolean noShell, Duration retry) {

        static Readiness in(Duration retry) {
            return new Readiness(Optional.empty(), /* noShell= */ false, retry);
        }
    }

    /**
     * Tells whether a shell reads.
     *
     * @param seen what the terminal told
     * @param known the prompt of the command before; empty if there was none
     * @return what is known
     */
    Readiness readiness(Seen seen, String known) {
        Optional<ShellKind> shell = seen.shell();
        if (shell.isEmpty()) {
            boolean shellWaits = ShellKind.of(host.argv()).isPresent() && !seen.leader();
            boolean noShell = !shellWaits && quietFor(0).compareTo(PROGRAM_QUIET) >= 0;
            return new Readiness(Optional.empty(), noShell, shellWaits ? POLL : SOON);
        }
        if (seen.isRaw() && known.isEmpty() && beforeCursor().isEmpty()) {
            readsSince = readsSince < 0 ? host.now() : readsSince;
            if (Duration.ofNanos(host.now() - readsSince).compareTo(BLIND_QUIET) < 0) {
                return Readiness.in(SOON); // it reads already, and its prompt is on the way
            }
        }
        boolean shown =
                !known.isEmpty() && beforeCursor().equals(known) && !shell.get().edits();
        if (!seen.leader() && !nested.equals(seen.group())
                || !seen.leader() && quietFor(0).compareTo(NESTED_QUIET) < 0) {
            nested = seen.group(); // a shell that runs one command may look so while it begins or ends
            return Readiness.in(NESTED_QUIET);
        }
        if (seen.isRaw() || shown) {
            return new Readiness(shell, /* noShell= */ false, SOON);
        }
        Duration patience = patience(shell.get());
        Duration quiet = quietFor(0);
        if (quiet.compareTo(patience) >= 0) {
            return new Readiness(shell, /* noShell= */ false, SOON);
        }
        Duration rest = patience.minus(quiet);
        return Readiness.in(rest.compareTo(SOON) > 0 && shell.get().edits() ? SOON : rest);
    }

    private Duration patience(ShellKind shell) {
        if (!host.capabilities().contains(Capability.FOREGROUND_GROUP)) {
            return BLIND_QUIET;
        }
        return shell.edits() && host.capabilities().contains(Capability.LINE_MODES) ? EDITOR_QUIET : QUIET;
    }

    /** How long the session has been quiet; counted from a time at the earliest. */
    private Duration quietFor(long since) {
        return Duration.ofNanos(host.now() - Math.max(since, host.lastTouch()));
    }

    /** A shell is typed into; what stands before the cursor now is its prompt. */
    void typedAt(Seen seen) {
        text = beforeCursor();
        group = seen.group();
        leader = seen.leader();
        raw = seen.isRaw();
    }

    /** Something that is no shell is typed into. */
    void typedInto(Seen seen) {
        typedAt(seen);
        ofProgram = true;
    }

    /** {@return what stood before the cursor when it was typed into, without blanks at the ends} */
    String text() {
        return text;
    }

    boolean isOfProgram() {
        return ofProgram;
    }

    private String beforeCursor() {
        Screen screen = host.screen();
        String line = screen.line(screen.cursor().row());
        return line.substring(0, Math.min(line.length(), screen.cursor().col())).strip();
    }

    /**
     * Tells whether the prompt is back although the shell printed no mark.
     *
     * @param seen what the terminal told
     * @param interrupted whether there is a reason for that
     * @param since when the command began
     * @return empty if it is; else when to look again
     */
    Optional<Duration> isBack(Seen seen, boolean interrupted, long since) {
        if (ofProgram) {
            return text.isEmpty()
                    ? quietFor(since, LATER)
                    : sameText() ? quietFor(since, PROGRAM_QUIET) : Optional.of(LATER);
        }
        if (isOfParent(seen)) {
            return seen.isRaw() ? Optional.empty() : quietFor(since, QUIET);
        }
        boolean readsAgain = seen.group().equals(group) && (seen.isRaw() || !raw);
        if (interrupted) {
            if (!readsAgain) {
                return Optional.of(POLL);
            }
            return seen.isRaw() ? Optional.empty() : quietFor(since, sameText() ? QUIET : PROGRAM_QUIET);
        }
        return readsAgain && sameText() ? quietFor(since, LATER) : Optional.of(LATER);
    }

    private boolean sameText() {
        return !text.isEmpty() && beforeCursor().equals(text);
    }

    private Optional<Duration> quietFor(long since, Duration wanted) {
        Duration rest = wanted.minus(quietFor(since));
        return rest.isZero() || rest.isNegative() ? Optional.empty() : Optional.of(rest);
    }

    /** Tells whether the shell that was typed into is gone, and the one that it was started from reads. */
    boolean isOfParent(Seen seen) {
        return !ofProgram && !leader && seen.leader() && seen.shell().isPresent();
    }

    /** Returns what was printed since a mark without its echo. */
    byte[] withoutEcho(Mark from) {
        return host.session().outputSince(from).withoutEcho().bytes();
    }

    /** Takes the prompt off the end of an output that no mark ends. */
    byte[] cut(byte[] output) {
        int editor = lastIndexOf(output, EDITOR_BEGINS);
        if (editor >= 0) {
            return Arrays.copyOf(output, editor);
        }
        int known = text.isEmpty() ? -1 : lastIndexOf(output, text.getBytes(StandardCharsets.UTF_8));
        int lineStart = lastIndexOf(output, new byte[] {'\n'}) + 1;
        return Arrays.copyOf(output, Math.max(known, lineStart));
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int at = bytes.length - wanted.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
