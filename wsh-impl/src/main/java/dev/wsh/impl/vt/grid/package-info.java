/** Storage: cells, styles, rows, scrollback, reflow, character widths. */
@NullMarked
package dev.wsh.impl.vt.grid;

import org.jspecify.annotations.NullMarked;
