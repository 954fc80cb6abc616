/** Benchmarks of waits, on terminals in memory, so that what the kernel does is no part of the figures. */
@NullMarked
package dev.wsh.impl.wait.bench;

import org.jspecify.annotations.NullMarked;
