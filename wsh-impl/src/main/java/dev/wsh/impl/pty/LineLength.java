package dev.wsh.impl.pty;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no line be written that the kernel would cut.
 *
 * <p>While a terminal collects lines (ICANON), the kernel keeps 4095 bytes of a line and drops the rest without a word. So
 * the rest is held back until the terminal gives its program each key, as a line editor wants it. Confined to its terminal's
 * loop, but for {@link #held}.
 */
final class LineLength {
    private static final int LONGEST = 4095;
    private static final Logger log = LoggerFactory.getLogger(LineLength.class);
    private static final String WHY = "a line is longer than " + LONGEST
            + " bytes, and the terminal collects lines: the kernel would drop the rest of it";

    private int sinceLineEnd;
    private boolean warned;
    private volatile Optional<String> held = Optional.empty();

    /** Returns how many of the bytes may be written now. */
    int fits(ByteBuffer bytes, Master master, String sessionId) {
        int length = sinceLineEnd;
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            length = isLineEnd(bytes.get(i)) ? 0 : length + 1;
            if (length > LONGEST) {
                if (master.canonical()) {
                    hold(sessionId);
                    return i - bytes.position();
                }
                length = 0; // a raw terminal has no lines; look again after as many bytes
            }
        }
        held = Optional.empty();
        return bytes.remaining();
    }

    private void hold(String sessionId) {
        held = Optional.of(WHY);
        if (!warned) {
            warned = true;
            log.warn("session {}: input is held back: {}", sessionId, WHY);
        }
    }

    /** Counts what was written: from {@code from} to the buffer's position. */
    void written(ByteBuffer bytes, int from) {
        for (int i = from; i < bytes.position(); i++) {
            boolean begins = isLineEnd(bytes.get(i)) || sinceLineEnd == LONGEST;
            sinceLineEnd = begins ? 0 : sinceLineEnd + 1;
        }
    }

    /** What was written and not read is dropped: a line begins. */
    void flushed() {
        sinceLineEnd = 0;
        held = Optional.empty();
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r' || b == 4;
    }

    /** Says why input is held back; empty if it is not. On any thread. */
    Optional<String> held() {
        return held;
    }
}
