package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Many lines at once give what each byte alone gives, which is never jumped over. */
class JumpScrollProperties {

    private static final int COLS = 12;

    /** What is done before the lines come. */
    @Provide
    Arbitrary<String> beginnings() {
        return Arbitraries.of(
                "",
                "",
                "first\r\nsecond\r\n",
                "\n\n\n\n\n\n\n",
                "\033[2;4r\033[4;1H",
                "\033[1;3r\033[3;1H",
                "\033[3;5r\033[5;1H",
                "\033[?1049h\033[H",
                "\033[?7l",
                "\033[4h",
                "\033[20h",
                "\033[?2l",
                "\033[44m\n\n\n\n\n\n",
                "\033[1;35m",
                "\033(0",
                "\033[?69h\033[2;9s",
                "\033[5;1H\033#6",
                "\033]8;;http://x/\033\\",
                "\033[1\"q",
                "a line that wraps at the last column and more of it");
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> text = Arbitraries.strings().withChars("abc xyz~").ofMaxLength(3 * COLS);
        Arbitrary<String> exact = Arbitraries.of("123456789012", "123456789012345678901234", " ", "");
        Arbitrary<String> rendition = Arbitraries.of(
                "\033[m",
                "\033[0m",
                "\033[31m",
                "\033[1;92m",
                "\033[38;5;44m",
                "\033[38;2;1;2;3m",
                "\033[4;39m",
                "\033[7m");
        Arbitrary<String> seldom = Arbitraries.of(
                "\033[41m",
                "\033[48;5;9m",
                "\033[104m",
                "\033[4:3m",
                "\033[38:5:40m",
                "\t",
                "é",
                "漢",
                "\r",
                "\n",
                "\b",
                "\007",
                "\033[A",
                "\033[2;2H",
                "\033[K",
                "\033[?7l",
                "\033[?7h",
                "\033]0;t\007",
                "\033D",
                "\177",
                "\033[3b");
        Arbitrary<String> part = Arbitraries.frequencyOf(
                Tuple.of(40, text), Tuple.of(8, exact), Tuple.of(16, rendition), Tuple.of(1, seldom));
        Arbitrary<String> line = part.list().ofMaxSize(4).map(parts -> String.join("", parts) + "\r\n");
        return line.list().ofMinSize(0).ofMaxSize(60);
    }

    /** What comes after them, and shows what the terminal remembers. */
    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of(
                "", "end", "\033[3b", "\u0301", "\033[3C*", "\033[2A*", "*\033[2b", "123456789012\u0301x", "\n*");
    }

    @Property(tries = 3000)
    void feed_manyLinesAtOnce_givesWhatEachByteGives(
            @ForAll("beginnings") String beginning,
            @ForAll("lines") List<String> lines,
            @ForAll("ends") String end,
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 0, max = 40) int scrollback) {
        byte[] bytes = (beginning + String.join("", lines) + end).getBytes(StandardCharsets.UTF_8);
        TerminalEngine atOnce = engine(rows, scrollback);
        TerminalEngine byteByByte = engine(rows, scrollback);
        long before = atOnce.epoch();
        byteByByte.epoch();
        atOnce.feed(bytes, 0, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byteByByte.feed(bytes, i, 1);
        }
        assertEquals(Dump.of(byteByByte.snapshot()), Dump.of(atOnce.snapshot()));
        assertEquals(Dump.of(byteByByte.scrollback()), Dump.of(atOnce.scrollback()));
        assertEquals(byteByByte.cursorLine(), atOnce.cursorLine());
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < COLS; col++) {
                assertEquals(
                        byteByByte.snapshot().written(row).since(before, col, col + 1),
                        atOnce.snapshot().written(row).since(before, col, col + 1));
            }
        }
    }

    @Property(tries = 3000)
    void takeLeaving_manyLinesAtOnce_hasWhatEachByteGives(
            @ForAll("beginnings") String beginning,
            @ForAll("lines") List<String> lines,
            @ForAll("ends") String end,
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll @IntRange(min = 0, max = 40) int scrollback) {
        byte[] bytes = (beginning + String.join("", lines) + end).getBytes(StandardCharsets.UTF_8);
        TerminalEngine atOnce = engine(rows, scrollback);
        TerminalEngine byteByByte = engine(rows, scrollback);
        atOnce.collectLeaving(true);
        byteByByte.collectLeaving(true);
        long before = atOnce.epoch();
        byteByByte.epoch();
        atOnce.feed(bytes, 0, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byteByByte.feed(bytes, i, 1);
        }
        assertEquals(inWords(byteByByte.takeLeaving(), before), inWords(atOnce.takeLeaving(), before));
        assertEquals(Dump.of(byteByByte.snapshot()), Dump.of(atOnce.snapshot()));
        assertEquals(Dump.of(byteByByte.scrollback()), Dump.of(atOnce.scrollback()));
    }

    private static List<String> inWords(List<LeavingRow> rows, long epoch) {
        return rows.stream()
                .map(row -> row.line() + (row.wrapped() ? " wrapped " : " ")
                        + row.row().written().since(epoch, 0, row.text().length()) + " " + row.text() + ".")
                .toList();
    }

    private static TerminalEngine engine(int rows, int scrollback) {
        return TerminalEngine.create(
                new TerminalOptions(rows, COLS, scrollback, /* unsafeReports= */ true, /* graphemeClusters= */ true),
                TerminalListener.SILENT);
    }
}
