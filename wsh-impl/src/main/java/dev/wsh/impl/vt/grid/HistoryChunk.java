package dev.wsh.impl.vt.grid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stretch of packed history: some 32 KB of rows, and where its lines begin. Confined to the engine's thread. */
final class HistoryChunk {
    /** The size at which a chunk takes no further line. */
    static final int BYTES = 32 << 10;

    final ByteSink sink = new ByteSink(512);
    final ByteSink scratch;
    final HistoryBudget budget;
    final long firstNumber; // of the first line that begins here
    int lines; // that begin here
    int rows;
    int clusterBytes;
    int linkChars;
    private char[] starts = new char[16];
    private LinkRef[] links = {};
    private int linkCount = 1;
    private @Nullable PackedChunk packed; // of the current contents

    HistoryChunk(long firstNumber, ByteSink scratch, HistoryBudget budget) {
        this.firstNumber = firstNumber;
        this.scratch = scratch;
        this.budget = budget;
    }

    boolean full() {
        return sink.end >= BYTES;
    }

    void beginLine() {
        packed = null;
        if (lines == starts.length) {
            starts = Arrays.copyOf(starts, lines * 2);
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
        if (!budget.takeLink(this, link.chars())) {
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
        sink.data = Arrays.copyOf(sink.data, sink.end);
        starts = Arrays.copyOf(starts, Math.max(1, lines));
        packed = null;
    }

    /** Forgets the last line and what was written after its beginning; a view may still read the old bytes. */
    void dropLastLine() {
        lines--;
        sink.end = starts[lines];
        if (packed != null || viewed) {
            sink.data = Arrays.copyOf(sink.data, Math.max(64, sink.end));
            starts = starts.clone();
            viewed = false;
        }
        packed = null;
    }

    private boolean viewed;

    /** Returns an immutable view of the contents. */
    PackedChunk packed() {
        PackedChunk view = packed;
        if (view == null) {
            view = new PackedChunk(sink.data, sink.end, starts, lines, firstNumber, links);
            packed = view;
            viewed = true;
        }
        return view;
    }
}
