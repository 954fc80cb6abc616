package dev.wsh.impl.session;

import dev.wsh.Input;
import dev.wsh.spi.Pty;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one call sent, in words. What it types is told only where the terminal echoed it, or the program showed it at once as
 * a line editor does; until that is known, and for ever if it is not so, it is hidden. What is told is never taken back, so
 * in doubt it is hidden.
 *
 * <p>Guarded by the session's lock, but for {@link #get}.
 */
final class ToldInput implements Supplier<String> {

    /** How the terminal treated a piece of input when it took it; the later ones are stronger. */
    enum Echoing {
        /** It showed it, or can't tell. */
        SHOWN,
        /** A program that reads key by key shows what it wants. */
        BY_PROGRAM,
        /** It did not show it, or may not have. */
        HIDDEN;

        /** Returns how a terminal treats what it takes now. */
        static Echoing of(Optional<Pty.LineModes> modes) {
            return modes.map(each -> each.echo() ? SHOWN : each.lines() ? HIDDEN : BY_PROGRAM)
                    .orElse(HIDDEN);
        }

        Echoing and(Echoing other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    private final String masked;
    private final Consumer<String> whenKnown;
    private String full;
    private byte[] text;
    private int left;
    private Echoing echoing = Echoing.SHOWN;
    private boolean known;
    private int matched;
    private final EscapeSkip skip = new EscapeSkip();
    private volatile String words;

    /**
     * Creates one that the terminal has not taken.
     *
     * @param inputs what was sent
     * @param length how many bytes that is
     * @param whenKnown is given the words, with the session's lock held, once they will not change any more
     */
    ToldInput(Input[] inputs, int length, Consumer<String> whenKnown) {
        MaskedWords without = MaskedWords.of(inputs);
        this.masked = without.words();
        this.full = without.hides() ? Stream.of(inputs).map(Input::toString).collect(Collectors.joining(" ")) : masked;
        this.text = without.text().getBytes(StandardCharsets.UTF_8);
        this.left = length;
        this.words = masked;
        this.whenKnown = whenKnown;
    }

    /** The terminal took some of it. */
    void taken(int count, Echoing how) {
        left -= count;
        echoing = echoing.and(how);
        settle();
    }

    /** Says what is known by now. */
    void settle() {
        if (left > 0 || known) {
            return;
        }
        if (full.equals(masked) || echoing == Echoing.SHOWN) {
            know(full);
        } else if (echoing == Echoing.HIDDEN || text.length == 0) {
            know(masked);
        }
    }

    /** Nothing more of it will be known. */
    void giveUp() {
        if (!known) {
            know(masked);
        }
    }

    private void know(String last) {
        known = true;
        words = last;
        full = masked; // what is hidden is kept nowhere
        text = new byte[0];
        whenKnown.accept(last);
    }

    /** Tells whether the next output says more. */
    boolean isOpen() {
        return !known && left == 0;
    }

    /** Tells whether the words will not change any more. */
    boolean isKnown() {
        return known;
    }

    /** The program printed something: what begins with all that was typed has shown it. Reads no further than it needs. */
    void printed(ByteBuffer bytes) {
        while (isOpen() && bytes.hasRemaining()) {
            byte b = bytes.get();
            if (skip.skips(b) || b == '\r' && matched > 0) {
                continue;
            }
            if (b == '\b' && matched > 0) {
                matched--; // a line editor writes it anew
            } else if (b != text[matched]) {
                know(masked);
            } else if (++matched == text.length) {
                know(full);
            }
        }
    }

    /** Returns the words as far as they are known; on any thread. */
    @Override
    public String get() {
        return words;
    }
}
