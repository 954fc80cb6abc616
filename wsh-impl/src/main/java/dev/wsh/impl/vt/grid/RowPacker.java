package dev.wsh.impl.vt.grid;

/**
 * Packs the cells of a row into bytes when it leaves the screen: text, then style runs by value.
 *
 * <pre>
 * row   : flags, number of cells, [bytes of text, if not ASCII], text, [runs, if styled]
 * text  : per cell one byte 0x00 (erased) to 0x7F; or UTF-8; or 0xF8 UTF-8 (two columns);
 *         or 0xF9 / 0xFA, length, UTF-8 (a cluster of one / two columns); right halves are left out
 * run   : head, [number of cells, if not in the head], then what differs from the run before:
 *         foreground, background, attributes, underline colour and link
 * head  : length (2: 0 says that it follows) | more (1) | attributes (1) | background (2) | foreground (2)
 * colour: 0 same, 1 indexed (1 byte), 2 RGB (3 bytes), 3 default
 * </pre>
 *
 * <p>A character in two RGB colours of its own takes 8 bytes. Confined to the engine's thread.
 */
final class RowPacker {
    static final int STYLED = 1;
    static final int TEXT = 2;

    static final int WIDE = 0xF8;
    static final int CLUSTER = 0xF9;
    static final int WIDE_CLUSTER = 0xFA;

    static final int SAME = 0;
    static final int INDEXED = 1;
    static final int RGB = 2;
    static final int DEFAULT = 3;
    static final int BG_SHIFT = 2;
    static final int ATTRIBUTES = 1 << 4;
    static final int MORE = 1 << 5;
    static final int LENGTH_SHIFT = 6;

    /** Bytes of a character that is no cluster, at most. */
    private static final int MAX_CHARACTER = 5;

    private static final long NOT_ASCII = Cells.CODE & ~0x7FL | Cells.CLUSTER | Cells.TAIL;

    private final CellStore store;

    RowPacker(CellStore store) {
        this.store = store;
    }

    /** Appends the first {@code n} cells of a row to a chunk. */
    void pack(long[] cells, int n, HistoryChunk chunk) {
        ByteSink sink = chunk.sink;
        sink.room(n + 8);
        int start = sink.end;
        sink.end++;
        sink.number(n);
        byte[] data = sink.data;
        int at = sink.end;
        long all = CellBytes.gather(cells, n, data, at);
        int flags = 0;
        if ((all & NOT_ASCII) == 0) {
            sink.end = at + n;
        } else {
            flags = TEXT;
            text(cells, n, chunk);
        }
        if ((all & Cells.STYLE) != 0) {
            flags |= STYLED;
            runs(cells, n, chunk);
        }
        sink.data[start] = (byte) flags;
    }

    /** Appends a row of ASCII without styles to a chunk. */
    void pack(byte[] bytes, int from, int n, HistoryChunk chunk) {
        ByteSink sink = chunk.sink;
        sink.room(n + 8);
        sink.data[sink.end++] = 0;
        sink.number(n);
        System.arraycopy(bytes, from, sink.data, sink.end, n);
        sink.end += n;
    }

    /** Appends a row of ASCII to a chunk. */
    void pack(AsciiRow row, HistoryChunk chunk) {
        ByteSink sink = chunk.sink;
        int n = row.length();
        sink.room(n + 8);
        int start = sink.end;
        sink.end++;
        sink.number(n);
        row.copyTo(sink.data, sink.end);
        sink.end += n;
        sink.data[start] = 0;
        if (row.styled()) {
            sink.data[start] = STYLED;
            runs(row, chunk);
        }
    }

    private void runs(AsciiRow row, HistoryChunk chunk) {
        StyleTable styles = store.styles();
        long colors = 0;
        long rest = 0;
        for (int i = 0; i < row.runs(); i++) {
            long nextColors = styles.colors(row.style(i));
            long nextRest = styles.rest(row.style(i));
            run(row.runLength(i), colors, rest, nextColors, nextRest, chunk);
            colors = nextColors;
            rest = nextRest;
        }
    }

