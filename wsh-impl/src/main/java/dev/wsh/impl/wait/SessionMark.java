package dev.wsh.impl.wait;

import dev.wsh.Mark;
import java.util.Comparator;

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
 */
public record SessionMark(
        String sessionId, long generation, long outputOffset, long epoch, long line, int col, long bells)
        implements Mark {

    /** Of one generation are the marks inside a piece of output and the one after it. */
    private static final Comparator<SessionMark> ORDER = Comparator.comparingLong(SessionMark::generation)
            .thenComparingLong(SessionMark::outputOffset)
            .thenComparingLong(SessionMark::epoch);

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
        return "mark " + generation + " (output byte " + outputOffset + ")";
    }
}
