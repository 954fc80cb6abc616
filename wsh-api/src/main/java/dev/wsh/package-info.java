/** Terminal sessions: start them, type into them, wait for what they show, read it. */
@NullMarked
package dev.wsh;

import org.jspecify.annotations.NullMarked;
