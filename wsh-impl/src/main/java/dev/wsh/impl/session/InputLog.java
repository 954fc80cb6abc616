package dev.wsh.impl.session;

import dev.wsh.Input;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last inputs of a session: in words for evidence, and as bytes to recognise their echo.
 *
 * <p>Confined to the session's lock.
 */
final class InputLog {

    /** How many inputs a failed wait shows. */
    private static final int KEPT = 8;

    /** Bounds what is kept of one input. */
    private static final int MAX_BYTES = 4096;

    private final Deque<Entry> entries = new ArrayDeque<>();

    private record Entry(long generation, String words, byte[] bytes) {}

    /** Notes an input that was accepted at a generation, and its bytes but for those of secrets. */
    void add(long generation, Input[] inputs, byte[] bytes) {
        byte[] kept = bytes.length > MAX_BYTES ? java.util.Arrays.copyOf(bytes, MAX_BYTES) : bytes;
        entries.add(new Entry(generation, inWords(inputs), kept));
        if (entries.size() > KEPT) {
            entries.remove();
        }
    }

    List<String> inWords() {
        return entries.stream().map(Entry::words).toList();
    }

    /** Returns the inputs at or after a generation, as a terminal echoes them. */
    byte[] echoSince(long generation) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            if (entry.generation >= generation) {
                bytes.writeBytes(entry.bytes);
            }
        }
        return Echo.of(bytes.toByteArray());
    }

    /** Returns what one call sent, in words. */
    static String inWords(Input[] inputs) {
        return Stream.of(inputs).map(Input::toString).collect(Collectors.joining(" "));
    }
}
