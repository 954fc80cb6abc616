package dev.wsh.impl.pty;

import com.pty4j.PtyProcess;
import com.pty4j.WinSize;
import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.TimeSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal over pty4j's streams: a thread reads, a thread writes, the loop does the rest.
 *
 * <p>The reader hands one buffer at a time to the loop and waits until it was taken, so that a session that is not read
 * stops its child. The writer takes from a bounded queue, because a write to a terminal may block for ever. Confined to
 * its loop, except for the two threads' bodies, {@link #pid()} and {@link #loop()}.
 */
final class StreamPty implements Pty {
    private static final int BUFFER = 8192;
    private static final Duration LAST_OUTPUT = Duration.ofMillis(200);

    /** How long to wait before a stream that said it has ended is read again while its process lives. */
    private static final Duration READ_RETRY = Duration.ofMillis(10);

    private static final Logger log = LoggerFactory.getLogger(StreamPty.class);

    private final PtyProcess process;
    private final PtyHandler handler;
    private final TimeSource time;
    private final String sessionId;
    private final Leaving leaving;
    private final Executor loop;
    private final StreamWriter writer;
    private final Object lock = new Object();
    private boolean paused; // guarded by lock, as are the next three
    private boolean handedOver;
    private boolean retryDue;
    private boolean exited;
    private boolean reads;
    private volatile boolean closed;
    private boolean outputEnded;
    private boolean exitReported;

    StreamPty(PtyProcess process, PtyHandler handler, TimeSource time, String sessionId, Leaving leaving) {
        this.process = process;
        this.handler = handler;
        this.time = time;
        this.sessionId = sessionId;
        this.leaving = leaving;
        this.loop = time.serial(this);
        this.writer = new StreamWriter(process, () -> loop.execute(this::writable));
    }

    void begin() {
        time.startThread("read-" + process.pid(), this::readLoop);
        reads = true;
        time.startThread("write-" + process.pid(), writer);
        process.onExit().whenComplete((ended, failure) -> {
            synchronized (lock) {
                exited = true; // heard even when the time source is closed
                lock.notifyAll();
            }
            writer.processEnded();
            loop.execute(this::ended);
        });
    }

    /** Undoes a start that failed half way; the reader closes the terminal, if there is one. */
    void abandon() {
        closed = true;
        process.destroyForcibly();
        if (!reads) {
            writer.close(process.getInputStream());
        }
    }

    TimeSource time() {
        return time;
    }

    String sessionId() {
        return sessionId;
    }

    /** Which of its processes are not to be ended. */
    Leaving leaving() {
        return leaving;
    }

    /**
     * Reads until the process has ended and nothing is left. An end of the stream before that says only that no process
     * has the terminal open at the moment, as when it was not opened yet; it is not final. Of a closed terminal it reads
     * on too, and throws away: pty4j's descriptors must stay open until its own thread has seen the process end.
     */
    private void readLoop() {
        InputStream in = process.getInputStream();
        byte[] buffer = new byte[BUFFER];
        try {
            boolean last = false;
            while (!last) {
                last = !process.isAlive(); // asked first: what was written before the end is read after it
                readAll(in, buffer);
                if (!last) {
                    awaitRetry();
                }
            }
        } finally {
            writer.close(in); // also when the time source takes no more tasks
        }
        loop.execute(this::endOutput);
    }

    /** Hands over what there is until the stream says that it has ended. */
    private void readAll(InputStream in, byte[] buffer) {
        try {
            int n;
            while ((n = in.read(buffer)) >= 0) {
                if (n > 0 && !handOver(buffer, n) && !process.isAlive()) {
                    return;
                }
            }
        } catch (IOException e) {
            log.debug("output of session {} ended for now", sessionId, e); // EIO: nobody has the terminal open
        }
    }

