/** The terminal: cursor, modes, margins, tab stops, character sets, pen, replies. */
@NullMarked
package dev.wsh.impl.vt.state;

import org.jspecify.annotations.NullMarked;
