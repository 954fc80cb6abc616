package dev.wsh.impl.vt.grid;

/**
 * UAX #29 read literally: every rule looks back over the whole text, and nothing is remembered. The twin that the state
 * machine is compared with.
 */
final class SlowSegmenter {

    private SlowSegmenter() {}

    static boolean breaksBefore(int[] text, int at) {
        if (at == 0) {
            return true; // GB1
        }
        int before = GraphemeBreaker.property(text[at - 1]);
        int after = GraphemeBreaker.property(text[at]);
        if (before == GraphemeBreaker.CR && after == GraphemeBreaker.LF) {
            return false; // GB3
        }
        if (control(before) || control(after)) {
            return true; // GB4, GB5
        }
        if (hangul(before, after)) {
            return false; // GB6, GB7, GB8
        }
        if (extend(after) || after == GraphemeBreaker.ZWJ || after == GraphemeBreaker.SPACING_MARK) {
            return false; // GB9, GB9a
        }
        if (before == GraphemeBreaker.PREPEND) {
            return false; // GB9b
        }
        if (after == GraphemeBreaker.CONSONANT && conjunct(text, at - 1)) {
            return false; // GB9c
        }
        if (after == GraphemeBreaker.PICTOGRAPHIC && before == GraphemeBreaker.ZWJ && pictographic(text, at - 2)) {
            return false; // GB11
        }
        if (after == GraphemeBreaker.REGIONAL) {
            int run = 0;
            while (run < at && GraphemeBreaker.property(text[at - 1 - run]) == GraphemeBreaker.REGIONAL) {
                run++;
            }
            return run % 2 == 0; // GB12, GB13
        }
        return true; // GB999
    }

    private static boolean control(int property) {
        return property == GraphemeBreaker.CR || property == GraphemeBreaker.LF || property == GraphemeBreaker.CONTROL;
    }

    private static boolean extend(int property) {
        return property == GraphemeBreaker.EXTEND
                || property == GraphemeBreaker.EXTEND_ONLY
                || property == GraphemeBreaker.LINKER;
    }

    private static boolean hangul(int before, int after) {
        switch (before) {
            case GraphemeBreaker.HANGUL_L:
                return after == GraphemeBreaker.HANGUL_L
                        || after == GraphemeBreaker.HANGUL_V
                        || after == GraphemeBreaker.HANGUL_LV
                        || after == GraphemeBreaker.HANGUL_LVT;
            case GraphemeBreaker.HANGUL_V, GraphemeBreaker.HANGUL_LV:
                return after == GraphemeBreaker.HANGUL_V || after == GraphemeBreaker.HANGUL_T;
            case GraphemeBreaker.HANGUL_T, GraphemeBreaker.HANGUL_LVT:
                return after == GraphemeBreaker.HANGUL_T;
            default:
                return false;
        }
    }

    private static boolean conjunct(int[] text, int last) {
        int i = last;
        while (i >= 0
                && (GraphemeBreaker.property(text[i]) == GraphemeBreaker.EXTEND
                        || GraphemeBreaker.property(text[i]) == GraphemeBreaker.ZWJ)) {
            i--;
        }
        int property = i < 0 ? GraphemeBreaker.OTHER : GraphemeBreaker.property(text[i]);
        return property == GraphemeBreaker.LINKER || property == GraphemeBreaker.LETTER_LINKER;
    }

    private static boolean pictographic(int[] text, int last) {
        int i = last;
        while (i >= 0 && extend(GraphemeBreaker.property(text[i]))) {
            i--;
        }
        return i >= 0 && GraphemeBreaker.property(text[i]) == GraphemeBreaker.PICTOGRAPHIC;
    }
}
