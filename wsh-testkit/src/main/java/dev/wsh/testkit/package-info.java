/** Fake terminals, virtual time, a JUnit extension and assertions. */
@NullMarked
package dev.wsh.testkit;

import org.jspecify.annotations.NullMarked;
