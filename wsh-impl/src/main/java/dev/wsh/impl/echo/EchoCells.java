package dev.wsh.impl.echo;

import java.util.ArrayList;
import java.util.List;

/** Which characters of which logical lines are only echo. Immutable. */
public final class EchoCells {

    /** No echo. */
    public static final EchoCells NONE = new EchoCells(List.of());

    /** Bounds what is kept; older echoes are in lines that nobody searches any more. */
    private static final int MOST = 1000;

    private final List<Span> spans;

    /**
     * Some characters of a logical line.
     *
     * @param line its number
     * @param from the index of the first one in the line's text
     * @param to the index after the last one
     * @param epoch the write epoch in which the echo ended: cells that were written later are none
     */
    record Span(long line, int from, int to, long epoch) {

        boolean contains(long number, int index) {
            return line == number && from <= index && index < to;
        }
    }

    /** Tells whether some characters of a line were written after an epoch. */
    public interface Rewritten {
        /** Tells it of {@code [from, to)}. */
        boolean since(long epoch, int from, int to);
    }

    /** Tells whether a match is only echo. */
    public interface Test {
        /** Tells it of the characters {@code [from, to)} of a line; see {@link EchoCells#isAll}. */
        boolean isEcho(long line, String text, int from, int to, Rewritten rewritten);
    }

    private EchoCells(List<Span> spans) {
        this.spans = spans;
    }

    /** Returns these and more of them. */
    EchoCells with(List<Span> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<Span> all = new ArrayList<>(spans);
        all.addAll(more);
        return new EchoCells(List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())));
    }

    List<Span> spans() {
        return spans;
    }

    /**
     * Tells whether a match is in the echo alone: all of its characters but blanks are.
     *
     * @param line the number of its logical line
     * @param text the text of the line
     * @param from the index at which it begins
     * @param to the index at which it ends
     * @param rewritten what was written since
     */
    public boolean isAll(long line, String text, int from, int to, Rewritten rewritten) {
        boolean any = false;
        for (int index = from; index < to && index < text.length(); index++) {
            if (text.charAt(index) != ' ') {
                if (!isEcho(line, index, rewritten)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private boolean isEcho(long line, int index, Rewritten rewritten) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            Span span = spans.get(i);
            if (span.contains(line, index)) {
                return !rewritten.since(span.epoch(), index, index + 1);
            }
        }
        return false;
    }
}
