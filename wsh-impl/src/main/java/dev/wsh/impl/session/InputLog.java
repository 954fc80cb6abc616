package dev.wsh.impl.session;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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

    /** Bounds how many inputs may still turn out to be shown. */
    private static final int MOST_UNKNOWN = 256;

    private final Deque<Entry> entries = new ArrayDeque<>();

    private final Deque<ToldInput> unknown = new ArrayDeque<>();

    private record Entry(long generation, ToldInput told, byte[] bytes) {}

    /** Notes an input that was accepted at a generation, and its bytes but for those of secrets. */
    void add(long generation, ToldInput told, byte[] bytes) {
        byte[] kept = bytes.length > MAX_BYTES ? java.util.Arrays.copyOf(bytes, MAX_BYTES) : bytes;
        entries.add(new Entry(generation, told, kept));
        if (entries.size() > KEPT) {
            entries.remove();
        }
        unknown.removeIf(ToldInput::isKnown);
        if (!told.isKnown()) {
            unknown.add(told);
        }
        if (unknown.size() > MOST_UNKNOWN) {
            unknown.remove().giveUp();
        }
    }

    /** The program printed something, by which it may have shown what was typed. */
    void printed(ByteBuffer output) {
        if (unknown.isEmpty()) {
            return;
        }
        ByteBuffer rest = output.duplicate();
        while (rest.hasRemaining() && !unknown.isEmpty()) {
            ToldInput first = unknown.getFirst();
            first.printed(rest);
            if (!first.isKnown()) {
                return;
            }
            unknown.removeFirst();
        }
    }

    /** Nothing more will be known of what is hidden. */
    void end() {
        unknown.forEach(ToldInput::giveUp);
        unknown.clear();
    }

    List<String> inWords() {
        return entries.stream().map(entry -> entry.told().get()).toList();
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
}
