package dev.wsh.impl.wait;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks for many texts at once: however many there are, each character of a line is looked at once. Case is folded.
 *
 * <p>Of each text the characters of one place, four if it has as many, stand in a table; of the places the one is taken
 * that the fewest others have taken. A line is read with a window of so many characters; where the table knows what is in
 * the window, the whole text is compared.
 *
 * <p>Confined to the session's lock.
 *
 * @param <W> who looks for a text
 */
final class Sieve<W> {

    private static final int WINDOW = 4;
    private static final int BITS_PER_TEXT = 32;
    private static final int LEAST_BITS = 1 << 12;
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio: its high bits depend on all

    private final Map<String, Key<W>> keys = new HashMap<>();
    private final int[] ofLength = new int[WINDOW + 1]; // how many texts have a window of each length
    private @Nullable Key<W>[] byGram = table(0);
    private long[] bits = {}; // smaller than the table, and asked first
    private int shift = Long.SIZE;
    private char[] buffer = {}; // the line, in turn with its case folded
    private int scans;

    /** A text, with the window by which it is found. */
    private static final class Key<W> {
        private final String text;
        private final int window;
        private final Set<W> who = new LinkedHashSet<>();
        private int at; // where the window begins
        private long gram; // what stands there
        private @Nullable Key<W> next; // in the same place of the table
        private int foundIn; // the last scan that found it

        Key(String text) {
            this.text = text;
            this.window = Math.min(WINDOW, text.length());
        }

        long gramAt(int from) {
            long gram = 0;
            for (int i = from; i < from + window; i++) {
                gram = gram << Character.SIZE | text.charAt(i);
            }
            return gram;
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Adds one who looks for a text whose case is folded. */
    void add(String text, W who) {
        Key<W> known = keys.get(text);
        if (known != null) {
            known.who.add(who);
            return;
        }
        Key<W> key = new Key<>(text);
        key.who.add(who);
        key.at = leastTaken(key);
        key.gram = key.gramAt(key.at);
        keys.put(text, key);
        ofLength[key.window]++;
        if (keys.size() * BITS_PER_TEXT > bits.length * Long.SIZE) {
            grow();
        } else {
            enter(key);
        }
    }

    @SuppressWarnings("unchecked") // it holds keys only
    private static <W> @Nullable Key<W>[] table(int size) {
        return (@Nullable Key<W>[]) new Key<?>[size];
    }

    private int leastTaken(Key<W> key) {
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int at = 0; at + key.window <= key.text.length() && fewest > 0; at++) {
            int count = count(key.gramAt(at));
            if (count < fewest) {
                fewest = count;
                best = at;
            }
        }
        return best;
    }

    private int count(long gram) {
        int count = 0;
        for (Key<W> other = first(gram); other != null; other = other.next) {
            count += other.gram == gram ? 1 : 0;
        }
        return count;
    }

    private @Nullable Key<W> first(long gram) {
        return bits.length == 0 ? null : byGram[bit(gram) & byGram.length - 1];
    }

    /** Takes one out who looked for a text. */
    void remove(String text, W who) {
        Key<W> key = keys.get(text);
        if (key == null || !key.who.remove(who) || !key.who.isEmpty()) {
            return;
        }
        keys.remove(text);
        ofLength[key.window]--;
        if (keys.isEmpty()) {
            bits = new long[0];
            byGram = table(0);
        } else {
            leave(key); // its bit stays until the table grows
        }
    }

    @SuppressWarnings("ReferenceEquality") // it is this one that leaves
    private void leave(Key<W> key) {
        int place = bit(key.gram) & byGram.length - 1;
        Key<W> before = byGram[place];
        if (before == key) {
            byGram[place] = key.next;
            return;
        }
        while (before != null && before.next != key) {
            before = before.next;
        }
        if (before != null) {
            before.next = key.next;
        }
    }

    private void grow() {
        int size = Math.max(LEAST_BITS, Integer.highestOneBit(keys.size() * BITS_PER_TEXT) << 2);
        bits = new long[size / Long.SIZE];
        byGram = table(size / BITS_PER_TEXT);
        shift = Long.SIZE - Integer.numberOfTrailingZeros(size);
        keys.values().forEach(this::enter);
    }

    private void enter(Key<W> key) {
        int bit = bit(key.gram);
        bits[bit >>> 6] |= 1L << bit;
        int place = bit & byGram.length - 1;
        key.next = byGram[place];
        byGram[place] = key;
    }

    private int bit(long gram) {
        return (int) (gram * SPREAD >>> shift);
    }

    /** Tells of each who looks for a text that a line contains. */
    void scan(String line, Consumer<W> found) {
        line.getChars(0, line.length(), room(line.length()), 0);
        scan(line.length(), found);
    }

    /** Tells of each who looks for a text that a line contains. */
    void scan(StringBuilder line, Consumer<W> found) {
        line.getChars(0, line.length(), room(line.length()), 0);
        scan(line.length(), found);
    }

    private char[] room(int length) {
        if (length > buffer.length) {
            buffer = new char[Math.max(length, 2 * buffer.length)];
        }
        return buffer;
    }

    private void scan(int length, Consumer<W> found) {
        if (keys.isEmpty()) {
            return;
        }
        scans++;
        char[] line = buffer;
        long[] known = bits;
        int spread = shift;
        boolean shortOnes = ofLength[1] + ofLength[2] + ofLength[3] > 0;
        long window = 0;
        for (int i = 0; i < length; i++) {
            char c = RequiredText.fold(line[i]);
            line[i] = c;
            window = window << Character.SIZE | c;
            int bit = (int) (window * SPREAD >>> spread);
            if ((known[bit >>> 6] >>> bit & 1) != 0) {
                compare(length, i, window, WINDOW, found);
            }
            if (shortOnes) {
                lookForShort(length, i, window, found);
            }
        }
    }

    private void lookForShort(int lineLength, int i, long window, Consumer<W> found) {
        for (int length = 1; length < WINDOW; length++) {
            if (ofLength[length] > 0) {
                compare(lineLength, i, window & (1L << length * Character.SIZE) - 1, length, found);
            }
        }
    }

    /** The window that ends at an index may be in the table. What comes after it in the line is not folded yet. */
    private void compare(int length, int end, long gram, int window, Consumer<W> found) {
        for (Key<W> key = first(gram); key != null; key = key.next) {
            int begin = end + 1 - window - key.at;
            if (key.gram == gram && key.window == window && key.foundIn != scans && begin >= 0) {
                if (begin + key.text.length() <= length && isAt(begin, key.text)) {
                    key.foundIn = scans;
                    key.who.forEach(found);
                }
            }
        }
    }

    private boolean isAt(int begin, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (RequiredText.fold(buffer[begin + i]) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
