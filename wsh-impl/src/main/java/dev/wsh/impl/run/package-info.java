/**
 * Commands in shells: their exact status and output. Knows nothing of sessions but {@link dev.wsh.impl.run.ShellHost}.
 */
@NullMarked
package dev.wsh.impl.run;

import org.jspecify.annotations.NullMarked;
