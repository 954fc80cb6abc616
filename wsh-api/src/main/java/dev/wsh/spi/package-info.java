/**
 * What an engine, a test kit or a user plugs in: terminals ({@link dev.wsh.spi.PtyProvider}), time and threads
 * ({@link dev.wsh.spi.TimeSource}), and the engine itself ({@link dev.wsh.spi.WshProvider}).
 */
@NullMarked
package dev.wsh.spi;

import org.jspecify.annotations.NullMarked;
