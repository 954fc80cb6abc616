/** What of a screen is only the echo of what was typed: found by where it stands. */
@NullMarked
package dev.wsh.impl.echo;

import org.jspecify.annotations.NullMarked;
