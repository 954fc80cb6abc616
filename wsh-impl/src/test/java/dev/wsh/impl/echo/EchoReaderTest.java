package dev.wsh.impl.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Output.Echo;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import dev.wsh.spi.Pty.LineModes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What of a screen is echo, dialogue by dialogue. Echo is shown as dots. */
class EchoReaderTest {

    private static final Optional<LineModes> TERMINAL = Optional.of(new LineModes(true, true));
    private static final Optional<LineModes> EDITOR = Optional.of(new LineModes(false, false));
    private static final Optional<LineModes> SECRET = Optional.of(new LineModes(false, true));

    private final TerminalEngine engine = TerminalEngine.create(
            new TerminalOptions(10, 20, 100, /* unsafeReports= */ false, /* graphemeClusters= */ true),
            TerminalListener.SILENT);
    private final EchoReader reader = new EchoReader(engine, 0, /* remembers= */ true);
    private final TypedLines lines = new TypedLines();
    private long number;
    private long offset;

    private void type(Optional<LineModes> modes, String keys) {
        lines.type(keys.getBytes(UTF_8), number++, reader.shownOfLast());
        boolean bracketed = engine.snapshot().mode(dev.wsh.Screen.Mode.BRACKETED_PASTE);
        lines.written(offset, modes, bracketed).forEach(reader::expect);
        lines.taken();
    }

    private void shows(String output) {
        byte[] bytes = output.getBytes(UTF_8);
        offset += bytes.length;
        reader.feed(bytes, 0, bytes.length);
    }

    private void assertShown(String... expected) {
        List<String> dotted = new ArrayList<>();
        long first = engine.snapshot().firstLine();
        for (String line : engine.snapshot().logicalTexts()) {
            StringBuilder shown = new StringBuilder(line);
            for (int i = 0; i < line.length(); i++) {
                if (line.charAt(i) != ' '
                        && reader.cells().isAll(first + dotted.size(), line, i, i + 1, (epoch, from, to) -> false)) {
                    shown.setCharAt(i, '.');
                }
            }
            dotted.add(shown.toString().stripTrailing());
        }
        while (dotted.size() > expected.length && dotted.get(dotted.size() - 1).isEmpty()) {
            dotted.remove(dotted.size() - 1);
        }
        assertEquals(String.join("\n", expected), String.join("\n", dotted));
    }

    private void assertSure(Echo how) {
        assertEquals(how, reader.certainty());
    }

    @Test
    void echo_ofTheTerminal_isWhatWasTypedAtTheCursor() {
        shows("> ");
        type(TERMINAL, "abc\r");
        shows("ab");
        assertShown("> ..");
        shows("c\r\nabc\r\n> ");
        assertShown("> ...", "abc", ">");
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_ofControls_isAsTheTerminalShowsThem() {
        type(TERMINAL, "a\tb\033[Ac\u0001\177\r");
        shows("a       b^[[Ac^A\b \b\b \b\r\nabc\r\n");
        assertSure(Echo.UNKNOWN);
        type(TERMINAL, "\u0003");
        shows("^C");
        assertShown("a       b^[[Ac", "abc", "^C");
    }

    @Test
    void echo_afterOutputThatCameBetween_isInferred() {
        type(TERMINAL, "abc\r");
        shows("done\r\n$ abc\r\nabc\r\n");
        assertShown("done", "$ ...", "abc");
        assertSure(Echo.INFERRED);
    }

    @Test
    void echo_drawnAgainByALineEditor_isEchoTwice() {
        type(TERMINAL, "abc\r");
        shows("abc\r\n");
        shows("\033[?2004h$ abc\r\n\033[?2004l\rabc\r\n\033[?2004h$ ");
        assertShown("...", "$ ...", "abc", "$");
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_ofACopyingProgram_isEchoOnce() {
        type(TERMINAL, "abc\r");
        shows("abc\r\n> abc\r\n");
        assertShown("...", "> abc");
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_perhapsDrawnAgainBehindAPromptThatWasThere_isUnknown() {
        shows("$ ");
        type(TERMINAL, "abc\r");
        shows("abc\r\n");
        reader.editorSeen();
        shows("abc\r\nout\r\n$ ");
        assertShown("$ ...", "abc", "out", "$");
        assertSure(Echo.UNKNOWN);
    }

    @Test
    void echo_ofACopyBeforeAPromptOfALineEditor_isEchoOnce() {
        shows("> ");
        type(TERMINAL, "abc\r");
        shows("abc\r\n");
        reader.editorSeen();
        shows("abc\r\n\033[?2004h$ ");
        assertShown("> ...", "abc", "$");
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_ofASecret_isNone() {
        shows("Password: ");
        type(SECRET, "abc\r");
        shows("\r\nabc\r\n");
        assertShown("Password:", "abc");
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_ofALineEditor_isFoundOnTheCells() {
        shows("$ \033[?2004h");
        type(EDITOR, "echo hi\r");
        shows("e\becho \r\033[7Chi\033[?2004l\r\r\nhi\r\n$ \033[?2004h");
        assertShown("$ .... ..", "hi", "$");
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_ofALineThatFillsTheRow_endsBelowTheBlankRow() {
        shows("$ \033[?2004h");
        type(EDITOR, "x".repeat(18) + "\r");
        shows("x".repeat(18) + " \r\033[K\r\033[K\033[?2004l\r\r\nhi\r\n$ \033[?2004h");
        assertShown("$ ..................", "", "hi", "$");
        assertEquals(1, reader.found().size());
        assertEquals(
                2, reader.found().get(0).spans().size(), () -> reader.found().toString());
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_ofAHistoryKey_isAllThatTheEditorDrew() {
        shows("\033[?2004h$ ");
        type(EDITOR, "\033[A");
        shows("make");
        assertShown("$ ....");
        type(EDITOR, "\r");
        shows("\r\n\033[?2004l\rmake\r\n\033[?2004h$ ");
        assertShown("$ ....", "make", "$");
        assertSure(Echo.OBSERVED);
    }

    @Test
    void echo_ofAnAbbreviation_isAllThatTheEditorDrew() {
        shows("\033[?2004h$ ");
        type(EDITOR, "gs\r");
        shows("gs\b\bgit status\r\n\033[?2004l\rclean\r\n\033[?2004h$ ");
        assertShown("$ ... ......", "clean", "$");
        assertSure(Echo.INFERRED);
    }

    @Test
    void echo_ofAKeyThatTheProgramDoesNotShow_isNone() {
        shows("q to quit ");
        type(EDITOR, "q");
        shows("\r\nbye q\r\n");
        assertShown("q to quit", "bye q");
        assertSure(Echo.INFERRED);
    }

    @Test
    void echo_thatIsOverwritten_isNoneAnyMore() {
        type(TERMINAL, "abc\r");
        shows("abc\r\n");
        long epoch = engine.epoch();
        assertEquals(true, reader.cells().isAll(0, "abc", 0, 3, (since, from, to) -> since > epoch));
        assertEquals(false, reader.cells().isAll(0, "abc", 0, 3, (since, from, to) -> since <= epoch));
    }
}
