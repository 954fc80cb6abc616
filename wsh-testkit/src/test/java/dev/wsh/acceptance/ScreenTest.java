package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Cell;
import dev.wsh.Color;
import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.Screen.Run;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases 92 to 102 and 109: the terminal alone, as a user has it. */
class ScreenTest {

    private static Emulator emulator(int rows, int cols, String... output) {
        Emulator emulator = Wsh.emulator(rows, cols);
        for (String part : output) {
            feed(emulator, part);
        }
        return emulator;
    }

    private static void feed(Emulator emulator, String output) {
        emulator.feed(output.getBytes(StandardCharsets.UTF_8));
    }

    /** Feeds the first {@code cut} bytes, then the rest. */
    private static Emulator cut(int rows, int cols, byte[] bytes, int cut) {
        Emulator emulator = Wsh.emulator(rows, cols);
        emulator.feed(bytes, 0, cut);
        emulator.feed(bytes, cut, bytes.length - cut);
        return emulator;
    }

    @Test
    @DisplayName("92: red text, then normal text: two spans, the first with foreground 1")
    void runs_redText_isASpanOfItsOwn() {
        List<Run> runs =
                emulator(24, 80, "\033[31mRed Text\033[0m Normal").screen().runs(0);
        assertEquals(
                List.of("Red Text", " Normal"), runs.stream().map(Run::text).toList());
        assertEquals(new Color.Indexed(1), runs.get(0).style().fg());
        assertEquals(new Color.Default(), runs.get(1).style().fg());
    }

    @Test
    @DisplayName("93: ESC[5;10H: cursor (4,9)")
    void cursor_afterCup_countsFrom0() {
        Screen.Cursor cursor = emulator(24, 80, "\033[5;10H").screen().cursor();
        assertEquals(4, cursor.row());
        assertEquals(9, cursor.col());
    }

    @Test
    @DisplayName("94: bold text: plain in the text, bold in its span")
    void runs_boldText_isBold() {
        Screen screen = emulator(24, 80, "\033[1mBold\033[0m").screen();
        assertEquals("Bold", screen.text());
        Run run = screen.runs(0).get(0);
        assertEquals("Bold", run.text());
        assertTrue(run.style().bold());
    }

    @Test
    @DisplayName("95: an empty screen: cursor (0,0), no history; resized to 40x120: 40 rows of 120")
    void resize_emptyScreen_hasTheNewSize() {
        Emulator emulator = emulator(24, 80);
        assertEquals(0, emulator.screen().cursor().row());
        assertEquals(0, emulator.screen().cursor().col());
        assertEquals(List.of(), emulator.scrollback().lines());
        emulator.resize(40, 120);
        Screen screen = emulator.screen();
        assertEquals(40, screen.rows());
        assertEquals(120, screen.cols());
        assertEquals(40, screen.lines().size());
        assertEquals(" ", screen.cell(39, 119).text());
    }

    private static Emulator tenLines() {
        Emulator emulator = emulator(5, 80);
        IntStream.range(0, 10).forEach(i -> feed(emulator, "Line " + i + "\r\n"));
        return emulator;
    }

    @Test
    @DisplayName("96: 10 lines on 5 rows: the first visible line is number 6, and the history holds 6")
    void scrollback_tenLinesOnFiveRows_holdsSix() {
        Emulator emulator = tenLines();
        assertEquals(6, emulator.screen().firstLine());
        assertEquals("Line 6", emulator.screen().line(0));
        assertEquals(
                IntStream.range(0, 6).mapToObj(i -> "Line " + i).toList(),
                emulator.scrollback().lines());
    }

