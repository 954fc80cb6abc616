/** Processes on terminals: the only package that knows pty4j and JNA. */
@NullMarked
package dev.wsh.impl.pty;

import org.jspecify.annotations.NullMarked;
