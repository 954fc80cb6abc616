package dev.wsh.impl.run;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds the marks of one command in the output of its session, and keeps what is between them. Bytes are looked at where
 * they come in, before the terminal interprets them, so that no state that a program left the terminal in hides a mark.
 *
 * <p>Confined to the session's lock.
 */
final class MarkReader {

    /** A mark is not longer: a directory of 4,096 bytes and the rest. What is kept must hold it too. */
    private static final int MAX_MARK = 8192;

    /** Where in the output a command is. */
    enum State {
        /** The mark before its output has not come. */
        BEFORE,
        /** The mark before its output has come. */
        INSIDE,
        /** The mark after its output has come. */
        AFTER
    }

    private final Nonce nonce;
    private final long limit;
    private final Finder begin;
    private final Finder end;
    private final LastBytes kept;
    private State state = State.BEFORE;
    private int length; // of what is kept, without the mark
    private OptionalInt status = OptionalInt.empty();
    private Optional<Path> cwd = Optional.empty();

    MarkReader(Nonce nonce, long limit) {
        this.nonce = nonce;
        this.limit = limit;
        this.begin = new Finder(nonce.beginBytes());
        this.end = new Finder(nonce.endSuffix());
        this.kept = new LastBytes(limit + MAX_MARK);
    }

    State state() {
        return state;
    }

    /** What the mark after the output said. */
    OptionalInt status() {
        return status;
    }

    Optional<Path> cwd() {
        return cwd;
    }

    /** Counts everything from now on as output: for programs that print no marks. */
    void beginNow() {
        state = State.INSIDE;
    }

    /** Reads up to the end of the buffer or of the next mark; returns how many bytes that is. */
    int read(ByteBuffer bytes) {
        int first = bytes.position();
        for (int at = first; at < bytes.limit(); at++) {
            if (take(bytes.get(at))) {
                return at + 1 - first;
            }
        }
        return bytes.limit() - first;
    }

    private boolean take(byte next) {
        switch (state) {
            case BEFORE -> {
                if (begin.ends(next)) {
                    state = State.INSIDE;
                    return true;
                }
                return false;
            }
            case INSIDE -> {
                kept.add(next);
                return end.ends(next) && finish();
            }
            default -> {
                return false;
            }
        }
    }

    private boolean finish() {
        byte[] middle = nonce.endMiddle();
        int directoryEnd = kept.length() - end.length();
        int middleAt = kept.lastIndexOf(middle, directoryEnd + 1);
        int markAt = middleAt < 0 ? -1 : kept.lastIndexOf(Nonce.endPrefix(), middleAt);
        if (markAt < 0) {
            return false;
        }
        int statusAt = markAt + Nonce.endPrefix().length;
        String code = new String(kept.copy(statusAt, middleAt), StandardCharsets.US_ASCII);
        status = code.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(code)) : OptionalInt.empty();
        int directoryAt = middleAt + middle.length;
        cwd = directoryAt <= directoryEnd ? directory(kept.copy(directoryAt, directoryEnd)) : Optional.empty();
        length = markAt;
        state = State.AFTER;
        return true;
    }

    private static Optional<Path> directory(byte[] name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString()
                    .replace("\r\n", "\n"); // as the terminal put it
            Path path = Path.of(text);
            return path.isAbsolute() ? Optional.of(path) : Optional.empty();
        } catch (CharacterCodingException | InvalidPathException e) {
            return Optional.empty(); // a name that is no text, or that this JVM can't say
        }
    }

    /** The output so far, or all of it; at most so much as the limit allows, its end. */
    byte[] output() {
        int until = state == State.AFTER ? length : kept.length();
        return kept.copy((int) Math.max(0, until - limit), until);
    }

    /** How many bytes of the output before that were not kept. */
    long dropped() {
        int until = state == State.AFTER ? length : kept.length();
        return kept.dropped() + (int) Math.max(0, until - limit);
    }
}
