/**
 * Sessions on other machines: {@link dev.wsh.examples.remote.Transports} runs a spec by {@code docker exec}, {@code kubectl
 * exec} or {@code ssh}.
 */
@NullMarked
package dev.wsh.examples.remote;

import org.jspecify.annotations.NullMarked;