    @Test
    @DisplayName("97: 1049 on and off: the screen and the history are as before")
    void alternate_onAndOff_givesEverythingBack() {
        Emulator emulator = tenLines();
        List<String> screen = emulator.screen().lines();
        List<String> history = emulator.scrollback().lines();
        feed(emulator, "\033[?1049h\033[Hsomething else\r\n".repeat(2));
        assertTrue(emulator.screen().alternateScreen());
        feed(emulator, "\033[?1049l");
        assertFalse(emulator.screen().alternateScreen());
        assertEquals(screen, emulator.screen().lines());
        assertEquals(history, emulator.scrollback().lines());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "ESC[?1049h, true",
        "ESC[?47h, true",
        "ESC[?1047h, true",
        "ESC[?6;1049h, true",
        "U+009B?1049h, false",
        "ESC[1049h, false",
        "ESC[?25h, false"
    })
    @DisplayName("98: a switch of the screen that is cut at every byte does what it does whole; others do nothing")
    void alternate_cutAnywhere_isTheSame(String sequence, boolean alternate) {
        byte[] bytes = ("before" + sequence.replace("ESC", "\033").replace("U+009B", "\u009b") + "after")
                .getBytes(StandardCharsets.UTF_8);
        List<String> whole = cut(24, 80, bytes, 0).screen().lines();
        for (int i = 0; i <= bytes.length; i++) {
            Screen screen = cut(24, 80, bytes, i).screen();
            assertEquals(alternate, screen.alternateScreen(), "cut at " + i);
            assertEquals(whole, screen.lines(), "cut at " + i);
        }
    }

    @Test
    @DisplayName("99: 200 lines at once: history and screen hold each once, in order")
    void feed_manyLinesAtOnce_keepsEachOnce() {
        List<String> expected =
                IntStream.range(0, 200).mapToObj(i -> "msg-" + i).toList();
        Emulator emulator = emulator(24, 80, String.join("\r\n", expected));
        List<String> all = new ArrayList<>(emulator.scrollback().lines());
        all.addAll(emulator.screen().lines());
        assertEquals(expected, all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße, 世界 👩‍👩‍👧 é ﷽", "äöü", "𝄞𝄢", "한국어"})
    @DisplayName("100: UTF-8 that is cut at every byte never shows U+FFFD")
    void feed_utf8CutAnywhere_isWhole(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String whole = cut(24, 80, bytes, 0).screen().text();
        for (int i = 0; i <= bytes.length; i++) {
            String shown = cut(24, 80, bytes, i).screen().text();
            assertFalse(shown.contains("\uFFFD"), "cut at " + i);
            assertEquals(whole, shown, "cut at " + i);
        }
    }

    @Test
    @DisplayName("101: blanks at the end with a red background stay in the spans; default ones are trimmed")
    void runs_blanksAtTheEnd_stayIfTheyAreSeen() {
        Screen red = emulator(24, 80, "text\033[41m   ").screen();
        assertEquals(List.of("text", "   "), red.runs(0).stream().map(Run::text).toList());
        assertEquals(new Color.Indexed(1), red.runs(0).get(1).style().bg());
        assertEquals("text", red.line(0));
        Screen plain = emulator(24, 80, "text   ").screen();
        assertEquals(List.of("text"), plain.runs(0).stream().map(Run::text).toList());
        assertEquals("text", plain.line(0));
    }

    @Test
    @DisplayName("102: one byte that is seen raises the version; reading does not")
    void version_oneByte_grows() {
        Emulator emulator = emulator(24, 80, "some text");
        Screen before = emulator.screen();
        assertEquals(before.version(), emulator.screen().version());
        assertSame(before, emulator.screen());
        feed(emulator, "!");
        assertTrue(emulator.screen().version() > before.version());
    }

    @Test
    @DisplayName(
            "109: e and U+0301, an emoji joined with ZWJ and a CJK character: 1, 2 and 2 columns; the text comes back")
    void cells_clusters_haveTheirWidths() {
        String accent = "e\u0301";
        String family = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        String cjk = "世";
        Screen screen = emulator(24, 80, accent + family + cjk).screen();
        List<Cell> cells = List.of(screen.cell(0, 0), screen.cell(0, 1), screen.cell(0, 3));
        assertEquals(
                List.of(accent, family, cjk), cells.stream().map(Cell::text).toList());
        assertEquals(List.of(1, 2, 2), cells.stream().map(Cell::width).toList());
        assertEquals(accent + family + cjk, screen.text());
    }
}
