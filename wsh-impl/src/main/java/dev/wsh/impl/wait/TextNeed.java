package dev.wsh.impl.wait;

import java.util.Set;

/**
 * What a wait for text needs to come true.
 *
 * @param texts one of them, with its case folded, in a line
 * @param isAll it needs nothing else of the line
 */
record TextNeed(Set<String> texts, boolean isAll) {}
