package dev.wsh.impl.session;

import dev.wsh.Input;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last inputs of a session in words, for evidence.
 *
 * <p>Confined to the session's lock.
 */
final class InputLog {

    /** How many inputs a failed wait shows. */
    private static final int KEPT = 8;

    private final Deque<String> entries = new ArrayDeque<>();

    /** Notes an input that was accepted. */
    void add(Input[] inputs) {
        entries.add(inWords(inputs));
        if (entries.size() > KEPT) {
            entries.remove();
        }
    }

    List<String> inWords() {
        return List.copyOf(entries);
    }

    /** Returns what one call sent, in words. */
    static String inWords(Input[] inputs) {
        return Stream.of(inputs).map(Input::toString).collect(Collectors.joining(" "));
    }
}
