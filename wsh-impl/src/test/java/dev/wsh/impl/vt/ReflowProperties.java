package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Emulator;
import dev.wsh.Screen;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a resize must not change: the text of all logical lines, their numbers, and the cursor's place in the text. */
final class ReflowProperties {
    private record Size(int rows, int cols) {}

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12),
                Arbitraries.of("你好", "e\u0301", "👩\u200d👧", "a_b", "ｱ"));
        return piece.list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Size>> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(2, 25))
                .as(Size::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Emulator emulator(List<String> lines) {
        Emulator emulator = new StandaloneEmulator(6, 14);
        emulator.feed(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        return emulator;
    }

    /** Returns all logical lines, of the history and of the screen. */
    private static List<String> text(Emulator emulator) {
        List<String> lines = new ArrayList<>();
        Screen screen = emulator.screen();
        emulator.scrollback().lines(0, Integer.MAX_VALUE).forEach(line -> lines.add(line.text()));
        boolean open = screen.firstLine() < emulator.scrollback().endLine();
        StringBuilder current = new StringBuilder(open ? lines.remove(lines.size() - 1) : "");
        for (int row = 0; row < screen.rows(); row++) {
            current.append(screen.line(row));
            if (!screen.wrapped(row)) {
                lines.add(current.toString());
                current.setLength(0);
            }
        }
        lines.add(current.toString());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    @Property(tries = 400)
    void resize_anyTimes_keepsTheText(@ForAll("lines") List<String> lines, @ForAll("sizes") List<Size> sizes) {
        Emulator emulator = emulator(lines);
        List<String> before = text(emulator);
        for (Size size : sizes) {
            emulator.resize(size.rows(), size.cols());
            assertEquals(before, text(emulator), size::toString);
        }
    }

    @Property(tries = 400)
    void resize_anyTimes_typingGoesOnAtTheEnd(@ForAll("lines") List<String> lines, @ForAll("sizes") List<Size> sizes) {
        Emulator emulator = emulator(lines);
        List<String> expected = text(emulator);
        int last = lines.size() - 1;
        while (expected.size() <= last) {
            expected.add("");
        }
        expected.set(last, expected.get(last) + "END");
        for (Size size : sizes) {
            emulator.resize(size.rows(), size.cols());
        }
        emulator.feed("END".getBytes(StandardCharsets.UTF_8));
        assertEquals(expected, text(emulator));
    }

    @Property(tries = 400)
    void resize_andBack_givesTheSamePicture(@ForAll("lines") List<String> lines, @ForAll("sizes") List<Size> sizes) {
        Emulator emulator = emulator(lines);
        List<String> rows = emulator.screen().lines();
        Screen.Cursor cursor = emulator.screen().cursor();
        boolean full = cursor.row() == 5;
        long first = emulator.screen().firstLine();
        for (Size size : sizes) {
            emulator.resize(size.rows(), size.cols());
        }
        emulator.resize(6, 14);
        if (full) {
            assertEquals(rows, emulator.screen().lines());
            assertEquals(cursor.row(), emulator.screen().cursor().row());
            assertEquals(first, emulator.screen().firstLine());
        }
    }

    @Property(tries = 400)
    void resize_toOneColumnAndBack_keepsTheText(
            @ForAll("lines") List<String> lines, @ForAll("sizes") List<Size> sizes) {
        Emulator emulator = emulator(lines);
        List<String> before = text(emulator);
        for (Size size : sizes) {
            emulator.resize(size.rows(), 1);
        }
        emulator.resize(6, 14);
        assertEquals(before, text(emulator));
    }

    @Property(tries = 200)
    void history_anyLimit_keepsTheLastLinesAndTheirNumbers(@ForAll("lines") List<String> lines) {
        TerminalEngine engine = TerminalEngine.create(
                new TerminalOptions(2, 7, 4, /* unsafeReports= */ true, /* graphemeClusters= */ true),
                TerminalListener.SILENT);
        byte[] bytes = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        engine.feed(bytes, 0, bytes.length);
        int kept = Math.min(4, lines.size());
        assertEquals(
                lines.subList(lines.size() - kept, lines.size()),
                engine.scrollback().lines());
        assertEquals(lines.size(), engine.scrollback().endLine());
        assertEquals(lines.size() - kept, engine.scrollback().dropped());
    }
}
