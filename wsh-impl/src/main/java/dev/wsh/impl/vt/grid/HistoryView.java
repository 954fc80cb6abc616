package dev.wsh.impl.vt.grid;

/** The lines of a history at one moment. This class is threadsafe. */
public final class HistoryView {
    private final PackedChunk[] chunks;
    private final HistoryLog.View log;
    private final long first;
    private final long end;
    private final boolean open;

    HistoryView(PackedChunk[] chunks, HistoryLog.View log, long first, long end, boolean open) {
        this.chunks = chunks;
        this.log = log;
        this.first = first;
        this.end = end;
        this.open = open;
    }

    public long first() {
        return first;
    }

    public long end() {
        return end;
    }

    /** Tells whether the last line goes on on the screen. */
    public boolean open() {
        return open;
    }

    /** Returns a line as one row of as many cells as it has; {@code number} is in {@code [first, end)}. */
    public FrozenRow line(long number) {
        StyleTable styles = new StyleTable();
        ClusterTable clusters = new ClusterTable();
        long[] cells = cells(number, styles, clusters);
        return new FrozenRow(
                cells, open && number == end - 1, Row.SINGLE, styles.view(), clusters.view(), log.of(number));
    }

    /** Says when the cells of a line were written. */
    public Written written(long number) {
        return log.of(number);
    }

    /** Returns the first line from one on in which a cell was written in an epoch or later; {@link #end} if none is. */
    public long firstSince(long number, long epoch) {
        return log.firstSince(Math.max(first, number), epoch, end);
    }

    /** Returns the first line from one on in which a cell was written before an epoch; {@link #end} if none is. */
    public long firstBefore(long number, long epoch) {
        return log.firstBefore(Math.max(first, number), epoch, end);
    }

    /** Appends the text of a line, blanks at its end included. */
    public void appendText(long number, StringBuilder text) {
        visit(number, (chunk, at) -> RowUnpacker.text(chunk, at, text));
    }

    /** Returns the cells of a line in terms of the given tables. */
    long[] cells(long number, StyleTable styles, ClusterTable clusters) {
        RowUnpacker unpacker = new RowUnpacker(styles, clusters);
        visit(number, unpacker::row);
        return unpacker.cells();
    }

    private interface RowVisitor {
        /** Reads the row at an index; returns the index after it. */
        int row(PackedChunk chunk, int at);
    }

    private void visit(long number, RowVisitor visitor) {
        int c = chunkOf(number);
        PackedChunk chunk = chunks[c];
        int line = (int) (number - chunk.firstNumber());
        int at = chunk.start(line);
        int end = chunk.start(line + 1);
        while (at < end) {
            at = visitor.row(chunk, at);
        }
        boolean last = line + 1 == chunk.lines();
        while (last && ++c < chunks.length) {
            PackedChunk more = chunks[c];
            at = 0;
            while (at < more.lead()) {
                at = visitor.row(more, at);
            }
            last = more.lines() == 0;
        }
    }

    /** Finds the chunk in which a line begins: the last one whose first number is not greater. */
    private int chunkOf(long number) {
        if (number < first || number >= end) {
            throw new IndexOutOfBoundsException("line " + number + " is not in [" + first + ", " + end + ")");
        }
        int low = 0;
        int high = chunks.length - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (chunks[middle].firstNumber() <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
