/** The real source of time and threads, the only one that asks the JDK for either. */
@NullMarked
package dev.wsh.impl.time;

import org.jspecify.annotations.NullMarked;
