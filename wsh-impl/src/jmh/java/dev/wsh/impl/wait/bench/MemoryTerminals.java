package dev.wsh.impl.wait.bench;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/** Terminals without processes: they print what the benchmark gives them, and take all input. Thread-safe. */
final class MemoryTerminals implements PtyProvider {

    /** Bytes handed over at once, as a read of the kernel's buffer gives them. */
    static final int PIECE = 4096;

    private final Queue<Terminal> started = new ConcurrentLinkedQueue<>();

    /** Returns the terminal that was started first of those not returned yet. */
    Terminal next() {
        return started.remove();
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.CONFIRMED_IDLE,
                Capability.LAST_BYTE_BEFORE_EXIT,
                Capability.THREADS_INDEPENDENT_OF_SESSIONS);
    }

    @Override
    public void check(PtySpec spec) {}

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
        Terminal terminal = new Terminal(handler, time);
        started.add(terminal);
        return terminal;
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        ptys.forEach(pty -> ((Terminal) pty).exit());
        return CompletableFuture.completedFuture(new KillReport(List.of(), List.of(), Duration.ZERO));
    }

    /** One terminal. */
    static final class Terminal implements Pty {
        private final PtyHandler handler;
        private final Executor loop;
        private boolean exited; // confined to the loop

        private Terminal(PtyHandler handler, TimeSource time) {
            this.handler = handler;
            this.loop = time.serial(this);
        }

        /** Prints some bytes in pieces, and waits until the session has taken them all. */
        void print(byte[] bytes, int times) {
            run(() -> {
                for (int i = 0; i < times; i++) {
                    for (int at = 0; at < bytes.length; at += PIECE) {
                        handler.onOutput(ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
                    }
                }
            });
        }

        /** Ends the process, and waits until the session knows. */
        void exit() {
            run(() -> {
                if (!exited) {
                    exited = true;
                    handler.onExit(ExitStatus.ofCode(0).withOutput(ExitStatus.OutputEnd.TERMINAL_CLOSED));
                    handler.onEndOfOutput();
                }
            });
        }

        private void run(Runnable body) {
            CompletableFuture.runAsync(body, loop).join();
        }

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public Executor loop() {
            return loop;
        }

        @Override
        public int write(ByteBuffer bytes) {
            int count = bytes.remaining();
            bytes.position(bytes.limit());
            return count;
        }

        @Override
        public CompletionStage<Drain> probe() {
            return CompletableFuture.completedFuture(Drain.EMPTY);
        }

        @Override
        public void pauseOutput() {}

        @Override
        public void resumeOutput() {}

        @Override
        public void resize(int rows, int cols) {}

        @Override
        public void signal(Signal signal) {}

        @Override
        public Optional<Foreground> foreground() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
