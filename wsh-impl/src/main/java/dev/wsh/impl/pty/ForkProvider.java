package dev.wsh.impl.pty;

import com.sun.jna.Platform;
import dev.wsh.KillReport;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Plain pty4j on Linux: its terminal and its fork, two threads per session, everything else as with epoll.
 *
 * <p>The fallback where the C library or the kernel lacks what {@link LinuxProvider} needs (musl, glibc before 2.34,
 * Linux before 5.4). It keeps every promise but that of threads. This class is threadsafe.
 */
final class ForkProvider implements PtyProvider {
    private static final int NO_DESCRIPTOR = -1;

    /**
     * Where the numbers of requests, flags, signals and errors are the common ones of Linux, and those are what stands in
     * the code. They differ on ppc64le, mips64el, sparc64 and others, in part on s390x.
     */
    private static final Set<String> ARCHITECTURES = Set.of("x86-64", "aarch64", "riscv64");

    @Override
    public String name() {
        return "pty4j";
    }

    @Override
    public Optional<String> unavailable() {
        return unavailable(Platform.isLinux(), Platform.ARCH)
                .or(Pty4jLibrary::problem)
                .or(ForkProvider::missing);
    }

    /** Why it does not work on such a system, whatever is installed there. */
    static Optional<String> unavailable(boolean linux, String architecture) {
        if (!linux) {
            return Optional.of("this is not Linux");
        }
        return ARCHITECTURES.contains(architecture)
                ? Optional.empty()
                : Optional.of("unknown numbers on " + architecture);
    }

    private static Optional<String> missing() {
        try {
            LibC.errno();
            return Optional.empty();
        } catch (LinkageError e) {
            return Optional.of("the C library lacks a function: " + e.getMessage());
        }
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.THREADS_INDEPENDENT_OF_SESSIONS));
    }

    @Override
    public void check(PtySpec spec) {
        ForkLauncher.check(spec);
    }

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
        ForkLauncher.check(spec);
        String file = Executables.find(spec);
        ChildSignals.keepStatuses();
        LivePtys.prepare(time);
        UnixPty pty;
        try {
            pty = make(spec, file, handler, time);
        } catch (RuntimeException | Error e) {
            LivePtys.giveBack(time);
            throw e;
        }
        try {
            LivePtys.add(pty);
            pty.begin();
        } catch (RuntimeException | Error e) {
            UnixEnd.abandon(pty);
            throw e;
        }
        return pty;
    }

    private static UnixPty make(PtySpec spec, String file, PtyHandler handler, TimeSource time) {
        String executable = spec.argv().get(0);
        Master master = Master.open(spec.rows(), spec.cols(), executable);
        int wake = NO_DESCRIPTOR;
        TerminalThreads threads = null;
        try {
            wake = ThreadReadiness.openWake(executable);
            int wakes = wake;
            TerminalThreads ready = TerminalThreads.start(time, master.number());
            threads = ready;
            Child child = ForkLauncher.launch(spec, file, master);
            return child.orEnd(
                    () -> ThreadReadiness.attach(
                            new UnixPty.Start(spec.sessionId(), master, child, handler, Leaving.of(spec)),
                            time,
                            wakes,
                            new ReadBuffer(),
                            ready),
                    leader -> UnixEnd.endRest(spec.sessionId(), leader, time));
        } catch (RuntimeException | Error e) {
            if (threads != null) {
                threads.leave();
            }
            if (wake != NO_DESCRIPTOR) {
                LibC.close(wake);
            }
            master.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        return UnixEnd.end(ptys, grace);
    }
}
