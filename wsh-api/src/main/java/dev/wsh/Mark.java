package dev.wsh;

/**
 * A position in one session's life. Marks of one session can be compared; comparing marks of two sessions, or using one
 * with another session, is an {@link IllegalArgumentException}.
 */
public interface Mark extends Comparable<Mark> {

    /** {@return the session it belongs to} */
    String sessionId();

    /** {@return how much activity there was so far: pieces of output, inputs, resizes and signals; grows only} */
    long generation();

    /** {@return how many bytes of output there were so far; grows only} */
    long outputOffset();
}
