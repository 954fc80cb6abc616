/** Benchmarks of the terminal engine beside its peers; they never reach the engine's own jar. */
@NullMarked
package dev.wsh.impl.vt.bench;

import org.jspecify.annotations.NullMarked;