    private void text(long[] cells, int n, HistoryChunk chunk) {
        ByteSink text = chunk.scratch;
        text.end = 0;
        text.room(n * MAX_CHARACTER);
        byte[] data = text.data;
        int at = 0;
        for (int i = 0; i < n; i++) {
            long cell = cells[i];
            if ((cell & Cells.TAIL) != 0) {
                continue;
            }
            if ((cell & Cells.CLUSTER) != 0) {
                text.end = at;
                cluster(Cells.code(cell), (cell & Cells.WIDE) != 0, chunk);
                text.room((n - i) * MAX_CHARACTER);
                data = text.data;
                at = text.end;
            } else {
                if ((cell & Cells.WIDE) != 0) {
                    data[at++] = (byte) WIDE;
                }
                at = ByteSink.codePoint(data, at, Cells.code(cell));
            }
        }
        text.end = at;
        ByteSink sink = chunk.sink;
        sink.number(text.end);
        sink.room(text.end);
        System.arraycopy(text.data, 0, sink.data, sink.end, text.end);
        sink.end += text.end;
    }

    private void cluster(int index, boolean wide, HistoryChunk chunk) {
        ByteSink text = chunk.scratch;
        ClusterTable clusters = store.clusters();
        int bytes = clusters.bytes(index);
        if (!chunk.budget.takeCluster(chunk.share, bytes)) {
            if (wide) {
                text.put(WIDE);
            }
            text.codePoint(clusters.first(index));
            return;
        }
        text.put(wide ? WIDE_CLUSTER : CLUSTER);
        text.number(bytes);
        clusters.append(index, text);
    }

    private void runs(long[] cells, int n, HistoryChunk chunk) {
        StyleTable styles = store.styles();
        long colors = 0;
        long rest = 0;
        int i = 0;
        while (i < n) {
            int style = Cells.style(cells[i]);
            int end = i + 1;
            while (end < n && Cells.style(cells[end]) == style) {
                end++;
            }
            long nextColors = styles.colors(style);
            long nextRest = styles.rest(style);
            run(end - i, colors, rest, nextColors, nextRest, chunk);
            colors = nextColors;
            rest = nextRest;
            i = end;
        }
    }

    private void run(int length, long colors, long rest, long nextColors, long nextRest, HistoryChunk chunk) {
        ByteSink sink = chunk.sink;
        int fg = StyleWords.fg(nextColors);
        int bg = StyleWords.bg(nextColors);
        int fgKind = StyleWords.fg(colors) == fg ? SAME : kind(fg);
        int bgKind = StyleWords.bg(colors) == bg ? SAME : kind(bg);
        int attributes = StyleWords.attributes(nextRest);
        int head = fgKind | bgKind << BG_SHIFT | (length < 4 ? length << LENGTH_SHIFT : 0);
        boolean newAttributes = attributes != StyleWords.attributes(rest);
        int underline = StyleWords.underlineColor(nextRest);
        int link = StyleWords.link(nextRest);
        boolean more = underline != StyleWords.underlineColor(rest) || link != StyleWords.link(rest);
        sink.put(head | (newAttributes ? ATTRIBUTES : 0) | (more ? MORE : 0));
        if (length >= 4) {
            sink.number(length);
        }
        color(fgKind, fg, sink);
        color(bgKind, bg, sink);
        if (newAttributes) {
            sink.number(attributes);
        }
        if (more) {
            int kind = kind(underline);
            sink.put(kind);
            color(kind, underline, sink);
            sink.number(link == 0 ? 0 : chunk.link(store.styles().linkOf(link)));
        }
    }

    private static int kind(int color) {
        return (color & StyleWords.RGB) != 0 ? RGB : (color & StyleWords.INDEXED) != 0 ? INDEXED : DEFAULT;
    }

    private static void color(int kind, int color, ByteSink sink) {
        if (kind == INDEXED) {
            sink.put(color);
        } else if (kind == RGB) {
            sink.put(color >> 16);
            sink.put(color >> 8);
            sink.put(color);
        }
    }
}
