package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.engine.Printable;
import dev.wsh.spi.PtyProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What to start; an immutable value with withers, so that one serves as a template for many.
 *
 * <p>What it holds is checked by {@link Wsh#start}, before anything is started.
 */
public final class SessionSpec {

    private static final int MOST_SHOWN = 1_000;

    private final Content content;

    private SessionSpec(Content content) {
        this.content = content;
    }

    /**
     * Starts a program.
     *
     * @param executable a path, or a name that is looked up in the session's {@code PATH}
     * @param args its arguments
     * @return a spec
     */
    public static SessionSpec command(String executable, String... args) {
        List<String> argv = new ArrayList<>();
        argv.add(Objects.requireNonNull(executable, "executable"));
        argv.addAll(Checks.requireAll("args", args));
        return command(argv);
    }

    /**
     * Starts a program.
     *
     * @param argv the executable and its arguments
     * @return a spec
     */
    public static SessionSpec command(List<String> argv) {
        return of(new Launch.Program(argv));
    }

    /**
     * Runs a line in {@code /bin/sh -c}; not interactive.
     *
     * @param line any shell line
     * @return a spec
     */
    public static SessionSpec shellCommand(String line) {
        return of(new Launch.ShellLine(line));
    }

    /**
     * Starts the user's interactive shell: {@code $SHELL} of the session's environment, else {@code /bin/sh}.
     *
     * @return a spec
     */
    public static SessionSpec shell() {
        return of(new Launch.Shell(Optional.empty()));
    }

    /**
     * Starts an interactive shell.
     *
     * @param shell its executable
     * @return a spec
     */
    public static SessionSpec shell(Path shell) {
        return of(new Launch.Shell(Optional.of(Objects.requireNonNull(shell, "shell"))));
    }

    private static SessionSpec of(Launch launch) {
        return new SessionSpec(new Content(
                launch,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Map.of(),
                Set.of(),
                false,
                OptionalInt.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /**
     * Names the session. Without this it gets the lowest number that is free.
     *
     * @param name 1 to 64 of {@code A-Z a-z 0-9 . _ -}, not {@code .} or {@code ..}; unique among live sessions
     * @return a new spec
     */
    public SessionSpec named(String name) {
        Objects.requireNonNull(name, "name");
        return with(edit -> edit.name = Optional.of(name));
    }

    /**
     * Names the session with a prefix and the lowest number that is free: {@code test-0}, {@code test-1}.
     *
     * @param prefix as a name, at most 56 characters
     * @return a new spec
     */
    public SessionSpec namePrefix(String prefix) {
        Objects.requireNonNull(prefix, "prefix");
        return with(edit -> edit.namePrefix = Optional.of(prefix));
    }

    /**
     * Adds tags.
     *
     * @param tags each 1 to 64 of {@code A-Z a-z 0-9 . _ -}
     * @return a new spec
     */
    public SessionSpec tags(String... tags) {
        List<String> added = Checks.requireAll("tags", tags);
        return with(edit -> edit.tags = union(edit.tags, added));
    }

    /**
     * Sets the working directory. Without this it is that of the JVM.
     *
     * @param dir an existing directory of the default file system; a relative one starts at the JVM's directory, links and
     *     {@code ..} are left to the system
     * @return a new spec
     */
    public SessionSpec cwd(Path dir) {
        Objects.requireNonNull(dir, "dir");
        return with(edit -> edit.cwd = Optional.of(dir));
    }

    /**
     * Sets the size of the screen. Without this it is 24 rows of 80 columns.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     * @return a new spec
     */
    public SessionSpec size(int rows, int cols) {
        return with(edit -> {
            edit.rows = OptionalInt.of(rows);
            edit.cols = OptionalInt.of(cols);
        });
    }

    /**
     * Sets a variable. The others are those of the JVM, byte for byte, but for those that speak of the terminal or the editor
     * that the JVM was started from; {@code PWD} is the session's directory. Where none of {@code LC_ALL}, {@code LC_CTYPE}
     * and {@code LANG} is set, {@code LC_CTYPE} is {@code C.UTF-8} ({@code UTF-8} on macOS), since the terminal is a UTF-8
     * terminal.
     *
     * @param name its name
     * @param value its value
     * @return a new spec
     */
    public SessionSpec env(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(
                value, () -> "the value of " + name + " is null; unsetEnv(\"" + name + "\") takes a variable away");
        return env(Map.of(name, value));
    }

    /**
     * Sets variables.
     *
     * @param all names and values
     * @return a new spec
     */
    public SessionSpec env(Map<String, String> all) {
        Map<String, String> copy = Map.copyOf(Objects.requireNonNull(all, "all"));
        return with(edit -> {
            edit.env = new LinkedHashMap<>(edit.env);
            edit.env.putAll(copy);
            edit.unsetEnv = new LinkedHashSet<>(edit.unsetEnv);
            edit.unsetEnv.removeAll(copy.keySet());
        });
    }

    /**
     * Removes a variable that would be inherited.
     *
     * @param name its name
     * @return a new spec
     */
    public SessionSpec unsetEnv(String name) {
        Objects.requireNonNull(name, "name");
        return with(edit -> {
            edit.env = new LinkedHashMap<>(edit.env);
            edit.env.remove(name);
            edit.unsetEnv = union(edit.unsetEnv, List.of(name));
        });
    }

    /**
     * Inherits no variable of the JVM. {@code TERM} and {@code COLORTERM} are set all the same, and {@code LC_CTYPE} as
     * {@link #env(String, String)} says.
     *
     * @return a new spec
     */
    public SessionSpec cleanEnv() {
        return with(edit -> edit.cleanEnv = true);
    }

    /**
     * Sets how many lines of history are kept.
     *
     * @param lines 0 or more
     * @return a new spec
     * @throws IllegalArgumentException if it is negative
     */
    public SessionSpec scrollback(int lines) {
        if (lines < 0) {
            throw new IllegalArgumentException("scrollback of " + lines + " lines is negative");
        }
        return with(edit -> edit.scrollback = OptionalInt.of(lines));
    }

    /**
     * Sets how many bytes of raw output are kept for {@link Session#outputSince}.
     *
     * @param bytes 0 or more
     * @return a new spec
     * @throws IllegalArgumentException if it is negative
     */
    public SessionSpec transcript(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("transcript of " + bytes + " bytes is negative");
        }
        return with(edit -> edit.transcript = OptionalLong.of(bytes));
    }

    /**
     * Says when the session is ready, for {@link Session#ready}. {@link Wsh#start} returns at once all the same.
     *
     * @param ready the condition
     * @return a new spec
     */
    public SessionSpec readyWhen(Condition<?> ready) {
        Objects.requireNonNull(ready, "ready");
        return with(edit -> edit.readyWhen = Optional.of(ready));
    }

    /**
     * Starts this session with another provider: {@code ssh}, {@code docker exec}, a fake.
     *
     * @param provider who starts it
     * @return a new spec
     */
    public SessionSpec via(PtyProvider provider) {
        Objects.requireNonNull(provider, "provider");
        return with(edit -> edit.via = Optional.of(provider));
    }

    /**
     * Answers queries whose answer a program could fill with text of its choice: the window title, the clipboard, and
     * checksums of the screen. Off by default, because whoever may print could so type into the program.
     *
     * @param on true to answer
     * @return a new spec
     */
    public SessionSpec unsafeReports(boolean on) {
        return with(edit -> edit.unsafeReports = Optional.of(on));
    }

    /**
     * Ends the session when it has run for so long, as {@link Session#terminate} with the close grace does: a hangup first. Its
     * {@link ExitStatus} then says {@link ExitStatus#timedOut}; it stays readable as any that ended.
     *
     * @param limit counted from its start; positive
     * @return a new spec
     * @throws IllegalArgumentException if it is not positive
     */
    public SessionSpec timeLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("limit of time " + limit + " is not positive");
        }
        return with(edit -> edit.timeLimit = Optional.of(limit));
    }

    /**
     * Writes every byte of output to a file, byte for byte, also what the transcript does not keep. The file is emptied
     * once the program has started; a start that fails leaves it as it was. It is complete when {@link Session#onExit} is, but for what other processes print
     * after that. A program that prints faster than the file takes it is stopped meanwhile; if the file can't be written any
     * more, that is logged as an error, and the session goes on.
     *
     * <p>Each live session needs a file of its own: {@link Wsh#start} throws {@link InvalidSpecException}, and starts nothing, if
     * another one of this JVM that has neither ended nor been closed writes to the file, by whatever path, and if it is a
     * directory, a pipe, a device or anything else but a regular file. Once a session has ended, the next one may take its
     * file over; what processes that the former left behind print after that is not logged.
     *
     * @param file a regular file, or none yet, in an existing directory
     * @return a new spec
     */
    public SessionSpec logTo(Path file) {
        Objects.requireNonNull(file, "file");
        return with(edit -> edit.logTo = Optional.of(file));
    }

    /**
     * Leaves some processes alone when the session ends: daemons that shall outlive it. Without this every process that the
     * session started ends with it. A process that is left has to survive the hangup of its terminal, as by {@code nohup} or
     * {@code setsid}; with the provider {@code streams} it needs a process group of its own.
     *
     * @param which is asked for each process that would be ended, on a thread of the engine, perhaps several times; what
     *     descends from one that is left is left too, and the session's first process never is. Quick, and must not block; an
     *     exception is logged and leaves nothing
     * @return a new spec
     */
    public SessionSpec leave(Predicate<? super ProcessInfo> which) {
        Objects.requireNonNull(which, "which");
        return with(edit -> edit.leave = Optional.of(which));
    }

    /**
     * Sets the colours of the terminal until a program sets others. Without this they are {@link ColorScheme#DARK}.
     *
     * @param colors foreground and background
     * @return a new spec
     */
    public SessionSpec colors(ColorScheme colors) {
        Objects.requireNonNull(colors, "colors");
        return with(edit -> edit.colors = Optional.of(colors));
    }

    /**
     * Sets how wide characters are until a program asks for something else (mode 2027). Without this it is
     * {@link Widths#CLUSTERS}.
     *
     * @param widths the rule
     * @return a new spec
     */
    public SessionSpec widths(Widths widths) {
        Objects.requireNonNull(widths, "widths");
        return with(edit -> edit.widths = Optional.of(widths));
    }

    /** {@return all of it at once, for engines and tools} */
    public Content content() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionSpec spec && content.equals(spec.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return "SessionSpec[" + content + "]";
    }

    private SessionSpec with(Consumer<Edit> change) {
        Edit edit = new Edit(content);
        change.accept(edit);
        return new SessionSpec(edit.done());
    }

    private static Set<String> union(Set<String> some, List<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** What a session runs. */
    public sealed interface Launch {

        /**
         * A program.
         *
         * @param argv the executable and its arguments
         */
        record Program(List<String> argv) implements Launch {
            /** Copies the list. */
            public Program {
                argv = Checks.copyOf(argv, "argv");
            }
        }

        /**
         * A line for {@code /bin/sh -c}.
         *
         * @param line the line
         */
        record ShellLine(String line) implements Launch {
            /** Checks the line. */
            public ShellLine {
                Objects.requireNonNull(line, "line");
            }
        }

        /**
         * An interactive shell.
         *
         * @param executable which; empty for the user's
         */
        record Shell(Optional<Path> executable) implements Launch {
            /** Checks the path. */
            public Shell {
                Objects.requireNonNull(executable, "executable");
            }
        }
    }

    /**
     * Everything that a spec says; empty is what it leaves open.
     *
     * @param launch what it runs
     * @param name see {@link SessionSpec#named}
     * @param namePrefix see {@link SessionSpec#namePrefix}
     * @param tags see {@link SessionSpec#tags}
     * @param cwd see {@link SessionSpec#cwd}
     * @param rows see {@link SessionSpec#size}
     * @param cols see {@link SessionSpec#size}
     * @param env see {@link SessionSpec#env(Map)}
     * @param unsetEnv see {@link SessionSpec#unsetEnv}
     * @param cleanEnv see {@link SessionSpec#cleanEnv}
     * @param scrollback see {@link SessionSpec#scrollback}
     * @param transcript see {@link SessionSpec#transcript}
     * @param readyWhen see {@link SessionSpec#readyWhen}
     * @param via see {@link SessionSpec#via}
     * @param unsafeReports see {@link SessionSpec#unsafeReports}
     * @param timeLimit see {@link SessionSpec#timeLimit}
     * @param logTo see {@link SessionSpec#logTo}
     * @param leave see {@link SessionSpec#leave}
     * @param colors see {@link SessionSpec#colors}
     * @param widths see {@link SessionSpec#widths}
     */
    public record Content(
            Launch launch,
            Optional<String> name,
            Optional<String> namePrefix,
            Set<String> tags,
            Optional<Path> cwd,
            OptionalInt rows,
            OptionalInt cols,
            Map<String, String> env,
            Set<String> unsetEnv,
            boolean cleanEnv,
            OptionalInt scrollback,
            OptionalLong transcript,
            Optional<Condition<?>> readyWhen,
            Optional<PtyProvider> via,
            Optional<Boolean> unsafeReports,
            Optional<Duration> timeLimit,
            Optional<Path> logTo,
            Optional<Predicate<? super ProcessInfo>> leave,
            Optional<ColorScheme> colors,
            Optional<Widths> widths) {

        /** Copies the collections, keeping their order. */
        public Content {
            Objects.requireNonNull(colors, "colors");
            Objects.requireNonNull(cols, "cols");
            Objects.requireNonNull(cwd, "cwd");
            Objects.requireNonNull(env, "env");
            Objects.requireNonNull(launch, "launch");
            Objects.requireNonNull(leave, "leave");
            Objects.requireNonNull(logTo, "logTo");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(namePrefix, "namePrefix");
            Objects.requireNonNull(readyWhen, "readyWhen");
            Objects.requireNonNull(rows, "rows");
            Objects.requireNonNull(scrollback, "scrollback");
            Objects.requireNonNull(tags, "tags");
            Objects.requireNonNull(timeLimit, "timeLimit");
            Objects.requireNonNull(transcript, "transcript");
            Objects.requireNonNull(unsafeReports, "unsafeReports");
            Objects.requireNonNull(unsetEnv, "unsetEnv");
            Objects.requireNonNull(via, "via");
            Objects.requireNonNull(widths, "widths");
            tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
            unsetEnv = Collections.unmodifiableSet(new LinkedHashSet<>(unsetEnv));
        }

        /** {@return what it runs and its name; the values of variables may be secrets, and stand nowhere} */
        @Override
        public String toString() {
            return Printable.line(launch.toString(), MOST_SHOWN)
                    + name.map(given -> ", named " + Printable.line(given)).orElse("")
                    + (env.isEmpty() ? "" : ", with the variables " + Printable.line(String.join(" ", env.keySet())));
        }
    }

    private static final class Edit {
        private final Content from;
        private Optional<String> name;
        private Optional<String> namePrefix;
        private Set<String> tags;
        private Optional<Path> cwd;
        private OptionalInt rows;
        private OptionalInt cols;
        private Map<String, String> env;
        private Set<String> unsetEnv;
        private boolean cleanEnv;
        private OptionalInt scrollback;
        private OptionalLong transcript;
        private Optional<Condition<?>> readyWhen;
        private Optional<PtyProvider> via;
        private Optional<Boolean> unsafeReports;
        private Optional<Duration> timeLimit;
        private Optional<Path> logTo;
        private Optional<Predicate<? super ProcessInfo>> leave;
        private Optional<ColorScheme> colors;
        private Optional<Widths> widths;

        Edit(Content from) {
            this.from = from;
            name = from.name;
            namePrefix = from.namePrefix;
            tags = from.tags;
            cwd = from.cwd;
            rows = from.rows;
            cols = from.cols;
            env = from.env;
            unsetEnv = from.unsetEnv;
            cleanEnv = from.cleanEnv;
            scrollback = from.scrollback;
            transcript = from.transcript;
            readyWhen = from.readyWhen;
            via = from.via;
            unsafeReports = from.unsafeReports;
            timeLimit = from.timeLimit;
            logTo = from.logTo;
            leave = from.leave;
            colors = from.colors;
            widths = from.widths;
        }

        Content done() {
            return new Content(
                    from.launch,
                    name,
                    namePrefix,
                    tags,
                    cwd,
                    rows,
                    cols,
                    env,
                    unsetEnv,
                    cleanEnv,
                    scrollback,
                    transcript,
                    readyWhen,
                    via,
                    unsafeReports,
                    timeLimit,
                    logTo,
                    leave,
                    colors,
                    widths);
        }
    }
}
