package dev.wsh.impl.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Mark;
import dev.wsh.impl.wait.SessionMark;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Output as text: what a person would copy from the terminal. */
class RawOutputTest {

    private static final Mark MARK = new SessionMark("s", 0, 0, 0, 0, 0, 0);

    private static RawOutput output(String raw, int cols) {
        return new RawOutput(raw.getBytes(UTF_8), new byte[0], MARK, MARK, 0, cols, new byte[0]);
    }

    @Test
    void text_lines_endWithLineFeeds() {
        assertEquals("a\nb\n", output("a\r\nb\r\n", 80).text());
        assertEquals("a\nb", output("a\r\nb", 80).text());
        assertEquals("", output("", 80).text());
        assertEquals("\n\nx", output("\r\n\r\nx", 80).text());
    }

    @Test
    void text_wrappedLine_isJoined() {
        String line = "x".repeat(25);
        assertEquals(line + "\ny\n", output(line + "\r\ny\r\n", 10).text());
        String longer = "z".repeat(200);
        assertEquals(longer + "\n", output(longer + "\r\n", 10).text());
        assertEquals(longer, output(longer, 10).text());
    }

    @Test
    void text_blankAtTheEndOfAWrappedRow_isKept() {
        String line = "nine char 1 2 3".repeat(3);
        for (int cols = 1; cols < 60; cols++) {
            assertEquals(line + "\nend", output(line + "\r\nend", cols).text(), cols + " columns");
        }
        String longer = "nine char 1 2 3".repeat(50);
        for (int cols = 1; cols < 60; cols++) {
            assertEquals(longer, output(longer, cols).text(), cols + " columns");
        }
    }

    @Test
    void text_blanksWhereTheOutputEnds_areKept() {
        assertEquals("a\n$ ", output("a  \r\n$ ", 80).text());
        assertEquals("  ", output("  ", 80).text());
    }

    @Test
    void text_escapeSequences_areInterpreted() {
        assertEquals("100 %\n", output(" 50 %\r\033[32m100 %\033[0m\r\n", 80).text());
        assertEquals("\u00e9\u4e2d\n", output("\u00e9\u4e2d\r\n", 80).text());
    }

    @Test
    void text_manyLines_areAllThere() {
        String lines = IntStream.range(0, 50_000).mapToObj(String::valueOf).collect(Collectors.joining("\r\n"));
        assertEquals(lines.replace("\r", ""), output(lines, 80).text());
    }

    @Test
    void bytes_areACopy() {
        RawOutput output = output("abc", 80);
        output.bytes()[0] = 'x';
        assertArrayEquals("abc".getBytes(UTF_8), output.bytes());
    }

    @Test
    void withoutEcho_ofTheInput_leavesTheAnswer() {
        RawOutput output = new RawOutput(
                "1+1\r\n2\r\n".getBytes(UTF_8), new byte[0], MARK, MARK, 0, 80, Echo.of("1+1\r".getBytes(UTF_8)));
        assertEquals("2\n", output.withoutEcho().text());
    }

    /** The cursor stood behind a prompt; what the program draws there is placed as the terminal had it. */
    @Test
    void text_beganInAColumn_isPlacedFromThere() {
        assertEquals(
                "echo hi\n", output("echo \r\033[13Chi\r\n", 80).startingAt(8).text());
        assertEquals(
                "echo hello\n",
                output("e\033[1Decho\r\033[12C hello\r\n", 80).startingAt(8).text());
        assertEquals("", output("", 80).startingAt(8).text());
        assertEquals("\nnext", output("\r\nnext", 80).startingAt(8).text());
        assertEquals("   x", output("   x", 80).startingAt(8).text());
    }

    @Test
    void text_beganInAColumn_wrapsWhereTheTerminalDid() {
        assertEquals("abcd\nx", output("abcd\r\nx", 10).startingAt(8).text());
        assertEquals(
                "abXd",
                output("abcd\033[DX\033[C".replace("\033[DX", "\b\bX"), 10)
                        .startingAt(8)
                        .text());
    }

    /** A program that goes back to the line's begin overwrites what is no part of this output. */
    @Test
    void text_goesBackBeforeItsStart_isTheWholeLine() {
        assertEquals("100%\n", output(" 50%\r100%\033[K\r\n", 80).startingAt(4).text());
    }

    @Test
    void text_ofCutOutput_saysSo() {
        RawOutput cut = new RawOutput("tail\r\n".getBytes(UTF_8), new byte[0], MARK, MARK, 1234, 80, new byte[0]);
        assertEquals("[1234 bytes dropped]\ntail\n", cut.text());
        assertEquals("Output[6 bytes after 1234 that were dropped: tail]", cut.toString());
    }
}
