/** The rules of the architecture, held against the compiled classes and the sources of the published modules. */
@NullMarked
package dev.wsh.architecture;

import org.jspecify.annotations.NullMarked;
