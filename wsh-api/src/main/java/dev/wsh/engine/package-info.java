/**
 * What the engine sees of the values that users make: exported to the engine and the test kit alone, and no part of the
 * public API.
 */
@NullMarked
package dev.wsh.engine;

import org.jspecify.annotations.NullMarked;
