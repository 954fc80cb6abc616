package dev.wsh.impl.pty;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.sun.jna.Platform;
import dev.wsh.InvalidSpecException;
import dev.wsh.KillReport;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Plain pty4j with its own process and streams: macOS, Windows, and whatever else pty4j has a library for.
 *
 * <p>Written with care, run by the tests on Linux only; not run on macOS and Windows. What it cannot promise is absent
 * from {@link #capabilities()}. This class is threadsafe.
 */
final class StreamProvider implements PtyProvider {
    private static final int FIRST_COLS_ROWS_LIMIT = 65535;

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public Optional<String> unavailable() {
        return Pty4jLibrary.problem();
    }

    @Override
    public Set<Capability> capabilities() {
        // ConPTY paints the screen again in its own words; everybody else passes bytes on
        return Platform.isWindows() ? EnumSet.noneOf(Capability.class) : EnumSet.of(Capability.RAW_BYTES);
    }

    @Override
    public void check(PtySpec spec) {
        command(spec);
    }

    /** The arguments, the executable looked up where the system's own search would use the JVM's PATH. */
    private static List<String> command(PtySpec spec) {
        List<String> argv = new ArrayList<>(spec.argv());
        if (!Platform.isWindows()) {
            String name = argv.get(0);
            String found = Executables.path(spec, Executables.find(spec)).toString();
            if (name.indexOf('/') < 0) {
                argv.set(0, found);
            }
        } else if (!Files.isDirectory(spec.cwd())) {
            throw new InvalidSpecException("cwd", spec.cwd().toString(), "an existing directory");
        } else {
            Executables.refuseNul(spec);
        }
        return argv;
    }

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
        if (spec.rows() > FIRST_COLS_ROWS_LIMIT || spec.cols() > FIRST_COLS_ROWS_LIMIT) {
            throw new InvalidSpecException("size", spec.rows() + "x" + spec.cols(), "1 to 65535");
        }
        Map<String, String> env = new LinkedHashMap<>();
        ChildEnvironment.forEach(spec, env::put);
        PtyProcess process;
        try {
            process = new PtyProcessBuilder(command(spec).toArray(new String[0]))
                    .setEnvironment(env)
                    .setDirectory(spec.cwd().toAbsolutePath().toString())
                    .setInitialRows(spec.rows())
                    .setInitialColumns(spec.cols())
                    .setConsole(false)
                    .setUseWinConPty(true)
                    .setUnixOpenTtyToPreserveOutputAfterTermination(true)
                    .start();
        } catch (IOException | RuntimeException e) {
            throw new dev.wsh.SpawnException(
                    "cannot start " + spec.argv().get(0) + ": " + e.getMessage(),
                    spec.argv().get(0),
                    0,
                    e);
        }
        StreamPty pty = new StreamPty(process, handler, time, spec.sessionId(), Leaving.of(spec));
        try {
            pty.begin();
        } catch (RuntimeException | Error e) {
            pty.abandon();
            throw e;
        }
        return pty;
    }

    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        List<StreamPty> ours = new ArrayList<>();
        for (Pty pty : ptys) {
            if (!(pty instanceof StreamPty stream)) {
                throw new IllegalArgumentException("not a terminal of this provider: " + pty);
            }
            ours.add(stream);
        }
        return HandleEnding.end(ours, grace);
    }
}
