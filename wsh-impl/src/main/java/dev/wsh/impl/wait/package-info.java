/** Conditions, idle, marks, pendings, races. */
@NullMarked
package dev.wsh.impl.wait;

import org.jspecify.annotations.NullMarked;
