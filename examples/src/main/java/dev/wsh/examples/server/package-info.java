/**
 * Sessions over HTTP: {@link dev.wsh.examples.server.SessionServer} gives other programs and other languages the sessions of
 * one JVM, on the JDK's own server.
 */
@NullMarked
package dev.wsh.examples.server;

import org.jspecify.annotations.NullMarked;
