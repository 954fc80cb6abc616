package dev.wsh;

import java.util.Objects;

/**
 * A kind of control sequence that the terminal has swallowed without doing anything, since it does not know it.
 *
 * @param sequence its introducer and what tells it from others, such as {@code CSI ? 7777 h}, {@code ESC # 9},
 *     {@code OSC 666}, {@code DCS q} or {@code PM}; without its other parameters and its text
 * @param count how often it came, 1 or more
 */
public record Unsupported(String sequence, long count) {

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Unsupported {
        Objects.requireNonNull(sequence, "sequence");
        if (count < 1) {
            throw new IllegalArgumentException("count " + count + " is less than 1");
        }
    }
}
