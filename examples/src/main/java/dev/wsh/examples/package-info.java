/** Small complete programs that use wsh. */
@NullMarked
package dev.wsh.examples;

import org.jspecify.annotations.NullMarked;
