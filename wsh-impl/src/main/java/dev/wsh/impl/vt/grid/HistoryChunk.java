package dev.wsh.impl.vt.grid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stretch of packed history: some 32 KB of rows, and where its lines begin. Confined to the engine's thread. */
final class HistoryChunk {
    /** The size at which a chunk takes no further line. */
    static final int BYTES = 32 << 10;

    /** What a sealed chunk may leave unused before it is copied to its size. */
    private static final int SLACK = 2 << 10;

    private static final int FIRST_BYTES = 512;
    private static final int FIRST_LINES = 16;
    private static final byte[] NOTHING = {};

    final ByteSink sink;
    final ByteSink scratch;
    final HistoryBudget budget;
    final long firstNumber; // of the first line that begins here
    int lines; // that begin here
    int rows;
    final HistoryBudget.Share share = new HistoryBudget.Share();
    private char[] starts;
    private LinkRef[] links = {};
    private int linkCount = 1;
    private boolean viewed; // somebody may read the arrays
    private @Nullable PackedChunk packed; // of the current contents
    private boolean frozen; // the contents are in the view alone

    /** Creates the first chunk of a history, which begins small. */
    HistoryChunk(long firstNumber, ByteSink scratch, HistoryBudget budget) {
        this(firstNumber, scratch, budget, new ByteSink(FIRST_BYTES), new char[FIRST_LINES]);
    }

    private HistoryChunk(long firstNumber, ByteSink scratch, HistoryBudget budget, ByteSink sink, char[] starts) {
        this.firstNumber = firstNumber;
        this.scratch = scratch;
        this.budget = budget;
        this.sink = sink;
        this.starts = starts;
    }

    /** Returns the chunk that follows this one; it takes over the arrays of {@code gone}, if nobody reads them. */
    HistoryChunk next(long number, @Nullable HistoryChunk gone) {
        if (gone != null && !gone.viewed && gone.sink.data.length >= BYTES + SLACK / 2) {
            gone.sink.end = 0;
            return new HistoryChunk(number, scratch, budget, gone.sink, gone.starts);
        }
        int room = BYTES + SLACK / 2;
        return new HistoryChunk(
                number, scratch, budget, new ByteSink(room), new char[Math.max(FIRST_LINES, starts.length)]);
    }

    /** Tells whether it takes no further line. */
    boolean full() {
        return frozen || sink.end >= BYTES;
    }

    void beginLine() {
        packed = null;
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, Math.max(FIRST_LINES, lines * 2));
        }
        starts[lines++] = (char) sink.end;
    }

    void changed() {
        packed = null;
        rows++;
    }

    int start(int line) {
        return starts[line];
    }

    /** Returns the number of a link in this chunk, or 0 when links are used up. */
    int link(LinkRef link) {
        for (int i = linkCount - 1; i > 0 && i > linkCount - 16; i--) {
            if (links[i].equals(link)) {
                return i;
            }
        }
        if (!budget.takeLink(share, link.chars())) {
            return 0;
        }
        if (linkCount >= links.length) {
            links = Arrays.copyOf(links, Math.max(4, links.length * 2));
        }
        links[linkCount] = link;
        return linkCount++;
    }

    /** Gives back what growing left unused. */
    void seal() {
        if (frozen) {
            return;
        }
        if (sink.data.length - sink.end > SLACK) {
            sink.data = Arrays.copyOf(sink.data, sink.end);
        }
        if (starts.length > 2 * lines) {
            starts = Arrays.copyOf(starts, Math.max(FIRST_LINES, lines));
        }
        packed = null;
    }

    /** Lets no further line in, and leaves all to a view whose bytes can be folded, which it returns. */
    ColdBytes freeze() {
        if (!frozen) {
            starts = Arrays.copyOf(starts, lines);
            links = Arrays.copyOf(links, links.length == 0 ? 0 : linkCount);
            packed = packed();
            frozen = true;
            sink.data = NOTHING;
        }
        return packed().bytes();
    }

    /** Returns about how many bytes of memory the lines take. */
    long held() {
        return (frozen ? packed().bytes().held() : sink.data.length)
                + (long) starts.length * Character.BYTES
                + share.held();
    }

    private void thaw() {
        if (frozen) {
            PackedChunk view = packed();
            sink.data = Arrays.copyOf(view.data(), sink.end);
            starts = view.starts().clone();
            frozen = false;
            viewed = false;
            packed = null;
        }
    }

    /** Forgets the last line and what was written after its beginning; a view may still read the old bytes. */
    void dropLastLine() {
        thaw();
        lines--;
        sink.end = starts[lines];
        if (packed != null || viewed) {
            sink.data = Arrays.copyOf(sink.data, Math.max(64, sink.end));
            starts = starts.clone();
            viewed = false;
        }
        packed = null;
    }

    /** Returns an immutable view of the contents. */
    PackedChunk packed() {
        PackedChunk view = packed;
        if (view == null) {
            view = new PackedChunk(new ColdBytes(sink.data, sink.end), sink.end, starts, lines, firstNumber, links);
            packed = view;
            viewed = true;
        }
        return view;
    }
}
