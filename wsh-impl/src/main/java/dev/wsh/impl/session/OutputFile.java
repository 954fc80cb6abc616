package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.InvalidSpecException;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a session's output to a file on a thread of its own, since a disk may keep one waiting, and the loop serves other
 * sessions too. The end is told once all before it is written. What waits is bounded: the program is stopped meanwhile.
 *
 * <p>This class is thread-safe.
 */
final class OutputFile {

    /** Bytes that may wait for the disk before the program is stopped; it goes on when a quarter is left. */
    private static final int MOST_WAITING = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(OutputFile.class);

    private final Path path;
    private final FileChannel file;
    private final SessionCore core;
    private final Executor writer;
    private final Runnable watcher = this::closeWhenOver;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>(); // guarded by this, as are the next four
    private final List<Runnable> late = new ArrayList<>();
    private long bytesWaiting;
    private boolean writing;
    private boolean stopped;
    private boolean broken; // confined to the writer

    private OutputFile(Path path, FileChannel file, SessionCore core) {
        this.path = path;
        this.file = file;
        this.core = core;
        this.writer = core.clock().time().serial(this);
    }

    /**
     * Empties the file, or creates it.
     *
     * @throws InvalidSpecException if that is not possible
     */
    static OutputFile open(Path path, SessionCore core) {
        try {
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            return new OutputFile(path, file, core);
        } catch (IOException e) {
            throw new InvalidSpecException("logTo", path.toString(), "a file that can be written (" + e + ")");
        }
    }

    /** Returns whom the terminal shall call: it writes, and passes everything on. */
    PtyHandler before(PtyHandler next) {
        core.watchers().add(watcher);
        return new Handler(this, next);
    }

    /** Notes a piece of output; on the loop. */
    private void add(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        copy.put(bytes.duplicate()).flip();
        boolean begin;
        boolean stop;
        synchronized (this) {
            waiting.add(copy);
            bytesWaiting += copy.remaining();
            begin = !writing;
            writing = true;
            stop = !stopped && bytesWaiting > MOST_WAITING;
            stopped |= stop;
        }
        if (stop) {
            onTerminal(Pty::pauseOutput);
        }
        if (begin) {
            writer.execute(this::write);
        }
    }

    private void onTerminal(Consumer<Pty> action) {
        core.enter(() -> core.line().run(action));
    }

    /** Writes until nothing waits. */
    private void write() {
        for (ByteBuffer next = next(); next != null; next = next()) {
            int length = next.remaining();
            try {
                while (next.hasRemaining() && !broken) {
                    file.write(next);
                }
            } catch (IOException e) {
                broken = true;
                LOG.error(
                        "the output of session {} is not written to {} any more",
                        core.naming().current().name(),
                        path,
                        e);
            }
            written(length);
        }
    }

    private @Nullable ByteBuffer next() {
        synchronized (this) {
            ByteBuffer next = waiting.poll();
            if (next != null) {
                return next;
            }
            writing = false;
            if (late.isEmpty()) {
                return null;
            }
        }
        core.line().loop().execute(this::tellLate);
        return null;
    }

    private void written(int length) {
        boolean goOn;
        synchronized (this) {
            bytesWaiting -= length;
            goOn = stopped && bytesWaiting < MOST_WAITING / 4;
            stopped &= !goOn;
        }
        if (goOn) {
            onTerminal(Pty::resumeOutput);
        }
    }

    /** Tells something once all output before it is written; on the loop. */
    private void after(Runnable tell) {
        synchronized (this) {
            if (writing || !late.isEmpty()) {
                late.add(tell);
                return;
            }
        }
        tell.run();
    }

    /** Tells what had to wait, unless there is more to write by now; on the loop. */
    private void tellLate() {
        List<Runnable> all;
        synchronized (this) {
            if (writing) {
                return;
            }
            all = List.copyOf(late);
            late.clear();
        }
        all.forEach(Runnable::run);
    }

    /** Nothing more comes once the output is over; with the session's lock held. */
    private void closeWhenOver() {
        if (core.line().isOutputOver()) {
            core.watchers().remove(watcher);
            core.afterwards(() -> writer.execute(this::close));
        }
    }

    void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.error(
                    "the output of session {} may not be in {}",
                    core.naming().current().name(),
                    path,
                    e);
        }
    }

    /** Between the terminal and whoever heard of it before. */
    private record Handler(OutputFile file, PtyHandler next) implements PtyHandler {
        @Override
        public void onOutput(ByteBuffer bytes) {
            file.add(bytes);
            next.onOutput(bytes);
        }

        @Override
        public void onWritable() {
            next.onWritable();
        }

        @Override
        public void onEndOfOutput() {
            file.after(next::onEndOfOutput);
        }

        @Override
        public void onExit(ExitStatus exit) {
            file.after(() -> next.onExit(exit));
        }

        @Override
        public void onFailure(Throwable cause) {
            next.onFailure(cause);
        }
    }
}
