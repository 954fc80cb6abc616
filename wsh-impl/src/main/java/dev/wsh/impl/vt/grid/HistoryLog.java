package dev.wsh.impl.vt.grid;

import java.util.Arrays;

/**
 * When the lines of a history were written, in write epochs. A program that prints line after line takes one step of the
 * epoch for each, so nothing is kept for a line whose epoch is one more than that of the line before: a note is made only
 * where that is not so, or where a line was written in pieces, as that of a prompt and what was typed there.
 *
 * <p>A note is 20 bytes. Confined to the engine's thread; a {@link View} is immutable and shares the notes.
 */
final class HistoryLog {
    private static final int FIRST_NOTES = 8;
    private static final long NONE = -2;

    // A note says from which cell of which line on what was written in an epoch, each line after that one step later.
    private long[] lines = {};
    private int[] cells = {};
    private long[] epochs = {};
    private int start;
    private int end;

    /** Notes that the cells from one on, to the end of a line that is the last, were written in an epoch. */
    void note(long line, int cell, long epoch) {
        if (epoch == Written.NEVER || end > start && epochs[end - 1] + (line - lines[end - 1]) == epoch) {
            return;
        }
        if (end > start && lines[end - 1] == line && cells[end - 1] == cell) {
            end--; // a row without cells came before
            detach();
        }
        if (end == lines.length) {
            makeRoom();
        }
        lines[end] = line;
        cells[end] = cell;
        epochs[end++] = epoch;
    }

    /** Notes when {@code n} cells of a row were written, which come at a cell of the last line. */
    void note(long line, int cell, int n, WriteLog log) {
        if (log.isOne(n)) {
            note(line, cell, log.newest(0, Math.max(1, n)));
            return;
        }
        long before = NONE;
        for (int i = 0; i < n; i++) {
            long epoch = log.newest(i, i + 1);
            if (epoch != Written.NEVER && epoch != before) {
                note(line, before == NONE ? cell : cell + i, epoch);
                before = epoch;
            }
        }
    }

    private void makeRoom() {
        int kept = end - start;
        int room = kept > lines.length / 2 ? Math.max(FIRST_NOTES, 2 * kept) : Math.max(FIRST_NOTES, lines.length);
        copy(room);
    }

    private void copy(int room) {
        lines = Arrays.copyOf(Arrays.copyOfRange(lines, start, end), room);
        cells = Arrays.copyOf(Arrays.copyOfRange(cells, start, end), room);
        epochs = Arrays.copyOf(Arrays.copyOfRange(epochs, start, end), room);
        end -= start;
        start = 0;
    }

    /** A view may read what is overwritten from now on. */
    private void detach() {
        copy(Math.max(FIRST_NOTES, lines.length));
    }

    /** Forgets the lines before one. */
    void dropBefore(long line) {
        while (start + 1 < end && lines[start + 1] <= line && cells[start + 1] == 0) {
            start++;
        }
    }

    /** Forgets the last line, and what was noted of it. */
    void dropFrom(long line) {
        if (end > start && lines[end - 1] >= line) {
            while (end > start && lines[end - 1] >= line) {
                end--;
            }
            detach();
        }
    }

    void clear() {
        lines = new long[0];
        cells = new int[0];
        epochs = new long[0];
        start = 0;
        end = 0;
    }

    /** Returns the notes as they are now. */
    View view() {
        return new View(lines, cells, epochs, start, end);
    }

    /** The notes of one moment. This class is threadsafe. */
    static final class View {
        private final long[] lines;
        private final int[] cells;
        private final long[] epochs;
        private final int start;
        private final int end;

        private View(long[] lines, int[] cells, long[] epochs, int start, int end) {
            this.lines = lines;
            this.cells = cells;
            this.epochs = epochs;
            this.start = start;
            this.end = end;
        }

        /** Returns how many notes there are, of 20 bytes each. */
        int notes() {
            return end - start;
        }

        /** Returns the last note that is about a cell of a line or what comes before it; {@code start - 1} if none is. */
        private int at(long line, int cell) {
            int low = start - 1;
            int high = end - 1;
            while (low < high) {
                int middle = low + high + 1 >>> 1;
                boolean before = lines[middle] < line || lines[middle] == line && cells[middle] <= cell;
                low = before ? middle : low;
                high = before ? high : middle - 1;
            }
            return low;
        }

        private long epoch(int note, long line) {
            return note < start ? Written.NEVER : epochs[note] + (line - lines[note]);
        }

        /** Says when the cells of a line were written. */
        Written of(long line) {
            return new Written() {
                @Override
                public long newest(int from, int to) {
                    int note = at(line, from);
                    long newest = from < to ? epoch(note, line) : NEVER;
                    for (int i = note + 1; i < end && lines[i] == line && cells[i] < to; i++) {
                        newest = Math.max(newest, epochs[i]);
                    }
                    return newest;
                }

                @Override
                public long oldest() {
                    int note = at(line, 0);
                    long oldest = note < start ? Long.MAX_VALUE : epoch(note, line);
                    for (int i = note + 1; i < end && lines[i] == line; i++) {
                        oldest = Math.min(oldest, epochs[i]);
                    }
                    return oldest;
                }
            };
        }

        /** Returns the first line from one on in which a cell was written in an epoch or later; {@code limit} if none is. */
        long firstSince(long from, long epoch, long limit) {
            for (int note = Math.max(start, at(from, 0)); note < end; note++) {
                long first = Math.max(from, lines[note]);
                long reaches = epochs[note] >= epoch ? first : Math.max(first, lines[note] + (epoch - epochs[note]));
                if (reaches <= last(note, limit)) {
                    return reaches;
                }
            }
            return limit;
        }

        /** Returns the first line from one on in which a cell was written before an epoch; {@code limit} if none is. */
        long firstBefore(long from, long epoch, long limit) {
            for (int note = Math.max(start, at(from, 0)); note < end; note++) {
                long first = Math.max(from, lines[note]);
                if (first <= last(note, limit) && epochs[note] + (first - lines[note]) < epoch) {
                    return first;
                }
            }
            return limit;
        }

        /** Returns the last line that a note is about. */
        private long last(int note, long limit) {
            if (note + 1 == end) {
                return limit - 1;
            }
            return cells[note + 1] > 0 ? lines[note + 1] : lines[note + 1] - 1;
        }
    }
}
