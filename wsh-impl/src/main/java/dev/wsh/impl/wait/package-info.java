/** Conditions, quiet windows, marks and pendings: what is waited for, and when it is looked at. */
@NullMarked
package dev.wsh.impl.wait;

import org.jspecify.annotations.NullMarked;
