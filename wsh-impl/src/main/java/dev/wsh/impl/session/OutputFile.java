package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.InvalidSpecException;
import dev.wsh.engine.Printable;
import dev.wsh.spi.PtyHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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

    /** Who writes to which file. */
    private static final Map<Object, OutputFile> OPEN = new ConcurrentHashMap<>();

    private final Path path;
    private final boolean created;
    private final Object key;
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
    private boolean emptied; // guarded by the file
    private volatile boolean ended;
    private volatile boolean replaced;

    private OutputFile(Path path, boolean created, Object key, FileChannel file, SessionCore core) {
        this.path = path;
        this.created = created;
        this.key = key;
        this.file = file;
        this.core = core;
        this.writer = core.clock().time().serial(this);
    }

    /**
     * Opens the file, or creates it; what it has stays until {@link #started}. {@link #abandon} follows if nothing starts.
     *
     * @throws InvalidSpecException if that is not possible, it is no regular file, or a live session writes to it
     */
    static OutputFile open(Path path, SessionCore core) {
        boolean exists = Files.exists(path);
        if (exists && !Files.isRegularFile(path)) { // a pipe would hold the start up until somebody reads
            throw new InvalidSpecException("logTo", path.toString(), "a regular file");
        }
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean taken = false;
            try {
                OutputFile opened = new OutputFile(path, !exists, keyOf(path), file, core);
                opened.take();
                taken = true;
                return opened;
            } finally {
                if (!taken) {
                    file.close();
                }
            }
        } catch (IOException e) {
            throw new InvalidSpecException("logTo", path.toString(), "a file that can be written (" + e + ")");
        }
    }

    /** Returns what is the same for all paths to a file. */
    private static Object keyOf(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return key == null ? path.toRealPath() : key;
    }

    /** One whose session has ended writes no more then: what its descendants print later is not the next session's. */
    private void take() {
        OPEN.compute(key, (same, before) -> {
            if (before != null && !before.isOver()) {
                throw new InvalidSpecException(
                        "logTo",
                        path.toString(),
                        "a file of its own, but session \"" + before.name() + "\" writes to this one");
            }
            if (before != null) {
                before.replaced = true;
            }
            return this;
        });
    }

    private boolean isOver() {
        return ended || core.life().isClosed();
    }

    private String name() {
        return core.naming().current().name();
    }

    /** Empties the file, now that there is something that writes to it. */
    void started() {
        synchronized (file) {
            if (emptied) {
                return;
            }
            emptied = true;
            try {
                file.truncate(0);
            } catch (IOException e) {
                LOG.error(
                        "what {} had before session {} could not be removed",
                        Printable.line(path.toString()),
                        name(),
                        e);
            }
        }
    }

    /** Nothing was started: leaves the file as it was. */
    void abandon() {
        close();
        if (created) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.warn(
                        "{} was created for a session that did not start, and could not be removed",
                        Printable.line(path.toString()),
                        e);
            }
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
            passOn();
        }
        if (begin) {
            writer.execute(this::write);
        }
    }

    /** Has the terminal do what is wanted by then: who wants it to go on may be faster than who wanted it to stop. */
    private void passOn() {
        core.enter(() -> core.line().run(terminal -> {
            if (isStopped()) {
                terminal.pauseOutput();
            } else {
                terminal.resumeOutput();
            }
        }));
    }

    private boolean isStopped() {
        synchronized (this) {
            return stopped;
        }
    }

    /** Writes until nothing waits. */
    private void write() {
        started(); // the first output may come before the start has returned
        for (ByteBuffer next = next(); next != null; next = next()) {
            int length = next.remaining();
            try {
                while (next.hasRemaining() && !broken && !replaced) {
                    file.write(next);
                }
            } catch (IOException e) {
                broken = true;
                LOG.error(
                        "the output of session {} is not written to {} any more",
                        name(),
                        Printable.line(path.toString()),
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
            passOn();
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

    private void close() {
        OPEN.remove(key, this);
        try {
            file.close();
        } catch (IOException e) {
            LOG.error("the output of session {} may not be in {}", name(), Printable.line(path.toString()), e);
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
            file.after(() -> {
                file.ended = true;
                next.onExit(exit);
            });
        }

        @Override
        public void onFailure(Throwable cause) {
            file.ended = true;
            next.onFailure(cause);
        }
    }
}
