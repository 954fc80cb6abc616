/** The terminal engine as the session sees it. */
@NullMarked
package dev.wsh.impl.vt;

import org.jspecify.annotations.NullMarked;
