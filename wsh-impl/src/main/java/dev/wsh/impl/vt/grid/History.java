package dev.wsh.impl.vt.grid;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scrollback: logical lines, packed (see {@link RowPacker}) as their rows leave the screen, numbered from 0 for ever.
 *
 * <p>The last line may be open: it goes on in the first row of the screen. Lines are dropped at the front when there are
 * more than the limit, whole chunks when there are more rows than {@link #ROWS_PER_LINE} times that. Confined to the
 * engine's thread; a {@link HistoryView} is immutable and shares the packed bytes.
 */
public final class History {
    /** Rows kept per line of the limit, on average; bounds the memory that very long lines take. */
    public static final int ROWS_PER_LINE = 4;
    /** Cells of one logical line; a longer one is cut into several. */
    public static final int MAX_LINE_CELLS = 1 << 16;

    private final int limit;
    private final CellStore store;
    private final RowPacker packer;
    private final ByteSink scratch = new ByteSink(128);
    private final HistoryBudget budget = new HistoryBudget();
    private final ArrayList<HistoryChunk> chunks = new ArrayList<>();
    private final HistoryLog log = new HistoryLog();
    private long first;
    private long next;
    private boolean open;
    private int openCells;
    private long totalRows;
    private @Nullable HistoryChunk tail; // the last chunk
    private long secondFirst = Long.MAX_VALUE; // the first number of the second chunk
    private @Nullable HistoryChunk spare; // a dropped one, for its arrays

    /** Creates an empty history of at most {@code limit} lines. */
    public History(int limit, CellStore store) {
        this.limit = limit;
        this.store = store;
        packer = new RowPacker(store);
    }

    /** Returns the number of the first line kept, which is the number of lines dropped. */
    public long first() {
        return first;
    }

    /** Returns the number after the last line. */
    public long end() {
        return next;
    }

    /** Tells whether the last line goes on on the screen. */
    public boolean open() {
        return open;
    }

    /** Returns the cells of the last line that are in the history, if it goes on on the screen; else 0. */
    public int openCells() {
        return open ? openCells : 0;
    }

    /** Returns the number of the logical line of which the screen's first row is a part. */
    public long screenLine() {
        return open ? next - 1 : next;
    }

    /** Takes a row that leaves the screen at the top. */
    public void push(Row row) {
        if (row.squeezed()) {
            push(row.unsqueezed(), 2, row.wrapped(), row.written());
            return;
        }
        int used = row.used();
        long[] cells = row.cells();
        int n = used > 0 && (cells[used - 1] & Cells.PAD) != 0 ? used - 1 : used;
        push(cells, n, row.wrapped(), row.written());
    }

    private void push(long[] cells, int n, boolean continues, WriteLog written) {
        HistoryChunk chunk = begin(n, continues);
        if (chunk != null) {
            packer.pack(cells, n, chunk);
            log.note(next - 1, openCells - n, n, written);
            trimIfNeeded();
        }
    }

    /**
     * Takes a row that never was on the screen: {@code n} bytes of 0x20 to 0x7E without styles, printed in one epoch;
     * {@code continues} tells that its line goes on in the next row.
     */
    public void push(byte[] bytes, int from, int n, boolean continues, long epoch) {
        HistoryChunk chunk = begin(n, continues);
        if (chunk != null) {
            packer.pack(bytes, from, n, chunk);
            log.note(next - 1, openCells - n, epoch);
            trimIfNeeded();
        }
    }

    /**
     * Takes a row that never was on the screen, printed in one epoch; {@code continues} tells that its line goes on in the
     * next row.
     */
    public void push(AsciiRow row, boolean continues, long epoch) {
        HistoryChunk chunk = begin(row.length(), continues);
        if (chunk != null) {
            packer.pack(row, chunk);
            log.note(next - 1, openCells - row.length(), epoch);
            trimIfNeeded();
        }
    }

    /** Returns where a row of {@code n} cells goes; null if no line is kept. */
    private @Nullable HistoryChunk begin(int n, boolean continues) {
        boolean begins = !open || openCells + n > MAX_LINE_CELLS;
        if (begins) {
            next++;
            openCells = 0;
        }
        openCells += n;
        open = continues;
        if (limit == 0) {
            first = next;
            return null;
        }
        HistoryChunk chunk = tail;
        if (chunk == null || chunk.full()) {
            chunk = newChunk(chunk, begins ? next - 1 : next);
        }
        if (begins) {
            chunk.beginLine();
        }
        chunk.changed();
        totalRows++;
        return chunk;
    }

    private void trimIfNeeded() {
        if (next - first > limit) {
            first++;
        }
        if (first >= secondFirst || totalRows > (long) limit * ROWS_PER_LINE) {
            trim();
        }
    }

    private HistoryChunk newChunk(@Nullable HistoryChunk last, long number) {
        HistoryChunk chunk;
        if (last == null) {
            chunk = new HistoryChunk(number, scratch, budget);
        } else {
            last.seal();
            chunk = last.next(number, spare);
            spare = null;
        }
        chunks.add(chunk);
        chunksChanged();
        return chunk;
    }

    private void chunksChanged() {
        tail = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
        secondFirst = chunks.size() > 1 ? chunks.get(1).firstNumber : Long.MAX_VALUE;
    }

    private void trim() {
        while (chunks.size() > 1
                && (chunks.get(1).firstNumber <= first || totalRows > (long) limit * ROWS_PER_LINE)
                && chunks.get(1).firstNumber < next) {
            HistoryChunk gone = chunks.remove(0);
            budget.giveBack(gone.share);
            totalRows -= gone.rows;
            first = Math.max(first, chunks.get(0).firstNumber);
            spare = gone;
        }
        log.dropBefore(first);
        chunksChanged();
    }

    /** Drops all lines; their numbers are not given again, except to a line that goes on on the screen. */
    public void clear() {
        chunks.forEach(chunk -> budget.giveBack(chunk.share));
        chunks.clear();
        chunksChanged();
        log.clear();
        totalRows = 0;
        next = screenLine();
        first = next;
        open = false;
    }

    /** Drops all lines, and says that the {@code lines} logical lines of the screen are gone too. */
    public void clear(int lines) {
        clear();
        next += lines;
        first = next;
    }

    /** Says that what follows on the screen does not belong to the last line. */
    public void close() {
        open = false;
    }

    /** Says when the cells of the last line were written; there must be a line. */
    Written writtenLast() {
        return log.view().of(next - 1);
    }

    /** Removes the last line and returns its cells, in terms of the store's tables; there must be a line. */
    long[] popLast() {
        long[] cells = view().cells(next - 1, store.styles(), store.clusters());
        while (chunks.get(chunks.size() - 1).lines == 0) {
            dropLastChunk();
        }
        HistoryChunk chunk = chunks.get(chunks.size() - 1);
        chunk.dropLastLine();
        if (chunk.lines == 0 && chunk.sink.end == 0) {
            dropLastChunk();
        }
        next--;
        log.dropFrom(next);
        open = false;
        return cells;
    }

    private void dropLastChunk() {
        HistoryChunk gone = chunks.remove(chunks.size() - 1);
        budget.giveBack(gone.share);
        totalRows -= gone.rows;
        chunksChanged();
    }

    /** Tells whether there is a line that {@link #popLast} can give back. */
    boolean canPop() {
        return next > first;
    }

    /**
     * Gives back what only further lines would need. Those that come all the same are kept as before.
     *
     * @return the packed lines, to be folded by whoever has time
     */
    public List<ColdBytes> freeze() {
        spare = null;
        scratch.data = new byte[0];
        List<ColdBytes> bytes = new ArrayList<>(chunks.size());
        for (HistoryChunk chunk : chunks) {
            bytes.add(chunk.freeze());
        }
        chunks.trimToSize();
        return bytes;
    }

    /** Returns about how many bytes of memory the lines take. */
    public long held() {
        return chunks.stream().mapToLong(HistoryChunk::held).sum();
    }

    /** Returns an immutable view of the lines as they are now. */
    public HistoryView view() {
        List<PackedChunk> packed = new ArrayList<>(chunks.size());
        for (HistoryChunk chunk : chunks) {
            packed.add(chunk.packed());
        }
        return new HistoryView(packed.toArray(new PackedChunk[0]), log.view(), first, next, open);
    }
}
