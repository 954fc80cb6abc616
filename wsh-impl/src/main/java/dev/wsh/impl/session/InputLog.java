package dev.wsh.impl.session;

import dev.wsh.Input;
import dev.wsh.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** What one call sent, and how many bytes that is. */
    record Entry(String words, int length) {}

    /** Notes an input that was accepted, in words. */
    void add(String words, int length) {
        entries.add(new Entry(words, length));
        if (entries.size() > KEPT) {
            entries.remove();
        }
    }

    List<String> inWords() {
        return entries.stream().map(Entry::words).toList();
    }

    Optional<Entry> last() {
        return Optional.ofNullable(entries.peekLast());
    }

    /**
     * Returns what one call sent, in words.
     *
     * @param isSecret whether the terminal reads it without echo, as a password: then nothing is told of it but Enter
     */
    static String inWords(Input[] inputs, boolean isSecret) {
        return Stream.of(inputs)
                .map(input -> Objects.requireNonNull(input, "input"))
                .map(input -> isSecret && !input.equals(Key.ENTER) ? "(typed without echo)" : input.toString())
                .collect(Collectors.joining(" "));
    }
}
