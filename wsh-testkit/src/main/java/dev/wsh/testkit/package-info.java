/**
 * What tests of terminal programs need: {@link dev.wsh.testkit.VirtualTime}, in which an hour of waiting takes
 * milliseconds and every run has the same order, and {@link dev.wsh.testkit.FakePty}, a terminal whose program is a
 * script.
 *
 * <pre>{@code
 * VirtualTime time = new VirtualTime();
 * FakePty make = FakePty.script().onStart(out("$ ")).onInput("make\r", out("cc a.c\r\n"), after(ofHours(1)), exit(0));
 * try (Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(make).open()) {
 *     Session session = wsh.start(SessionSpec.command("sh"));
 *     session.type("make\n");
 *     assertTrue(session.onExit().block().success());
 * }
 * }</pre>
 */
@NullMarked
package dev.wsh.testkit;

import org.jspecify.annotations.NullMarked;
