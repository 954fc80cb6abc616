/**
 * Terminal sessions: start them, type into them, wait until something true is on the screen, read it, end them.
 *
 * <p>Start with {@link dev.wsh.Wsh}. Rules that hold everywhere: nothing is {@code null}, absent is
 * {@link java.util.Optional}; rows come before columns and both count from 0; ranges are half-open; values are immutable
 * and thread-safe. A wrong number or duration is an {@link IllegalArgumentException}, a {@code null} is a
 * {@link NullPointerException}, and everything that depends on data or on the world is a {@link dev.wsh.WshException}.
 *
 * <p>The words for a session at rest:
 * <ul>
 *   <li><em>activity</em> is output, input, a resize or a signal;
 *   <li><em>quiet</em> is a session without activity, for so and so long;
 *   <li><em>idle</em> is a session that has been quiet for a whole window, which the user chooses;
 *   <li><em>settled</em> is a session that is idle or has ended.
 * </ul>
 *
 * <p>The interfaces of this package are not meant to be implemented by users: methods may be added in a minor release.
 * What users may implement is in {@link dev.wsh.spi}.
 */
@NullMarked
package dev.wsh;

import org.jspecify.annotations.NullMarked;
