package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.RecordingHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract, and what Linux promises beyond it, for epoll and posix_spawn. */
final class LinuxProviderTest extends UnixProviderSoak {
    private static final PtyProvider PROVIDER = new LinuxProvider();

    @Override
    protected PtyProvider provider(Program program) {
        return PROVIDER;
    }

    @Test
    void orEnd_nobodyCanLookAfterTheProcess_isGoneWithWhatItHasStarted() throws Exception {
        PtySpec spec = sh("trap '' HUP; setsid sleep 1000 & sleep 1000");
        Master master = Master.open(spec.rows(), spec.cols(), "sh");
        try {
            Child child = new SpawnLauncher().launch(spec, "/bin/sh", master);
            Error cause = new OutOfMemoryError("on purpose");
            assertSame(
                    cause,
                    assertThrows(
                            Error.class,
                            () -> child.orEnd(
                                    () -> {
                                        eventually("two children", () -> hasTwoChildren(child.pid()));
                                        throw cause;
                                    },
                                    leader -> UnixEnd.endRest(spec.sessionId(), leader, TIME))));
            assertTrue(child.reaped());
            assertTrue(ProcessHandle.of(child.pid()).isEmpty());
            Target target =
                    new Target(spec.sessionId(), child.pid(), child.reapedAt(), 0, Target.NOTHING, Leaving.NONE);
            eventually(
                    "nothing is left",
                    () -> ProcessTree.find(List.of(target), List.of()).none());
        } finally {
            master.close();
        }
    }

    private static boolean hasTwoChildren(int pid) {
        return ProcessHandle.of(pid)
                        .map(ProcessHandle::children)
                        .orElse(Stream.of())
                        .count()
                == 2;
    }

    @Test
    void spawn_loopFails_itsTerminalsAreClosedAndTheNextHasAnother() throws Exception {
        AtomicReference<Error> due = new AtomicReference<>();
        TimeSource time = TIME.failingLoops(due);
        List<RecordingHandler> handlers = new ArrayList<>();
        List<Pty> ptys = new ArrayList<>();
        for (String line : List.of(
                "echo ready; exec sleep 1000",
                "trap '' HUP; echo ready; while :; do sleep 1000; done",
                "echo ready; exec sleep 1000",
                "sleep 1000 & echo ready; exit 3")) {
            RecordingHandler handler = new RecordingHandler();
            handlers.add(handler);
            ptys.add(PROVIDER.spawn(sh(line), handler, time));
            await(handler.shows("ready"));
        }
        await(handlers.get(3).exit());
        onLoop(ptys.get(1), () -> {
            ptys.get(1).pauseOutput();
            due.set(new LinkageError("an error on purpose"));
            return true;
        });
        ptys.get(0).loop().execute(() -> {}); // another round, if that one was asked before
        for (RecordingHandler handler : handlers) {
            assertInstanceOf(LinkageError.class, await(handler.failure()));
        }
        eventually(
                "children", () -> ProcessHandle.current().children().findAny().isEmpty());
        for (Pty pty : ptys) {
            onLoop(pty, () -> {
                pty.resumeOutput();
                pty.close();
                return pty.write(ByteBuffer.wrap(new byte[] {'x'}));
            });
        }
        assertTrue(PROVIDER.end(ptys, Duration.ZERO).get().complete());
        eventually("terminals", () -> LivePtys.count() == 0);

        RecordingHandler next = new RecordingHandler();
        Pty pty = PROVIDER.spawn(sh("exit 7"), next, time);
        assertEquals(OptionalInt.of(7), await(next.exit()).code());
        onLoop(pty, () -> {
            pty.close();
            return true;
        });
        assertTrue(await(PROVIDER.end(List.of(pty), Duration.ZERO)).complete());
    }

    @Test
    void control_loopHasFailed_touchesNothing() throws Exception {
        EpollLoop loop = new EpollLoop(
                new LoopRegistry(), TIME.failingLoops(new AtomicReference<>(new LinkageError("an error on purpose"))));
        loop.start("loop-that-fails");
        eventually("threads", () -> TIME.threads().isEmpty());
        assertEquals(Errno.EBADF, loop.control(LibEpoll.EPOLL_CTL_ADD, 0, LibEpoll.EPOLLIN, 0));
        CompletableFuture<Void> ran = new CompletableFuture<>();
        loop.execute(() -> ran.complete(null));
        await(ran);
    }
}
