/** One thing fails at a time: system calls and allocations of the engine, in a JVM of their own. */
@NullMarked
package dev.wsh.faults;

import org.jspecify.annotations.NullMarked;
