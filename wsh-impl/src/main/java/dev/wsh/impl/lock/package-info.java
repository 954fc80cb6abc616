/** The engine's locks: their order, and what is left to do once they are released. Knows nothing of the rest. */
@NullMarked
package dev.wsh.impl.lock;

import org.jspecify.annotations.NullMarked;
