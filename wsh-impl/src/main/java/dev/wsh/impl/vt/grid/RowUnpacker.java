package dev.wsh.impl.vt.grid;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link RowPacker} wrote, and joins the rows of a line. Confined to its user. */
final class RowUnpacker {
    private final StyleTable styles;
    private final ClusterTable clusters;
    private long[] cells = new long[80];
    private int size;

    RowUnpacker(StyleTable styles, ClusterTable clusters) {
        this.styles = styles;
        this.clusters = clusters;
    }

    long[] cells() {
        return Arrays.copyOf(cells, size);
    }

    /** Reads the row at an index of a chunk; returns the index after it. */
    int row(PackedChunk chunk, int at) {
        PackedCursor in = new PackedCursor(chunk.data(), at);
        int flags = in.next();
        int n = in.number();
        int start = size;
        if (size + n > cells.length) {
            cells = Arrays.copyOf(cells, Math.max(size + n, cells.length * 2));
        }
        if ((flags & RowPacker.TEXT) == 0) {
            for (int i = 0; i < n; i++) {
                add(in.next(), 0);
            }
        } else {
            in.number();
            while (size < start + n) {
                character(in);
            }
        }
        if ((flags & RowPacker.STYLED) != 0) {
            runs(in, chunk, start, n);
        }
        return in.at;
    }

    private void add(int code, long flags) {
        cells[size++] = code == 0 ? 0 : code | flags | Cells.WRITTEN;
    }

    private void character(PackedCursor in) {
        int head = in.peek();
        switch (head) {
            case RowPacker.WIDE -> {
                in.at++;
                add(in.codePoint(), Cells.WIDE);
                cells[size++] = Cells.TAIL | Cells.WRITTEN;
            }
            case RowPacker.CLUSTER, RowPacker.WIDE_CLUSTER -> {
                in.at++;
                int length = in.number();
                long code = cluster(in.text(length)) | Cells.WRITTEN;
                boolean wide = head == RowPacker.WIDE_CLUSTER;
                cells[size++] = wide ? code | Cells.WIDE : code;
                if (wide) {
                    cells[size++] = Cells.TAIL | Cells.WRITTEN;
                }
            }
            default -> add(in.codePoint(), 0);
        }
    }

    private long cluster(String text) {
        int index = clusters.intern(text);
        return index == ClusterTable.NONE ? text.codePointAt(0) : index | Cells.CLUSTER;
    }

    private void runs(PackedCursor in, PackedChunk chunk, int start, int n) {
        int i = start;
        int fg = 0;
        int bg = 0;
        int attributes = 0;
        int underline = 0;
        int link = 0;
        while (i < start + n) {
            int head = in.next();
            int length = head >>> RowPacker.LENGTH_SHIFT;
            if (length == 0) {
                length = in.number();
            }
            fg = color(in, head & 3, fg);
            bg = color(in, head >>> RowPacker.BG_SHIFT & 3, bg);
            if ((head & RowPacker.ATTRIBUTES) != 0) {
                attributes = in.number();
            }
            if ((head & RowPacker.MORE) != 0) {
                underline = color(in, in.next(), 0);
                int known = in.number();
                link = known == 0 ? 0 : styles.link(chunk.link(known));
            }
            int style = styles.intern(StyleWords.colors(fg, bg), StyleWords.rest(underline, attributes, link));
            for (int end = i + length; i < end; i++) {
                cells[i] = Cells.withStyle(cells[i], style);
            }
        }
    }

    private static int color(PackedCursor in, int kind, int before) {
        return switch (kind) {
            case RowPacker.INDEXED -> StyleWords.INDEXED | in.next();
            case RowPacker.RGB -> StyleWords.RGB | in.next() << 16 | in.next() << 8 | in.next();
            case RowPacker.DEFAULT -> 0;
            default -> before;
        };
    }

    /** Appends the text of the row at an index of a chunk; returns the index after it. */
    static int text(PackedChunk chunk, int at, StringBuilder text) {
        PackedCursor in = new PackedCursor(chunk.data(), at);
        int flags = in.next();
        int n = in.number();
        if ((flags & RowPacker.TEXT) == 0) {
            int from = text.length();
            text.append(new String(chunk.data(), in.at, n, StandardCharsets.ISO_8859_1));
            blankNuls(text, from);
            in.at += n;
        } else {
            int end = in.number();
            end += in.at;
            while (in.at < end) {
                characterText(in, text);
            }
        }
        if ((flags & RowPacker.STYLED) != 0) {
            skipRuns(in, n);
        }
        return in.at;
    }

    private static void blankNuls(StringBuilder text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == 0) {
                text.setCharAt(i, ' ');
            }
        }
    }

    private static void characterText(PackedCursor in, StringBuilder text) {
        int head = in.peek();
        if (head == RowPacker.CLUSTER || head == RowPacker.WIDE_CLUSTER) {
            in.at++;
            text.append(in.text(in.number()));
        } else {
            if (head == RowPacker.WIDE) {
                in.at++;
            }
            int code = in.codePoint();
            text.appendCodePoint(code == 0 ? ' ' : code);
        }
    }

    private static void skipRuns(PackedCursor in, int n) {
        int i = 0;
        while (i < n) {
            int head = in.next();
            int length = head >>> RowPacker.LENGTH_SHIFT;
            i += length == 0 ? in.number() : length;
            color(in, head & 3, 0);
            color(in, head >>> RowPacker.BG_SHIFT & 3, 0);
            if ((head & RowPacker.ATTRIBUTES) != 0) {
                in.number();
            }
            if ((head & RowPacker.MORE) != 0) {
                color(in, in.next(), 0);
                in.number();
            }
        }
    }
}
