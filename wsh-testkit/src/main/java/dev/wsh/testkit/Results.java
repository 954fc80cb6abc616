package dev.wsh.testkit;

import dev.wsh.CommandResult;
import dev.wsh.CommandResult.Certainty;
import dev.wsh.Emulator;
import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Output;
import dev.wsh.Screen;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Results without sessions, for tests that mock {@link Wsh} or {@link dev.wsh.Session}.
 *
 * <pre>{@code
 * when(wsh.run(any())).thenReturn(Pending.completed(Results.command("make", 2, "no rule\n")));
 * }</pre>
 *
 * <p>What needs no help is made by the API: {@link dev.wsh.Pending#completed}, {@link dev.wsh.Pending#failed} and
 * {@link ExitStatus#ofCode}. Screens need an engine on the class path, as sessions do.
 */
public final class Results {

    private static final int ROWS = 24;
    private static final int COLS = 80;

    private Results() {}

    /**
     * Returns what a command came to that ended by itself after no time, in a directory that is not known.
     *
     * @param command as it was given
     * @param exitCode 0 for success
     * @param output what it printed, with {@code \n} between its lines
     * @return the result; its screen shows the output
     */
    public static CommandResult command(String command, int exitCode, String output) {
        return new CommandResult(
                command,
                ExitStatus.ofCode(exitCode),
                output(output),
                screen(output),
                Duration.ZERO,
                Optional.empty(),
                Certainty.OBSERVED,
                /* shellEnded= */ false,
                /* timedOut= */ false);
    }

    /**
     * Returns output that is complete and has no echo.
     *
     * @param text its text, whose UTF-8 are its bytes
     * @return the output
     */
    public static Output output(String text) {
        return new Told(Objects.requireNonNull(text, "text"));
    }

    /**
     * Returns a screen of 24 rows and 80 columns to which something was printed.
     *
     * @param printed text and escape sequences; {@code \n} goes to the begin of the next line
     * @return the screen
     */
    public static Screen screen(String printed) {
        Emulator emulator = Wsh.emulator(ROWS, COLS);
        emulator.feed(printed.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        return emulator.screen();
    }

    /**
     * Returns the match of a text on a screen.
     *
     * @param screen where
     * @param text what to look for
     * @return the first one
     * @throws IllegalArgumentException if the screen does not show the text
     */
    public static Match match(Screen screen, String text) {
        return screen.find(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + text + "\" is not on the screen:\n" + screen.text()));
    }

    private record Told(String text) implements Output {

        @Override
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Mark from() {
            return new Place(0);
        }

        @Override
        public Mark to() {
            return new Place(bytes().length);
        }

        @Override
        public long droppedBytes() {
            return 0;
        }

        @Override
        public Output withoutEcho() {
            return this;
        }
    }

    /** A mark of no session. */
    private record Place(long outputOffset) implements Mark {

        @Override
        public String sessionId() {
            return "no session";
        }

        @Override
        public long generation() {
            return outputOffset;
        }

        @Override
        public int compareTo(Mark other) {
            if (!other.sessionId().equals(sessionId())) {
                throw new IllegalArgumentException("a mark of session " + other.sessionId());
            }
            return Long.compare(outputOffset, other.outputOffset());
        }
    }
}
