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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The provider for Linux on x86-64 and aarch64: {@code posix_spawn} starts the process, a few epoll loops serve all
 * sessions.
 *
 * <p>Needs glibc 2.34 and Linux 5.3; where something is missing {@link #unavailable()} says what, and {@link ForkProvider}
 * takes over. This class is threadsafe.
 */
final class LinuxProvider implements PtyProvider {
    private final LoopRegistry loops = new LoopRegistry();
    private final AtomicReference<@Nullable Checked> checked = new AtomicReference<>();
    private @Nullable SpawnLauncher launcher;
    private @Nullable String missing;
    private boolean looked;

    /** The last spec that was checked, and its executable. */
    private record Checked(PtySpec spec, String file) {}

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public synchronized Optional<String> unavailable() {
        if (!looked) {
            looked = true;
            missing = missing();
        }
        return Optional.ofNullable(missing);
    }

    private static @Nullable String missing() {
        if (!Platform.isLinux()) {
            return "this is not Linux";
        }
        if (!Platform.ARCH.equals("x86-64") && !Platform.ARCH.equals("aarch64")) {
            return "unknown layouts on " + Platform.ARCH;
        }
        if (Pty4jLibrary.jnaProblem().isPresent()) {
            return Pty4jLibrary.jnaProblem().get();
        }
        try {
            try (NativeBlock actions = new NativeBlock(512)) {
                LibSpawn.posix_spawn_file_actions_init(actions.pointer());
                LibSpawn.posix_spawn_file_actions_destroy(actions.pointer());
            }
            int epoll = LibEpoll.epoll_create1(LibEpoll.EPOLL_CLOEXEC);
            if (epoll >= 0) {
                LibC.close(epoll);
            }
            int pidfd = PidFd.open((int) ProcessHandle.current().pid());
            int errno = pidfd < 0 ? LibC.errno() : 0;
            if (pidfd >= 0) {
                LibC.close(pidfd);
            }
            return errno == 0 || errno == Errno.EMFILE || errno == Errno.ENFILE
                    ? null
                    : "the kernel has no pidfd_open: " + Errno.text(errno);
        } catch (LinkageError e) {
            return "the C library is too old or another one: " + e.getMessage();
        }
    }

    /** Loads what the first start needs. */
    void prepare() {
        launcher();
    }

    private synchronized SpawnLauncher launcher() {
        SpawnLauncher made = launcher;
        if (made == null) {
            ChildSignals.keepStatuses();
            made = new SpawnLauncher();
            launcher = made;
        }
        return made;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public void check(PtySpec spec) {
        checked.set(new Checked(spec, Executables.find(spec)));
    }

    /** What was found a moment ago need not be looked for again: the kernel says so if it has gone since. */
    @SuppressWarnings("ReferenceEquality") // the same one, or it was not checked
    private String find(PtySpec spec) {
        Checked last = checked.getAndSet(null);
        return last != null && last.spec() == spec ? last.file() : Executables.find(spec);
    }

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
        String file = find(spec);
        LivePtys.prepare(time);
        EpollLoop loop = null;
        UnixPty pty;
        try {
            loop = loops.take(time);
            pty = make(spec, file, handler, time, loop);
        } catch (RuntimeException | Error e) {
            LivePtys.giveBack(time);
            if (loop != null) {
                loops.release(loop);
                loop.execute(() -> {}); // it looks whether it has to end
            }
            throw e;
        }
        try {
            LivePtys.add(pty);
            pty.begin();
        } catch (RuntimeException | Error e) {
            loop.execute(() -> UnixEnd.abandon(pty));
            throw e;
        }
        return pty;
    }

    private UnixPty make(PtySpec spec, String file, PtyHandler handler, TimeSource time, EpollLoop loop) {
        Master master = Master.open(spec.rows(), spec.cols(), spec.argv().get(0));
        try {
            Child child = launcher().launch(spec, file, master);
            return child.orEnd(
                    () -> new UnixPty(
                            new UnixPty.Start(spec.sessionId(), master, child, handler, Leaving.of(spec)),
                            time,
                            loop,
                            loop.buffer(),
                            made -> new EpollReadiness(made, loop, time)),
                    leader -> UnixEnd.endRest(spec.sessionId(), leader, time));
        } catch (RuntimeException | Error e) {
            master.close();
            throw e;
        }
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        return UnixEnd.end(ptys, grace);
    }
}
