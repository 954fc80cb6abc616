/** Benchmarks of terminals and processes that are no JMH ones: each starts real processes, beside a peer in C. */
@NullMarked
package dev.wsh.impl.pty.bench;

import org.jspecify.annotations.NullMarked;
