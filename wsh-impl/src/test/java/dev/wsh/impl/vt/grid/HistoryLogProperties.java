package dev.wsh.impl.vt.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the notes say of lines is what was said of each cell. */
class HistoryLogProperties {

    private static final int CELLS = 6;

    private final HistoryLog log = new HistoryLog();
    private final List<long[]> lines = new ArrayList<>(); // the epoch of each cell
    private int first;

    private void push(Random random, long epoch) {
        long[] cells = new long[CELLS];
        WriteLog row = new WriteLog();
        row.all(epoch);
        java.util.Arrays.fill(cells, epoch);
        for (int i = random.nextInt(3); i > 0; i--) {
            long later = WriteLog.afterMark(row.newest(0, CELLS) + random.nextInt(2) * (1L << 24));
            int from = random.nextInt(CELLS);
            int to = from + 1 + random.nextInt(CELLS - from);
            row.note(later, from, to);
            java.util.Arrays.fill(cells, from, to, later);
        }
        int cut = random.nextInt(CELLS); // the line comes in one row or in two
        log.note(lines.size(), 0, CELLS, row);
        lines.add(cells);
        assertEquals(cells[cut], log.view().of(lines.size() - 1L).newest(cut, cut + 1));
    }

    @Property(tries = 500)
    void view_anyLines_knowsEachCell(@ForAll long seed) {
        Random random = new Random(seed);
        long epoch = WriteLog.FIRST;
        for (int i = random.nextInt(60); i >= 0; i--) {
            epoch = random.nextInt(5) == 0 ? WriteLog.afterMark(epoch) : epoch + 1 + random.nextInt(8) / 7;
            push(random, epoch);
            if (random.nextInt(12) == 0 && lines.size() > first) {
                lines.remove(lines.size() - 1);
                log.dropFrom(lines.size());
            }
            if (random.nextInt(12) == 0) {
                first += random.nextInt(lines.size() - first + 1);
                log.dropBefore(first);
            }
        }
        HistoryLog.View view = log.view();
        push(random, epoch + 1); // a view stays as it is
        check(view, lines.size() - 1, epoch, random);
    }

    private void check(HistoryLog.View view, int end, long newest, Random random) {
        for (int line = first; line < end; line++) {
            Written written = view.of(line);
            for (int from = 0; from < CELLS; from++) {
                for (int to = from + 1; to <= CELLS; to++) {
                    assertEquals(max(lines.get(line), from, to), written.newest(from, to));
                }
            }
        }
        for (int i = 0; i < 20; i++) {
            long epoch = WriteLog.FIRST + (long) (random.nextDouble() * (newest - WriteLog.FIRST + 3));
            int from = first + random.nextInt(end - first + 1);
            int since = from;
            while (since < end && max(lines.get(since), 0, CELLS) < epoch) {
                since++;
            }
            assertEquals(since, view.firstSince(from, epoch, end));
            int before = from;
            while (before < end && min(lines.get(before)) >= epoch) {
                before++;
            }
            assertEquals(before, view.firstBefore(from, epoch, end));
        }
    }

    private static long max(long[] cells, int from, int to) {
        return java.util.Arrays.stream(cells, from, to).max().orElseThrow();
    }

    private static long min(long[] cells) {
        return java.util.Arrays.stream(cells).min().orElseThrow();
    }

    /** A program that prints line after line takes no memory for them. */
    @Example
    void note_linesInOrder_keepsOneNote() {
        for (int line = 0; line < 100_000; line++) {
            log.note(line, 0, WriteLog.FIRST + line);
        }
        assertEquals(1, log.view().notes());
        log.note(100_000, 0, WriteLog.afterMark(WriteLog.FIRST));
        assertEquals(2, log.view().notes());
    }
}
