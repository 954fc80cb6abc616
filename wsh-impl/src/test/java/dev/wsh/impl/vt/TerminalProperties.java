package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Screen;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Rules that hold whatever a program prints. */
final class TerminalProperties {
    @Provide
    Arbitrary<List<String>> output() {
        return Fragments.output(40);
    }

    private static StandaloneEmulator emulator(int rows, int cols, List<String> output) {
        StandaloneEmulator emulator = new StandaloneEmulator(rows, cols);
        emulator.feed(Fragments.bytes(output));
        return emulator;
    }

    @Property(tries = 500)
    void feed_splitAnywhere_givesTheSame(
            @ForAll("output") List<String> output, @ForAll @IntRange(min = 1, max = 7) int n) {
        byte[] bytes = Fragments.bytes(output);
        StandaloneEmulator whole = emulator(6, 20, output);
        StandaloneEmulator pieces = new StandaloneEmulator(6, 20);
        for (int i = 0; i < bytes.length; i += n) {
            pieces.feed(bytes, i, Math.min(n, bytes.length - i));
        }
        assertEquals(Dump.of(whole.screen()), Dump.of(pieces.screen()));
        assertEquals(Dump.of(whole.scrollback()), Dump.of(pieces.scrollback()));
        assertEquals(text(whole.takeReplies()), text(pieces.takeReplies()));
    }

    @Example
    void feed_splitOnALineOfDoubleWidth_repeatsTheLastCharacter() {
        feed_splitAnywhere_givesTheSame(List.of("     ", "\033#6", "     !", "\033[b"), 1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Property(tries = 500)
    void feed_anything_keepsTheInvariants(@ForAll("output") List<String> output) {
        StandaloneEmulator emulator = new StandaloneEmulator(5, 9);
        for (String part : output) {
            emulator.feed(part.getBytes(StandardCharsets.UTF_8));
            checkInvariants(emulator.screen());
        }
    }

    private static void checkInvariants(Screen screen) {
        Screen.Cursor cursor = screen.cursor();
        assertTrue(cursor.row() >= 0 && cursor.row() < screen.rows(), cursor::toString);
        assertTrue(cursor.col() >= 0 && cursor.col() < screen.cols(), cursor::toString);
        for (int row = 0; row < screen.rows(); row++) {
            for (int col = 0; col < screen.cols(); col++) {
                int width = screen.cell(row, col).width();
                int next = col + 1 < screen.cols() ? screen.cell(row, col + 1).width() : 1;
                String where = "row " + row + ", col " + col;
                assertEquals(width == 2, next == 0, where);
                assertTrue(width > 0 || col > 0, where);
                assertEquals(width == 0, screen.cell(row, col).text().isEmpty(), where);
            }
        }
    }

    @Property(tries = 500)
    void toAnsi_fedToNewEmulator_givesTheSamePicture(@ForAll("output") List<String> output) {
        Screen screen = emulator(6, 20, output).screen();
        StandaloneEmulator copy = new StandaloneEmulator(screen.rows(), screen.cols());
        copy.feed(screen.toAnsi().getBytes(StandardCharsets.UTF_8));
        assertEquals(Dump.picture(screen), Dump.picture(copy.screen()), () -> Fragments.show(output));
    }

    @Example
    void toAnsi_wideCharacterAcrossTheMiddleOfADoubleWidthLineThatWraps_givesTheSamePicture() {
        toAnsi_fedToNewEmulator_givesTheSamePicture(List.of("       你你", " ".repeat(9), "\033#6", "你"));
    }

    @Example
    void toAnsi_textThatWrapsBelowTheMargins_givesTheSamePicture() {
        toAnsi_fedToNewEmulator_givesTheSamePicture(
                List.of("\033[;2r", "\033[4e", "*".repeat(43), "\033[4e", " ".repeat(42)));
    }

    @Property(tries = 200)
    void screen_moreIsFed_neverChanges(@ForAll("output") List<String> before, @ForAll("output") List<String> after) {
        StandaloneEmulator emulator = emulator(6, 20, before);
        Screen screen = emulator.screen();
        String dump = Dump.of(screen);
        String history = Dump.of(emulator.scrollback());
        var view = emulator.scrollback();
        emulator.feed(Fragments.bytes(after));
        emulator.resize(4, 11);
        emulator.screen();
        assertEquals(dump, Dump.of(screen));
        assertEquals(history, Dump.of(view));
    }

    @Property(tries = 300)
    void reset_afterAnything_equalsNew(@ForAll("output") List<String> output, @ForAll("output") List<String> after) {
        StandaloneEmulator used = emulator(6, 20, output);
        used.feed("\030\033<\033c".getBytes(StandardCharsets.UTF_8));
        used.resize(6, 20);
        used.takeReplies();
        StandaloneEmulator fresh = new StandaloneEmulator(6, 20);
        used.feed(Fragments.bytes(after));
        fresh.feed(Fragments.bytes(after));
        assertEquals(Dump.of(fresh.screen()), Dump.of(used.screen()));
        assertEquals(text(fresh.takeReplies()), text(used.takeReplies()));
    }

    @Property(tries = 300)
    void resize_anySizes_keepsInvariants(
            @ForAll("output") List<String> output,
            @ForAll @IntRange(min = 1, max = 12) int rows,
            @ForAll @IntRange(min = 1, max = 30) int cols) {
        StandaloneEmulator emulator = emulator(6, 20, output);
        emulator.resize(rows, cols);
        checkInvariants(emulator.screen());
        emulator.feed(Fragments.bytes(output));
        checkInvariants(emulator.screen());
        emulator.resize(6, 20);
        checkInvariants(emulator.screen());
    }
}
