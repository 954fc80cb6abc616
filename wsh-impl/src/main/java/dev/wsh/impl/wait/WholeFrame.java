package dev.wsh.impl.wait;

import dev.wsh.impl.vt.snapshot.ScreenSnapshot;

/**
 * A frame that a program drew in a synchronized update, from its begin to its end.
 *
 * @param number from 1, in the session
 * @param end the position of its end
 * @param screen at its end
 */
public record WholeFrame(long number, SessionMark end, ScreenSnapshot screen) {}
