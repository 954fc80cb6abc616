package dev.wsh.impl.vt.grid;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Interned grapheme clusters of more than one code point: append-only, as {@link StyleTable}. Confined to the engine's
 * thread; the array of {@link #view()} may be read anywhere, up to the indices in use when it was taken.
 */
public final class ClusterTable {
    /** UTF-16 units of one cluster; what comes after is not kept. */
    public static final int MAX_CLUSTER_CHARS = 40;

    private String[] texts = new String[8];
    private int size;
    private final Map<String, Integer> ids = new HashMap<>(0);

    /** Returns the number of clusters. */
    public int size() {
        return size;
    }

    /** Returns the index of a cluster, which is added where it is new. */
    public int intern(String text) {
        Integer known = ids.get(text);
        if (known != null) {
            return known;
        }
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
        }
        texts[size] = text;
        ids.put(text, size);
        return size++;
    }

    /** Returns the cluster of an index. */
    public String text(int index) {
        return texts[index];
    }

    /** Returns the clusters; entries up to {@link #size} never change. */
    public String[] view() {
        return texts;
    }
}
