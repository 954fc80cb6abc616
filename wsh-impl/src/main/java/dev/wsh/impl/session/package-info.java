/** One session's life: pump, write queue, activity, exit, transcript, events. */
@NullMarked
package dev.wsh.impl.session;

import org.jspecify.annotations.NullMarked;
