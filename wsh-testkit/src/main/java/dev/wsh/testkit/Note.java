package dev.wsh.testkit;

import java.util.Optional;

/**
 * One entry of a trace.
 *
 * @param nanos when it began, from the recorder's origin
 * @param offset how much output there was before
 * @param kind what it is
 * @param words what happened
 * @param until when it was over; empty for what took no time, or is not over
 * @param failure how it failed; empty if it did not
 */
record Note(long nanos, long offset, Kind kind, String words, Optional<Long> until, Optional<String> failure) {

    /** The kinds of entries. */
    enum Kind {
        /** Something was typed. */
        INPUT,
        /** The size was changed. */
        RESIZE,
        /** A wait for a condition. */
        WAIT,
        /** An assertion of the test. */
        ASSERT,
        /** A mark of the test's. */
        MARK,
        /** The process ended. */
        EXIT
    }
}
