package dev.wsh.impl.pty;

import com.pty4j.PtyProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a bounded queue of bytes to a process on a thread of its own, since such a write may block for ever.
 *
 * <p>Closing either of pty4j's streams closes the terminal, and the number of its descriptor is soon another terminal's;
 * whoever still reads or writes by that number takes bytes from there. So the terminal is closed once, after the last
 * read, and not while a write is under way, unless it blocks: one that outlasts its process is inside the system call,
 * which holds the terminal by itself and may never return.
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
    private boolean writing;
    private boolean processEnded;
    private @Nullable Closeable terminal; // to be closed after the write

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

    /** The process has ended: a write that is still under way is not waited for. */
    void processEnded() {
        Closeable late;
        synchronized (this) {
            processEnded = true;
            late = takeTerminal();
        }
        if (late != null) {
            closeQuietly(late);
        }
    }

    private @Nullable Closeable takeTerminal() {
        Closeable taken = terminal;
        terminal = null;
        return taken;
    }

    /** Closes the terminal, now or after the write that is under way; nothing is written afterwards. */
    void close(Closeable stream) {
        synchronized (this) {
            stop();
            if (writing && !processEnded) {
                terminal = stream;
                return;
            }
        }
        closeQuietly(stream);
    }

    private void closeQuietly(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            log.debug("terminal of process {} could not be closed", process.pid(), e);
        }
    }

    @Override
    public void run() {
        OutputStream out = process.getOutputStream();
        byte[] next = take();
        while (next.length > 0) {
            try {
                out.write(next);
                out.flush();
            } catch (IOException e) {
                stop();
                log.debug("input of process {} ended", process.pid(), e);
            }
            written();
            next = take();
        }
    }

    private void written() {
        Closeable late;
        synchronized (this) {
            writing = false;
            late = takeTerminal();
        }
        if (late != null) {
            closeQuietly(late);
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
            writing = next.length > 0;
            makesRoom = refused && !stopped;
            refused = false;
        }
        if (makesRoom) {
            writable.run();
        }
        return next;
    }
}