    private void awaitRetry() {
        synchronized (lock) {
            retryDue = false;
        }
        time.schedule(READ_RETRY, loop, () -> {
            synchronized (lock) {
                retryDue = true;
                lock.notifyAll();
            }
        });
        synchronized (lock) {
            while (!retryDue && !exited) {
                waitUninterruptibly();
            }
        }
    }

    private boolean handOver(byte[] buffer, int length) {
        synchronized (lock) {
            while (paused && !closed) {
                waitUninterruptibly();
            }
            handedOver = false;
        }
        loop.execute(() -> {
            if (!closed) {
                guarded(() -> handler.onOutput(ByteBuffer.wrap(buffer, 0, length)));
            }
            synchronized (lock) {
                handedOver = true;
                lock.notifyAll();
            }
        });
        synchronized (lock) {
            while (!handedOver && !closed) {
                waitUninterruptibly();
            }
        }
        return !closed;
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private void waitUninterruptibly() {
        try {
            lock.wait();
        } catch (InterruptedException e) {
            log.debug("reader of session {} was interrupted; it ends with its terminal", sessionId, e);
        }
    }

    private void writable() {
        if (!closed) {
            guarded(handler::onWritable);
        }
    }

    private void endOutput() {
        if (!outputEnded && !closed) {
            outputEnded = true;
            guarded(handler::onEndOfOutput);
        }
    }

    /** Output may still be on its way: the exit waits for its end, but not for ever. */
    private void ended() {
        if (outputEnded || closed) {
            reportExit();
        } else {
            time.schedule(LAST_OUTPUT, loop, this::reportExit);
        }
    }

    private void reportExit() {
        if (!exitReported && !closed) {
            exitReported = true;
            OutputEnd end = outputEnded ? OutputEnd.TERMINAL_CLOSED : OutputEnd.UNKNOWN;
            ExitStatus status = new ExitStatus(OptionalInt.of(process.exitValue()), Optional.empty(), end);
            guarded(() -> handler.onExit(status));
        }
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.of(process.pid());
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public int write(ByteBuffer bytes) {
        return closed ? 0 : writer.offer(bytes);
    }

    @Override
    public CompletionStage<Drain> probe() {
        return CompletableFuture.completedFuture(closed || outputEnded ? Drain.EMPTY : Drain.UNKNOWN);
    }

    @Override
    public void pauseOutput() {
        synchronized (lock) {
            paused = true;
        }
    }

    @Override
    public void resumeOutput() {
        synchronized (lock) {
            paused = false;
            lock.notifyAll();
        }
    }

    @Override
    public void resize(int rows, int cols) {
        if (!closed && process.isAlive()) {
            process.setWinSize(new WinSize(cols, rows));
        }
    }

    /**
     * What the keyboard can send goes through the terminal. TERM, HUP and KILL go to the leader, the first two as whatever
     * the system has to ask a process to end. Nothing else can be sent, and nothing is sent in its place: a program that
     * is told to go on must not end.
     */
    @Override
    public void signal(Signal signal) {
        if (closed || !process.isAlive()) {
            return;
        }
        switch (signal.number()) {
            case Signals.INT -> write(ByteBuffer.wrap(new byte[] {0x03}));
            case Signals.QUIT -> write(ByteBuffer.wrap(new byte[] {0x1c}));
            case Signals.TSTP -> write(ByteBuffer.wrap(new byte[] {0x1a}));
            case Signals.KILL -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
            case Signals.TERM, Signals.HUP -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
            default -> log.warn("session {} cannot be sent {} on this system", sessionId, signal.name());
        }
    }

    @Override
    public Optional<Foreground> foreground() {
        return Optional.empty();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        writer.stop();
        synchronized (lock) {
            lock.notifyAll();
        }
        process.destroyForcibly();
    }

    /** A handler that fails is told once, and the terminal is closed. */
    private void guarded(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException | Error e) {
            log.error("handler of session {} failed", sessionId, e);
            try {
                handler.onFailure(e);
            } finally {
                close();
            }
        }
    }
}
