/**
 * Small complete programs that use wsh: {@link dev.wsh.examples.FanOut} runs commands in parallel,
 * {@link dev.wsh.examples.Watcher} works beside a server, {@link dev.wsh.examples.Pipeline} hands over from stage to
 * stage.
 */
@NullMarked
package dev.wsh.examples;

import org.jspecify.annotations.NullMarked;
