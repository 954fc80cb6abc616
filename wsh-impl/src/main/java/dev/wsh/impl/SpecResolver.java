package dev.wsh.impl;

import dev.wsh.ColorScheme;
import dev.wsh.InvalidSpecException;
import dev.wsh.ProcessInfo;
import dev.wsh.SessionSpec;
import dev.wsh.SessionSpec.Launch;
import dev.wsh.Widths;
import dev.wsh.impl.group.Names;
import dev.wsh.impl.pty.JvmSurroundings;
import dev.wsh.impl.session.SessionSetup;
import dev.wsh.impl.vt.Sizes;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes a spec complete with the defaults, and checks what can be checked without the system. Threadsafe. */
final class SpecResolver {

    private static final int DEFAULT_ROWS = 24;
    private static final int DEFAULT_COLS = 80;

    private final Settings settings;
    private final PtyProvider provider;
    private final TimeSource time;
    private final SessionEnvironment environment;
    private final SessionIds ids = new SessionIds();

    /** Creates a resolver; sessions inherit the variables that are given. */
    SpecResolver(Settings settings, PtyProvider provider, TimeSource time, Map<String, String> inherited) {
        this.settings = settings;
        this.provider = provider;
        this.time = time;
        this.environment = new SessionEnvironment(inherited);
    }

    /** A spec that is complete and checked, but for its name, which only the registry can choose. */
    record Resolved(Optional<String> name, Optional<String> namePrefix, TreeSet<String> tags, SessionSetup setup) {}

    Resolved resolve(SessionSpec spec) {
        SessionSpec.Content own = spec.content();
        SessionSpec.Content base = settings.defaults.orElse(spec).content();
        own.name().ifPresent(Names::checkName);
        own.namePrefix().ifPresent(Names::checkPrefix);
        TreeSet<String> tags = new TreeSet<>(base.tags());
        tags.addAll(own.tags());
        tags.forEach(Names::checkTag);
        int rows = or(own.rows(), base.rows(), DEFAULT_ROWS);
        int cols = or(own.cols(), base.cols(), DEFAULT_COLS);
        Sizes.require(rows, cols);
        String id = ids.next();
        Path cwd = directory(own.cwd().or(base::cwd));
        Map<String, String> env = environment.of(own, base, JvmSurroundings.pwd(cwd), id);
        List<String> argv = argv(own.launch(), env);
        Predicate<? super ProcessInfo> leave = own.leave().or(base::leave).orElse(PtySpec.LEAVE_NONE);
        SessionSetup setup = new SessionSetup(
                new PtySpec(id, argv, cwd, env, rows, cols, leave),
                own.via().or(base::via).orElse(provider),
                time,
                settings.deadline,
                settings.closeGrace,
                or(own.scrollback(), base.scrollback(), settings.scrollback),
                or(own.transcript(), base.transcript(), settings.transcript),
                settings.inputQueue,
                settings.eventQueue,
                own.unsafeReports().or(base::unsafeReports).orElse(false),
                own.readyWhen().or(base::readyWhen),
                own.timeLimit().or(base::timeLimit),
                own.logTo().or(base::logTo),
                own.colors().or(base::colors).orElse(ColorScheme.DARK),
                own.widths().or(base::widths).orElse(Widths.CLUSTERS),
                settings.observers);
        return new Resolved(own.name(), own.namePrefix(), tags, setup);
    }

    private static int or(OptionalInt own, OptionalInt base, int otherwise) {
        return own.orElse(base.orElse(otherwise));
    }

    private static long or(OptionalLong own, OptionalLong base, long otherwise) {
        return own.orElse(base.orElse(otherwise));
    }

    /** Links and {@code ..} are left to the kernel. */
    private static Path directory(Optional<Path> cwd) {
        Path given = cwd.orElse(Path.of(""));
        if (!given.getFileSystem().equals(FileSystems.getDefault())) {
            throw new InvalidSpecException(
                    "cwd", given.toString(), "a directory of the default file system, where processes can run");
        }
        return JvmSurroundings.absolute(given);
    }

    private static List<String> argv(Launch launch, Map<String, String> env) {
        List<String> argv;
        if (launch instanceof Launch.Program program) {
            argv = program.argv();
        } else if (launch instanceof Launch.ShellLine line) {
            argv = List.of("/bin/sh", "-c", line.line());
        } else {
            Optional<Path> shell = ((Launch.Shell) launch).executable();
            String user = env.getOrDefault("SHELL", "");
            argv = List.of(shell.map(Path::toString).orElse(user.isEmpty() ? "/bin/sh" : user));
        }
        if (argv.isEmpty() || argv.get(0).isEmpty()) {
            throw new InvalidSpecException("argv", String.join(" ", argv), "an executable");
        }
        argv.forEach(argument -> requireText("argv", argument));
        return argv;
    }

    private static void requireText(String field, String value) {
        SpecText.expected(value).ifPresent(expected -> {
            throw new InvalidSpecException(field, value, expected);
        });
    }
}
