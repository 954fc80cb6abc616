package dev.wsh.impl.vt;

import dev.wsh.impl.vt.snapshot.Written;

/**
 * A row that left the screen.
 *
 * @param text its text, not trimmed, up to the last used cell
 * @param wrapped it continues in the row that leaves next
 * @param padded its last cell was left blank for a wide character
 * @param line the logical line in the history, or -1 where it went nowhere
 * @param written when its cells were written
 */
public record LeavingRow(String text, boolean wrapped, boolean padded, long line, Written written) {}
