/** The engine: the provider that ServiceLoader finds. */
@NullMarked
package dev.wsh.impl;

import org.jspecify.annotations.NullMarked;
