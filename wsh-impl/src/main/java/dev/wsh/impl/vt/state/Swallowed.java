package dev.wsh.impl.vt.state;

import dev.wsh.Unsupported;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the kinds of sequence that nobody knows: the first {@link #MAX_KINDS} of them. Noting one again allocates nothing.
 * Confined to the engine's thread.
 */
public final class Swallowed {
    /** Kinds that are kept; protects the heap against sequences of all numbers. */
    public static final int MAX_KINDS = 64;

    /** What introduces a sequence. */
    public enum Introducer {
        ESC,
        CSI,
        OSC,
        DCS,
        APC,
        PM,
        SOS
    }

    private static final Introducer[] INTRODUCERS = Introducer.values();
    private static final int NO_NUMBER = 0xFF_FFFF;

    private final long[] kinds = new long[MAX_KINDS];
    private final long[] counts = new long[MAX_KINDS];
    private int size;
    private int changes;

    Swallowed() {}

    /** Notes a sequence by its bytes, packed as {@code prefix << 24 | intermediates << 8 | final}; 0 where there are none. */
    public void note(Introducer introducer, int key) {
        note(introducer, NO_NUMBER, key);
    }

    /** Notes a sequence of which a number tells what it is; {@code number} is below 2^24 - 1. */
    public void note(Introducer introducer, int number, int key) {
        changes++;
        long kind = (long) introducer.ordinal() << 56 | (long) number << 32 | key & 0xFFFF_FFFFL;
        for (int i = 0; i < size; i++) {
            if (kinds[i] == kind) {
                counts[i]++;
                return;
            }
        }
        if (size < MAX_KINDS) {
            kinds[size] = kind;
            counts[size++] = 1;
        }
    }

    /** Returns a number that changes whenever something was noted. */
    public int changes() {
        return changes;
    }

    /** Returns all kinds, the first ones first. */
    public List<Unsupported> list() {
        List<Unsupported> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(new Unsupported(name(kinds[i]), counts[i]));
        }
        return List.copyOf(all);
    }

    private static String name(long kind) {
        StringBuilder name = new StringBuilder(INTRODUCERS[(int) (kind >>> 56)].name());
        int key = (int) kind;
        append(name, key >>> 24);
        int number = (int) (kind >>> 32) & NO_NUMBER;
        if (number != NO_NUMBER) {
            name.append(' ').append(number);
        }
        append(name, key >> 16 & 0xFF);
        append(name, key >> 8 & 0xFF);
        append(name, key & 0xFF);
        return name.toString();
    }

    private static void append(StringBuilder name, int b) {
        if (b == ' ') {
            name.append(" SP");
        } else if (b == 0xFF) {
            name.append(" ..");
        } else if (b != 0) {
            name.append(' ').append((char) b);
        }
    }
}
