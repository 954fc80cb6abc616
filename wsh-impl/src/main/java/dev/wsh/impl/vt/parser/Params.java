package dev.wsh.impl.vt.parser;

/**
 * The parameters of a control sequence: numbers separated by {@code ;}, each with sub-parameters after {@code :}.
 *
 * <p>ECMA-48, 5.4.1 and 5.4.2. Confined to the parser's thread; a handler must not keep it.
 */
public final class Params {
    /** Parameters and sub-parameters in one sequence; one with more is ignored as a whole. */
    public static final int MAX_PARAMS = 64;

    /** The largest value of a parameter, as in xterm; a larger one is cut to it. */
    public static final int MAX_VALUE = 65_535;

    private static final int OMITTED = -1;

    private final int[] values = new int[MAX_PARAMS];
    private long colons; // bit i: value i was separated from value i - 1 by a colon
    private int size;

    void clear() {
        size = 0;
        colons = 0;
    }

    /**
     * Reads the parameters of a sequence that lies whole in an array: digits, {@code ;} and {@code :}.
     *
     * @return the index of the first other byte; -1 if there are too many parameters, or no other byte
     */
    public int read(byte[] bytes, int from, int end) {
        clear();
        int number = OMITTED;
        boolean isSub = false;
        for (int i = from; i < end; i++) {
            int b = bytes[i];
            int digit = b - '0';
            if (digit >= 0 && digit <= 9) {
                number = number < 0 ? digit : Math.min(number * 10 + digit, MAX_VALUE);
            } else if (b == ';' || b == ':') {
                if (!add(number, isSub)) {
                    return -1;
                }
                number = OMITTED;
                isSub = b == ':';
            } else {
                boolean last = number >= 0 || size > 0;
                return last && !add(number, isSub) ? -1 : i;
            }
        }
        return -1;
    }

    /** Adds a value; false when there is no room. */
    boolean add(int value, boolean sub) {
        if (size == MAX_PARAMS) {
            return false;
        }
        if (sub) {
            colons |= 1L << size;
        }
        values[size++] = value;
        return true;
    }

    /** Returns the number of values, omitted ones and sub-parameters included. */
    public int size() {
        return size;
    }

    /** Returns value {@code index}, or {@code absent} when it was omitted. */
    public int get(int index, int absent) {
        if (index >= size) {
            return absent;
        }
        int v = values[index];
        return v == OMITTED ? absent : v;
    }

    /** Returns value {@code index} as a count: 1 where it was omitted or is 0. */
    public int count(int index) {
        return Math.max(1, get(index, 1));
    }

    /** Tells whether value {@code index} was given. */
    public boolean given(int index) {
        return index < size && values[index] != OMITTED;
    }

    /** Tells whether value {@code index} is a sub-parameter of the one before. */
    public boolean isSub(int index) {
        return index < size && (colons >>> index & 1) != 0;
    }

    /** Tells whether any value is a sub-parameter. */
    public boolean hasSubs() {
        return colons != 0;
    }
}
