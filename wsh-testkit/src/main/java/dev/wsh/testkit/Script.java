package dev.wsh.testkit;

import dev.wsh.Signal;
import dev.wsh.spi.PtySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;

/**
 * What a {@link FakePty} was told to do. Each spawn takes a copy, so that a change comes into force with the next spawn.
 *
 * <p>Guarded by its {@link FakePty}; copies are confined to their terminal.
 */
final class Script {

    /**
     * What the program does when it has read something.
     *
     * @param pattern what it waits for
     * @param reaction what it does then
     */
    record InputRule(InputPattern pattern, Function<MatchResult, Step> reaction) {}

    final List<Function<PtySpec, Step>> onStart = new ArrayList<>();
    final List<InputRule> onInput = new ArrayList<>();
    final List<Function<FakeTerminal.Size, Step>> onResize = new ArrayList<>();
    final Map<Signal, Step> onSignal = new HashMap<>();
    Chunking chunking = Chunking.whole();
    Optional<Integer> buffer = Optional.empty();
    Optional<Boolean> echo = Optional.empty();
    boolean unkillable;

    Script copy() {
        Script copy = new Script();
        copy.onStart.addAll(onStart);
        copy.onInput.addAll(onInput);
        copy.onResize.addAll(onResize);
        copy.onSignal.putAll(onSignal);
        copy.chunking = chunking;
        copy.buffer = buffer;
        copy.echo = echo;
        copy.unkillable = unkillable;
        return copy;
    }
}
