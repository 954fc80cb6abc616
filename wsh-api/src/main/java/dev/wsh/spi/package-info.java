/** What an engine, a provider of terminals or a source of time implements. */
@NullMarked
package dev.wsh.spi;

import org.jspecify.annotations.NullMarked;
