package dev.wsh.impl.wait;

import dev.wsh.Mark;
import java.util.Comparator;
import java.util.function.Supplier;

/**
 * The engine's mark. Its epoch is its own, so that equal and compared as equal are the same.
 *
 * @param sessionId the session
 * @param generation touches so far
 * @param outputOffset bytes of output so far
 * @param epoch the write epoch that ended with it: cells written later are newer than the mark
 * @param line the logical line of the cursor
 * @param col the cursor's column
 * @param bells how often the bell had rung
 * @param cells for the mark of a match: how many cells of its line there are up to its end, so that what was written in
 *     the same epoch after them is newer; {@link #BETWEEN} for a mark between two epochs
 * @param name what failures call it
 */
public record SessionMark(
        String sessionId,
        long generation,
        long outputOffset,
        long epoch,
        long line,
        int col,
        long bells,
        int cells,
        Name name)
        implements Mark {

    /** What a mark is called, which may be known later than the mark. No part of a position: all are equal. */
    public static final class Name {
        private static final int LONGEST = 60;

        private volatile Supplier<String> words = () -> "";

        /** Creates one that is not known yet. */
        public Name() {}

        private static Name of(String words) {
            Name name = new Name();
            name.set(words);
            return name;
        }

        /**
         * Names the mark, unless it has a name.
         *
         * @param known what comes after it
         */
        public void set(String known) {
            set(() -> known);
        }

        /**
         * Names the mark, unless it has a name.
         *
         * @param known says what comes after it, on any thread; it may say more later
         */
        public void set(Supplier<String> known) {
            if (words.get().isEmpty()) {
                words = known;
            }
        }

        private String words() {
            String known = words.get();
            return known.length() > LONGEST ? known.substring(0, LONGEST) + "…" : known;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Name;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** All of its epoch is before the mark. */
    public static final int BETWEEN = Integer.MAX_VALUE;

    /** What is newer comes later. A match may have been seen long after it was written. */
    private static final Comparator<SessionMark> ORDER = Comparator.comparingLong(SessionMark::epoch)
            .thenComparingInt(SessionMark::cells)
            .thenComparingLong(SessionMark::generation)
            .thenComparingLong(SessionMark::outputOffset);

    /** Creates a mark between two epochs. */
    public SessionMark(
            String sessionId, long generation, long outputOffset, long epoch, long line, int col, long bells) {
        this(sessionId, generation, outputOffset, epoch, line, col, bells, BETWEEN, new Name());
    }

    /** Returns the mark of a match that was seen at this mark. */
    SessionMark ofMatch(String text, long written, int end) {
        Name found = Name.of("the match \"" + text + "\"");
        return new SessionMark(sessionId, generation, outputOffset, written, line, col, bells, end, found);
    }

    /** Tells whether what was written in an epoch, and ends after so many cells of its line, is newer. */
    boolean isBefore(long written, int end) {
        return written > epoch || written == epoch && end > cells;
    }

    /**
     * Returns a mark as the engine's own, after checking that it belongs to a session.
     *
     * @param mark any mark
     * @param sessionId the session that it must belong to
     * @return the same mark
     * @throws IllegalArgumentException if it is of another session or another origin
     */
    public static SessionMark of(Mark mark, String sessionId) {
        if (!(mark instanceof SessionMark own)) {
            throw new IllegalArgumentException(
                    "a Mark of another origin: " + mark.getClass().getName());
        }
        if (!own.sessionId.equals(sessionId)) {
            throw new IllegalArgumentException(
                    "a mark of session " + own.sessionId + " was used with session " + sessionId);
        }
        return own;
    }

    @Override
    public int compareTo(Mark other) {
        SessionMark mark = of(other, sessionId);
        return ORDER.compare(this, mark);
    }

    @Override
    public String toString() {
        String known = name.words();
        return known.isEmpty() ? "mark " + generation + " (output byte " + outputOffset + ")" : known;
    }
}
