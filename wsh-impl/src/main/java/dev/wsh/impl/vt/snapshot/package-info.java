/** Immutable views of a terminal: text, runs, search. */
@NullMarked
package dev.wsh.impl.vt.snapshot;

import org.jspecify.annotations.NullMarked;
