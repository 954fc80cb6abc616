/** Syntax to meaning: CSI, ESC, OSC and DCS dispatchers. */
@NullMarked
package dev.wsh.impl.vt.dispatch;

import org.jspecify.annotations.NullMarked;
