package dev.wsh.impl.pty;

import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once when a line is written that the kernel will cut.
 *
 * <p>While a terminal collects lines (ICANON), the kernel keeps 4095 bytes of a line and drops the rest without a word;
 * "written" means that the kernel has taken it. Confined to its terminal's loop.
 */
final class LineLength {
    private static final int LONGEST = 4095;
    private static final Logger log = LoggerFactory.getLogger(LineLength.class);

    private int sinceLineEnd;
    private boolean warned;

    /** Looks at what was written: from {@code from} to the buffer's position. */
    void written(ByteBuffer bytes, int from, Master master, String sessionId) {
        if (warned) {
            return;
        }
        for (int i = from; i < bytes.position(); i++) {
            byte b = bytes.get(i);
            if (b == '\n' || b == '\r' || b == 4) {
                sinceLineEnd = 0;
            } else if (++sinceLineEnd == LONGEST + 1) {
                if (master.canonical()) {
                    warned = true;
                    log.warn(
                            "session {}: more than {} bytes of input without a line's end, while its terminal collects"
                                    + " lines: the kernel drops the rest of such a line",
                            sessionId,
                            LONGEST);
                    return;
                }
                sinceLineEnd = 0; // a raw terminal has no lines; look again after as many bytes
            }
        }
    }
}
