/** One session's life: output, input, activity, waits, events, exit. */
@NullMarked
package dev.wsh.impl.session;

import org.jspecify.annotations.NullMarked;
