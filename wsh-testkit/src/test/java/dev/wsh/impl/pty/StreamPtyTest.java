package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.pty4j.PtyProcess;
import dev.wsh.testkit.RecordingHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * When the streams of a process are closed: both are one descriptor, whose number may be another terminal's right after,
 * so never while somebody reads or writes by it.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamPtyTest {

    private final TestTime time = new TestTime();
    private final PtyProcess process = mock();
    private final AtomicBoolean alive = new AtomicBoolean(true);
    private final CompletableFuture<Process> exit = new CompletableFuture<>();
    private final CompletableFuture<Void> reading = new CompletableFuture<>();
    private final CompletableFuture<Integer> read = new CompletableFuture<>();
    private final CompletableFuture<Void> writing = new CompletableFuture<>();
    private final CompletableFuture<Void> write = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

    private final InputStream in = new InputStream() {
        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            reading.complete(null);
            return read.join();
        }

        @Override
        public void close() {
            closeBoth();
        }
    };

    private final OutputStream out = new OutputStream() {
        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            writing.complete(null);
            write.join();
        }

        @Override
        public void close() {
            closeBoth();
        }
    };

    private void closeBoth() {
        if (reading.isDone() && !read.isDone()) {
            violations.add("closed while a read was under way");
        }
        if (writing.isDone() && !write.isDone()) {
            violations.add("closed while a write was under way");
        }
        closed.complete(null);
    }

    private StreamPty begin() {
        when(process.pid()).thenReturn(4711L);
        when(process.isAlive()).thenAnswer(call -> alive.get());
        when(process.onExit()).thenReturn(exit);
        when(process.getInputStream()).thenReturn(in);
        when(process.getOutputStream()).thenReturn(out);
        StreamPty pty = new StreamPty(process, new RecordingHandler(), time, "s", Leaving.NONE);
        pty.begin();
        reading.join();
        return pty;
    }

    @AfterEach
    void closeTime() {
        time.close();
    }

    private void awaitThreadsEnd() {
        time.threads().forEach(StreamPtyTest::assertEnds);
    }

    private Thread thread(String name) {
        return time.threads().stream()
                .filter(thread -> thread.getName().contains(name))
                .findAny()
                .orElseThrow();
    }

    @Test
    void close_readUnderWay_closesTheTerminalAfterTheRead() {
        StreamPty pty = begin();
        Thread writer = thread("write");
        pty.close();
        assertEnds(writer);
        assertFalse(closed.isDone());
        alive.set(false);
        exit.complete(process);
        read.complete(-1);
        closed.join();
        awaitThreadsEnd();
        assertEquals(List.of(), List.copyOf(violations));
    }

    @Test
    void close_writeUnderWay_closesTheTerminalAfterTheWrite() {
        StreamPty pty = begin();
        Thread reader = thread("read");
        pty.write(ByteBuffer.wrap(new byte[] {'x'}));
        writing.join();
        pty.close();
        alive.set(false);
        read.complete(-1);
        assertEnds(reader);
        assertFalse(closed.isDone());
        write.complete(null);
        closed.join();
        exit.complete(process);
        awaitThreadsEnd();
        assertEquals(List.of(), List.copyOf(violations));
    }

    @Test
    void close_writeThatNeverReturns_closesTheTerminalWhenTheProcessHasEnded() {
        StreamPty pty = begin();
        Thread reader = thread("read");
        pty.write(ByteBuffer.wrap(new byte[] {'x'}));
        writing.join();
        pty.close();
        alive.set(false);
        read.complete(-1);
        assertEnds(reader);
        assertFalse(closed.isDone());
        exit.complete(process);
        assertTrue(closed.isDone());
        write.complete(null);
        awaitThreadsEnd();
    }

    private static void assertEnds(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
