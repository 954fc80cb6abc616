/** Bytes to syntax: the state machine and UTF-8 decoding, without meaning. */
@NullMarked
package dev.wsh.impl.vt.parser;

import org.jspecify.annotations.NullMarked;
