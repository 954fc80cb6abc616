package dev.wsh;

/**
 * A position in one session's life. Marks of one session can be compared; comparing marks of two sessions, or using one
 * with another session, is an {@link IllegalArgumentException}.
 */
public interface Mark extends Comparable<Mark> {

    /**
     * Returns the session it belongs to.
     *
     * @return the session's id
     */
    String sessionId();

    /**
     * Returns how much activity there was so far: pieces of output, inputs, resizes and signals.
     *
     * @return 0 or more; grows only
     */
    long generation();

    /**
     * Returns how many bytes of output there were so far.
     *
     * @return 0 or more; grows only
     */
    long outputOffset();
}
