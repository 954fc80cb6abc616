package dev.wsh.impl.pty;

import java.nio.ByteBuffer;

/**
 * Whether the output of a terminal is stopped, as by Ctrl-S: the kernel does not tell, so what is typed is watched, as the line
 * discipline does (IXON, IXANY). Confined to its terminal's loop.
 */
final class FlowControl {
    private static final int STOP = 0x13;
    private static final int START = 0x11;
    private static final int INTR = 0x03;
    private static final int QUIT = 0x1C;
    private static final int SUSP = 0x1A;

    private boolean stopped;

    /** Looks at what was written: from {@code from} to the buffer's position. */
    void written(ByteBuffer bytes, int from, Master master) {
        for (int i = from; i < bytes.position(); i++) {
            int b = bytes.get(i);
            if (stopped) {
                boolean starts = b == START || b == INTR || b == QUIT || b == SUSP;
                stopped = !starts && (b == STOP || !master.anyKeyStarts());
            } else if (b == STOP) {
                stopped = master.flowControl();
            }
        }
    }

    /** Tells whether the output is stopped now: a program may have switched flow control off since. */
    boolean isStopped(Master master) {
        stopped = stopped && master.flowControl();
        return stopped;
    }
}
