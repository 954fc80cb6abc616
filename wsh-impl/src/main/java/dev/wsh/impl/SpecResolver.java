package dev.wsh.impl;

import dev.wsh.ColorScheme;
import dev.wsh.InvalidSpecException;
import dev.wsh.ProcessInfo;
import dev.wsh.SessionSpec;
import dev.wsh.SessionSpec.Launch;
import dev.wsh.Widths;
import dev.wsh.impl.group.Names;
import dev.wsh.impl.session.SessionSetup;
import dev.wsh.impl.vt.Sizes;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes a spec complete with the defaults, and checks what can be checked without the system. Threadsafe. */
final class SpecResolver {

    private static final int DEFAULT_ROWS = 24;
    private static final int DEFAULT_COLS = 80;

    /** Variables that speak of the terminal which the JVM was started from, not of the session's. */
    private static final Set<String> MISLEADING = Set.of(
            "COLUMNS",
            "LINES",
            "TERMCAP",
            "TERMINFO",
            "TMUX",
            "TMUX_PANE",
            "STY",
            "WINDOW",
            "WINDOWID",
            "TERM_PROGRAM",
            "TERM_PROGRAM_VERSION",
            "TERM_SESSION_ID",
            "VTE_VERSION",
            "KITTY_WINDOW_ID",
            "KITTY_PID",
            "ITERM_SESSION_ID",
            "ITERM_PROFILE",
            "KONSOLE_VERSION",
            "KONSOLE_DBUS_SESSION",
            "ALACRITTY_WINDOW_ID",
            "WEZTERM_PANE",
            "WT_SESSION",
            "WT_PROFILE_ID",
            "GNOME_TERMINAL_SCREEN",
            "GNOME_TERMINAL_SERVICE",
            "XTERM_VERSION");

    private final Settings settings;
    private final PtyProvider provider;
    private final TimeSource time;
    private final TreeMap<String, String> inherited;
    private final TreeMap<String, String> clean;
    private volatile boolean inheritedIsChecked;
    private final SessionIds ids = new SessionIds();

    /** Creates a resolver; sessions inherit the variables that are given. */
    SpecResolver(Settings settings, PtyProvider provider, TimeSource time, Map<String, String> inherited) {
        this.settings = settings;
        this.provider = provider;
        this.time = time;
        this.clean = new TreeMap<>(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor"));
        this.inherited = new TreeMap<>(inherited);
        this.inherited.keySet().removeAll(MISLEADING);
        this.inherited.putAll(clean);
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
        Map<String, String> env = environment(own, base, id);
        Path cwd = directory(own.cwd().or(base::cwd));
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

    private static Path directory(Optional<Path> cwd) {
        Path directory = cwd.orElse(Path.of("")).toAbsolutePath().normalize();
        requireNoNul("cwd", directory.toString());
        return directory;
    }

    private Map<String, String> environment(SessionSpec.Content own, SessionSpec.Content base, String id) {
        TreeMap<String, String> env = new TreeMap<>(own.cleanEnv() || base.cleanEnv() ? clean : inherited());
        base.unsetEnv().forEach(env::remove);
        env.putAll(base.env());
        own.unsetEnv().forEach(env::remove);
        env.putAll(own.env());
        env.put("WSH_SESSION_ID", id);
        check(base.env());
        check(own.env());
        return env;
    }

    private SortedMap<String, String> inherited() {
        if (!inheritedIsChecked) {
            check(inherited);
            inheritedIsChecked = true;
        }
        return inherited;
    }

    private static void check(Map<String, String> env) {
        env.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw new InvalidSpecException("env", name, "a name that is not empty and has no \"=\"");
            }
            requireNoNul("env", name + "=" + value);
        });
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
        argv.forEach(argument -> requireNoNul("argv", argument));
        return argv;
    }

    private static void requireNoNul(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new InvalidSpecException(field, value, "text without NUL");
        }
    }
}
