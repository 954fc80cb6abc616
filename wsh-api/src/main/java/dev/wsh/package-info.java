/**
 * Terminal sessions: start them, type into them, wait until something true is on the screen, read it, end them.
 *
 * <p>Start with {@link dev.wsh.Wsh}. Rules that hold everywhere: nothing is {@code null}, absent is
 * {@link java.util.Optional}; rows come before columns and both count from 0; ranges are half-open; values are immutable
 * and thread-safe. A wrong number or duration is an {@link IllegalArgumentException}, a {@code null} is a
 * {@link NullPointerException}, and everything that depends on data or on the world is a {@link dev.wsh.WshException}.
 *
 * <p>The interfaces of this package are not meant to be implemented by users: methods may be added in a minor release.
 * What users may implement is in {@link dev.wsh.spi}.
 */
@NullMarked
package dev.wsh;

import org.jspecify.annotations.NullMarked;
