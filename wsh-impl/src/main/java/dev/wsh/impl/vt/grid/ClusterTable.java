package dev.wsh.impl.vt.grid;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Interned grapheme clusters of more than one code point.
 *
 * <p>A cluster is what it was before its last code point, and that code point: another cluster of this table, or a
 * character. So a mark is joined by a look into a hash table of numbers, and texts are made only for who reads them. The
 * table is append-only until it is {@link #clear cleared}, and bounded: past the bounds a code point joins nothing.
 * Confined to the engine's thread; a {@link #view} may be read anywhere.
 */
public final class ClusterTable {
    /** UTF-16 units of one cluster; what comes after is not kept. */
    public static final int MAX_CLUSTER_CHARS = 40;

    /** Clusters at most, half of what the bits of a cell can tell; protects the heap against a cluster in every cell. */
    public static final int MAX_CLUSTERS = 1 << 20;

    /** Told instead of an index where a code point can't be joined. */
    public static final int NONE = -1;

    private static final int UNITS_SHIFT = 21;
    private static final int CODE_POINT = (1 << UNITS_SHIFT) - 1;
    private static final int FIRST_SIZE = 8;

    private int[] befores = new int[FIRST_SIZE]; // a code point, or ~index of a cluster
    private int[] lasts = new int[FIRST_SIZE]; // UTF-16 units of the whole, and the last code point
    private int[] slots = new int[2 * FIRST_SIZE]; // index + 1, or 0
    private int size;
    private int refused;
    private @Nullable View view;

    /** Returns the number of clusters. */
    public int size() {
        return size;
    }

    /** Returns how many code points were not joined since the table had no room. */
    int refused() {
        return refused;
    }

    /** Returns the index of the cluster that a code point makes with the text of a cell, or {@link #NONE}. */
    public int joinCell(long cell, int codePoint) {
        int code = Cells.code(cell);
        return join((cell & Cells.CLUSTER) != 0 ? ~code : code == 0 ? ' ' : code, codePoint);
    }

    /** Returns the last code point in a cell; a blank where there is none. */
    public int lastOfCell(long cell) {
        int code = Cells.code(cell);
        return (cell & Cells.CLUSTER) != 0 ? lasts[code] & CODE_POINT : code == 0 ? ' ' : code;
    }

    /** Returns the index of the cluster of a text of two code points or more, or {@link #NONE}. */
    public int intern(String text) {
        int before = text.codePointAt(0);
        for (int i = Character.charCount(before); i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            int joined = join(before, codePoint);
            if (joined == NONE) {
                return NONE;
            }
            before = ~joined;
        }
        return ~before;
    }

    /** Takes a cluster of another table over. */
    int adopt(ClusterTable from, int index) {
        int before = from.befores[index];
        if (before < 0) {
            int moved = adopt(from, ~before);
            if (moved == NONE) {
                return NONE;
            }
            before = ~moved;
        }
        return join(before, from.lasts[index] & CODE_POINT);
    }

    private int join(int before, int codePoint) {
        int mask = slots.length - 1;
        int slot = hash(before, codePoint) & mask;
        for (int known = slots[slot]; known != 0; known = slots[slot]) {
            if (befores[known - 1] == before && (lasts[known - 1] & CODE_POINT) == codePoint) {
                return known - 1;
            }
            slot = slot + 1 & mask;
        }
        int units = (before < 0 ? lasts[~before] >>> UNITS_SHIFT : Character.charCount(before))
                + Character.charCount(codePoint);
        if (units > MAX_CLUSTER_CHARS) {
            return NONE;
        }
        if (size == MAX_CLUSTERS) {
            refused++;
            return NONE;
        }
        if (size == befores.length) {
            grow();
            return join(before, codePoint);
        }
        befores[size] = before;
        lasts[size] = units << UNITS_SHIFT | codePoint;
        slots[slot] = size + 1;
        return size++;
    }

    private static int hash(int before, int codePoint) {
        int mixed = (before * 0x9E3779B9 ^ codePoint) * 0x85EBCA6B;
        return mixed ^ mixed >>> 15;
    }

    private void grow() {
        befores = Arrays.copyOf(befores, size * 2);
        lasts = Arrays.copyOf(lasts, size * 2);
        view = null;
        slots = new int[size * 4];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = hash(befores[i], lasts[i] & CODE_POINT) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = i + 1;
        }
    }

    /** Returns the first code point of a cluster. */
    int first(int index) {
        int before = befores[index];
        while (before < 0) {
            before = befores[~before];
        }
        return before;
    }

    /** Returns the sum of the code points of a cluster. */
    public int sum(int index) {
        int sum = 0;
        int before = ~index;
        while (before < 0) {
            sum += lasts[~before] & CODE_POINT;
            before = befores[~before];
        }
        return sum + before;
    }

    /** Appends a cluster in UTF-8. */
    void append(int index, ByteSink sink) {
        int before = befores[index];
        if (before < 0) {
            append(~before, sink);
        } else {
            sink.codePoint(before);
        }
        sink.codePoint(lasts[index] & CODE_POINT);
    }

    /** Returns the bytes of a cluster in UTF-8. */
    int bytes(int index) {
        int bytes = 0;
        int before = ~index;
        while (before < 0) {
            bytes += bytesOf(lasts[~before] & CODE_POINT);
            before = befores[~before];
        }
        return bytes + bytesOf(before);
    }

    private static int bytesOf(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** Returns the cluster of an index. */
    public String text(int index) {
        return view().text(index);
    }

    /** Returns the clusters of now, which never change: the same object as long as it holds what comes, too. */
    public View view() {
        View known = view;
        if (known == null) {
            known = new View(befores, lasts);
            view = known;
        }
        return known;
    }

    /** Empties the table for new clusters; false if somebody may still read the old ones. */
    boolean clear() {
        if (view != null || size == 0) {
            return false;
        }
        Arrays.fill(slots, 0);
        size = 0;
        refused = 0;
        return true;
    }

    /** Clusters at one moment; an index that was in use then is always the same text. This class is threadsafe. */
    public static final class View {
        private final int[] befores;
        private final int[] lasts;
        private @Nullable String @Nullable [] texts; // found when first asked for; racy, but always the same text

        private View(int[] befores, int[] lasts) {
            this.befores = befores;
            this.lasts = lasts;
        }

        /** Returns the cluster of an index. */
        public String text(int index) {
            @Nullable String[] known = texts;
            if (known == null) {
                known = new String[befores.length];
                texts = known;
            }
            String text = known[index];
            if (text == null) {
                text = make(index);
                known[index] = text;
            }
            return text;
        }

        private String make(int index) {
            StringBuilder text = new StringBuilder(MAX_CLUSTER_CHARS);
            int before = ~index;
            while (before < 0) {
                text.insert(0, Character.toString(lasts[~before] & CODE_POINT));
                before = befores[~before];
            }
            return text.insert(0, Character.toString(before)).toString();
        }
    }
}
