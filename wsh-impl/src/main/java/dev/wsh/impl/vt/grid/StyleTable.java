package dev.wsh.impl.vt.grid;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Interned styles and links: append-only, so that a {@link View} taken earlier stays valid while the table grows.
 *
 * <p>Confined to the engine's thread; a {@link View} is immutable as far as its reader can tell.
 */
public final class StyleTable {
    /** Links in one table; more are not kept. */
    static final int MAX_LINKS = 8192;
    /** Characters of all links in one table; more are not kept. */
    static final int MAX_LINK_CHARS = 1 << 20;

    /** The styles of ids up to those in use when it was taken. */
    public static final class View {
        private final long[] words;
        private final LinkRef[] links;

        View(long[] words, LinkRef[] links) {
            this.words = words;
            this.links = links;
        }

        public long colors(int id) {
            return words[2 * id];
        }

        public long rest(int id) {
            return words[2 * id + 1];
        }

        /** Returns the link of a style, or null. */
        @org.jspecify.annotations.Nullable
        public LinkRef link(int id) {
            int link = StyleWords.link(rest(id));
            return link == 0 ? null : links[link];
        }

        public boolean invisible(int id) {
            return id == 0 || StyleWords.invisible(colors(id), rest(id));
        }
    }

    private long[] words;
    private int[] slots; // id + 1, or 0; length a power of two
    private int size = 1;
    private int last;
    private LinkRef[] links = new LinkRef[1];
    private int linkCount = 1;
    private int linkChars;
    private final Map<LinkRef, Integer> linkIds = new HashMap<>(0);
    private View view;

    public StyleTable() {
        words = new long[32];
        slots = new int[32];
        view = new View(words, links);
        slots[0] = 1; // the default style hashes to 0
    }

    /** Returns the number of styles. */
    public int size() {
        return size;
    }

    public long colors(int id) {
        return words[2 * id];
    }

    public long rest(int id) {
        return words[2 * id + 1];
    }

    /** Returns the id of a style, which is added where it is new. */
    public int intern(long colors, long rest) {
        if ((colors | rest) == 0) {
            return 0;
        }
        int hit = last;
        if (words[2 * hit] == colors && words[2 * hit + 1] == rest) {
            return hit;
        }
        int mask = slots.length - 1;
        for (int slot = hash(colors, rest) & mask; ; slot = slot + 1 & mask) {
            int id = slots[slot] - 1;
            if (id < 0) {
                return add(colors, rest, slot);
            }
            if (words[2 * id] == colors && words[2 * id + 1] == rest) {
                last = id;
                return id;
            }
        }
    }

    private int add(long colors, long rest, int slot) {
        if (2 * size + 2 > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
            view = new View(words, links);
        }
        int id = size++;
        words[2 * id] = colors;
        words[2 * id + 1] = rest;
        slots[slot] = id + 1;
        if (size * 2 > slots.length) {
            rehash();
        }
        last = id;
        return id;
    }

    private void rehash() {
        int[] bigger = new int[slots.length * 2];
        int mask = bigger.length - 1;
        for (int id = 0; id < size; id++) {
            int slot = hash(words[2 * id], words[2 * id + 1]) & mask;
            while (bigger[slot] != 0) {
                slot = slot + 1 & mask;
            }
            bigger[slot] = id + 1;
        }
        slots = bigger;
    }

    private static int hash(long colors, long rest) {
        long h = colors * 0x9E3779B97F4A7C15L ^ rest * 0xC2B2AE3D27D4EB4FL;
        return (int) (h ^ h >>> 32) ^ (int) (h >>> 47);
    }

    /** Returns the number of a link, or 0 when the table has no room for it. */
    public int link(LinkRef link) {
        Integer known = linkIds.get(link);
        if (known != null) {
            return known;
        }
        if (linkCount > MAX_LINKS || linkChars + link.chars() > MAX_LINK_CHARS) {
            return 0;
        }
        if (linkCount == links.length) {
            links = Arrays.copyOf(links, Math.max(8, links.length * 2));
            view = new View(words, links);
        }
        links[linkCount] = link;
        linkIds.put(link, linkCount);
        linkChars += link.chars();
        return linkCount++;
    }

    /** Tells whether {@link #link} has turned a link away, or soon will. */
    public boolean linksFull() {
        return linkCount > MAX_LINKS - 1 || linkChars > MAX_LINK_CHARS - 4096;
    }

    /** Returns the link of a number given by {@link #link}. */
    public LinkRef linkOf(int number) {
        return links[number];
    }

    /** Returns a view of what is in the table now. */
    public View view() {
        return view;
    }

    /** Returns the id that a style of another table has in this one. */
    public int adopt(StyleTable other, int id) {
        return adopt(other.view, id);
    }

    /** Returns the id that a style of a view of another table has in this one. */
    public int adopt(View other, int id) {
        long rest = other.rest(id);
        LinkRef link = other.link(id);
        if (link != null) {
            rest = StyleWords.rest(StyleWords.underlineColor(rest), StyleWords.attributes(rest), link(link));
        }
        return intern(other.colors(id), rest);
    }
}
