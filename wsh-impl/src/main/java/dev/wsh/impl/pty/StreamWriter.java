package dev.wsh.impl.pty;

import com.pty4j.PtyProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a bounded queue of bytes to a process on a thread of its own, since such a write may block for ever.
 *
 * <p>This class is threadsafe.
 */
final class StreamWriter implements Runnable {
    private static final int CAPACITY = 64 * 1024;
    private static final Logger log = LoggerFactory.getLogger(StreamWriter.class);

    private final PtyProcess process;
    private final Runnable writable;
    private final byte[] queue = new byte[CAPACITY];
    private int length;
    private boolean refused;
    private boolean stopped;

    StreamWriter(PtyProcess process, Runnable writable) {
        this.process = process;
        this.writable = writable;
    }

    /** Takes what fits. */
    synchronized int offer(ByteBuffer bytes) {
        if (stopped) {
            return 0;
        }
        int taken = Math.min(bytes.remaining(), CAPACITY - length);
        bytes.get(queue, length, taken);
        length += taken;
        refused |= bytes.hasRemaining();
        notifyAll();
        return taken;
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    @Override
    public void run() {
        try (OutputStream out = process.getOutputStream()) {
            byte[] next = take();
            while (next.length > 0) {
                out.write(next);
                out.flush();
                next = take();
            }
        } catch (IOException e) {
            stop();
            log.debug("input of process {} ended", process.pid(), e);
        }
    }

    private byte[] take() {
        boolean makesRoom;
        byte[] next;
        synchronized (this) {
            while (length == 0 && !stopped) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    log.debug("writer of process {} was interrupted; it ends with its terminal", process.pid(), e);
                }
            }
            next = stopped ? new byte[0] : java.util.Arrays.copyOf(queue, length);
            length = 0;
            makesRoom = refused && !stopped;
            refused = false;
        }
        if (makesRoom) {
            writable.run();
        }
        return next;
    }
}
