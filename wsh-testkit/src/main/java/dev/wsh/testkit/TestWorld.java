package dev.wsh.testkit;

import dev.wsh.Conditions;
import dev.wsh.KillReport;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** What one test has: its engine, clock, fake, folder and recorder. Made when something is asked for. Thread-safe. */
final class TestWorld implements AutoCloseable {

    /** How long what is left of a session may take to end by itself. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Map<String, List<String>> WITHOUT_FILES = Map.of(
            "bash", List.of("--norc", "--noprofile"),
            "zsh", List.of("-f"),
            "fish", List.of("--no-config"));

    /**
     * What a test asks for before anything is made.
     *
     * @param time a clock
     * @param fake a fake provider
     */
    record Needs(boolean time, boolean fake) {

        static Needs of(Optional<Class<?>> type, Optional<Method> method) {
            List<Executable> asking = new ArrayList<>(method.stream().toList());
            for (Class<?> at = type.orElse(null); at != null; at = enclosing(at)) {
                addAsking(at, asking);
            }
            return new Needs(ask(asking, VirtualTime.class), ask(asking, FakePty.class));
        }

        /** A test of an inner class is set up by its outer class too. */
        private static @Nullable Class<?> enclosing(Class<?> type) {
            return Modifier.isStatic(type.getModifiers()) ? null : type.getEnclosingClass();
        }

        private static void addAsking(Class<?> type, List<Executable> asking) {
            for (Class<?> at = type; at != null; at = at.getSuperclass()) {
                asking.addAll(List.of(at.getDeclaredConstructors()));
                for (Method each : at.getDeclaredMethods()) {
                    boolean around =
                            each.isAnnotationPresent(BeforeEach.class) || each.isAnnotationPresent(AfterEach.class);
                    if (around) {
                        asking.add(each);
                    }
                }
            }
        }

        private static boolean ask(List<Executable> asking, Class<?> type) {
            return asking.stream()
                    .flatMap(each -> Arrays.stream(each.getParameterTypes()))
                    .anyMatch(type::equals);
        }
    }

    private final TestPlace place;
    private final WshExtension.Options options;
    private final Recorder recorder = new Recorder();
    private final Optional<VirtualTime> time;
    private final Optional<FakePty> fake;
    private final GoldenFiles goldens;
    private final Leaks leaks = Leaks.begin();
    private final boolean recorded = !"off".equals(System.getProperty("wsh.trace"));
    private @Nullable Wsh wsh;
    private @Nullable Path folder;
    private @Nullable Throwable failure;
    private @Nullable Path files;

    TestWorld(TestPlace place, WshExtension.Options options, GoldenLedger ledger, Needs needs) {
        this.place = place;
        goldens = new GoldenFiles(
                Optional.of(place), Optional.of(ledger), options.files().resolve(place.folder()), options.golden());
        this.options = options;
        time = needs.time() ? Optional.of(new VirtualTime()) : Optional.empty();
        fake = needs.fake() ? Optional.of(FakePty.script()) : Optional.empty();
    }

    Optional<VirtualTime> time() {
        return time;
    }

    Optional<FakePty> fake() {
        return fake;
    }

    Recorder recorder() {
        wsh();
        return recorder;
    }

    synchronized Wsh wsh() {
        if (wsh == null) {
            Wsh.Builder builder = Wsh.builder();
            time.ifPresent(builder::timeSource);
            fake.ifPresent(builder::ptyProvider);
            options.deadline().ifPresent(builder::deadline);
            if (recorded) {
                builder.observer(recorder);
            }
            builder.observer(goldens);
            options.engine().accept(builder);
            wsh = builder.open();
        }
        return wsh;
    }

    private synchronized Path folder() {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("wsh-test").toRealPath();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Session start(Terminal terminal) {
        SessionSpec spec =
                launch(terminal).size(terminal.rows(), terminal.cols()).tags(terminal.tags());
        spec = terminal.name().isEmpty() ? spec.namePrefix(program(terminal)) : spec.named(terminal.name());
        if (!terminal.userEnvironment()) {
            String home = folder().toString();
            spec = spec.cwd(folder()).env(Map.of("HOME", home, "LANG", "C.UTF-8", "LC_ALL", "C.UTF-8"));
            spec = spec.env("HISTFILE", home + "/.history")
                    .unsetEnv("ENV")
                    .unsetEnv("BASH_ENV")
                    .unsetEnv("ZDOTDIR");
            spec = spec.unsetEnv("XDG_CONFIG_HOME")
                    .unsetEnv("XDG_DATA_HOME")
                    .unsetEnv("EDITOR")
                    .unsetEnv("PAGER");
        }
        for (String variable : terminal.env()) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "env of @Terminal has " + Quote.text(variable) + "; it must be NAME=value");
            }
            spec = spec.env(variable.substring(0, equals), variable.substring(equals + 1));
        }
        if (!terminal.ready().isEmpty()) {
            spec = spec.readyWhen(Conditions.visible(terminal.ready()));
        }
        Session session = wsh().start(spec);
        if (!terminal.ready().isEmpty()) {
            session.ready().block();
        }
        return session;
    }

    private SessionSpec launch(Terminal terminal) {
        int said = (terminal.value().length > 0 ? 1 : 0)
                + (terminal.shell().isEmpty() ? 0 : 1)
                + (terminal.resource().isEmpty() ? 0 : 1);
        if (said == 0 && fake.isPresent()) {
            return SessionSpec.command("fake");
        } else if (said != 1) {
            throw new IllegalArgumentException(
                    "@Terminal must have exactly one of value, shell and resource; it has " + said);
        } else if (!terminal.shell().isEmpty()) {
            return SessionSpec.shellCommand(terminal.shell());
        } else if (!terminal.resource().isEmpty()) {
            return SessionSpec.command(copy(terminal.resource()).toString());
        }
        List<String> command = new ArrayList<>(List.of(terminal.value()));
        if (command.size() == 1 && !terminal.userEnvironment()) {
            String name = command.get(0).substring(command.get(0).lastIndexOf('/') + 1);
            command.addAll(WITHOUT_FILES.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
        return SessionSpec.command(command);
    }

    private static String program(Terminal terminal) {
        String said = terminal.value().length > 0 ? terminal.value()[0] : terminal.resource();
        String name = said.substring(said.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_.-]", "_");
        return name.isEmpty() ? "sh" : name;
    }

    private Path copy(String resource) {
        Class<?> type = place.type().orElse(TestWorld.class);
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource " + resource + " beside " + type.getName());
            }
            Path file = folder().resolve(resource.substring(resource.lastIndexOf('/') + 1));
            if (!Files.exists(file)) {
                Files.copy(in, file);
            }
            if (!file.toFile().setExecutable(true)) {
                throw new IOException(file + " can't be made executable");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes that a test that uses this has failed; the first one counts. One that was aborted has not. */
    synchronized void fail(Throwable e) {
        if (failure == null && !(e instanceof TestAbortedException)) {
            failure = e;
        }
    }

    /** Keeps what there is to see just before a thread is interrupted for a time-out. */
    void interrupted(Thread thread) {
        write(Optional.of(thread));
    }

    private synchronized void write(Optional<Thread> interrupted) {
        if (files == null && wsh != null && recorded) {
            files = new TestFiles(options.files().resolve(place.folder()), recorder, place)
                    .write(failed(), interrupted);
        }
    }

    /** Ends everything, keeps the evidence, and fails for what is left. */
    void end(ExtensionContext context) {
        boolean always = "always".equals(System.getProperty("wsh.trace"));
        Optional<Throwable> failed = failed();
        List<String> left = new ArrayList<>(unlookedAt());
        if (failed.isPresent() || always || !left.isEmpty()) {
            write(Optional.empty());
        }
        if (failed.isEmpty()) {
            goldens.passed();
        }
        failed.ifPresent(this::addScreens);
        left.addAll(leftProcesses());
        close();
        left.addAll(leaks.end());
        if (!left.isEmpty() && files == null) {
            write(Optional.empty());
        }
        publish(context);
        if (!left.isEmpty() && options.leaks()) {
            report(failed, left);
        }
    }

    private synchronized Optional<Throwable> failed() {
        return Optional.ofNullable(failure);
    }

    private void report(Optional<Throwable> failed, List<String> left) {
        String message = "the test " + place.folder() + " left behind:\n" + Blocks.indent(String.join("\n", left));
        AssertionFailedError leaked = new AssertionFailedError(message);
        failed.ifPresent(e -> e.addSuppressed(leaked));
        if (failed.isEmpty()) {
            throw leaked;
        }
    }

    private synchronized void publish(ExtensionContext context) {
        if (files != null) {
            context.publishReportEntry("wsh", files.toAbsolutePath().toString());
        }
        goldens.written()
                .forEach(file -> context.publishReportEntry(
                        "wsh.golden", file.toAbsolutePath().toString()));
    }

    private void addScreens(Throwable failed) {
        List<Session> sessions = recorder.sessions();
        if (!sessions.isEmpty()) {
            failed.addSuppressed(new TestScreens(sessions, Optional.ofNullable(files)));
        }
    }

    private List<String> unlookedAt() {
        List<String> left = new ArrayList<>();
        for (SessionLog log : recorder.all()) {
            log.unlookedAt()
                    .forEach(wait -> left.add("a wait of session \""
                            + log.session().name() + "\" for " + wait.what() + " that nobody looked at"));
        }
        return left;
    }

    /** Ends sessions; what lives after its session has ended, or can't be ended, is a leak. */
    private List<String> leftProcesses() {
        List<String> left = new ArrayList<>();
        for (Session session : recorder.sessions()) {
            boolean ended = session.exitStatus().isPresent();
            try {
                KillReport report =
                        session.terminate(ended ? Duration.ZERO : GRACE).block();
                report.survivors().forEach(process -> left.add("process " + process + ", which can't be ended"));
                report.gone().stream()
                        .filter(gone -> ended && gone.lastSignal().isPresent())
                        .forEach(gone -> left.add("process " + gone.process() + ", which outlived its session \""
                                + session.name() + "\""));
            } catch (WshException e) {
                left.add("session \"" + session.name() + "\", which did not end: " + e.getMessage());
            }
        }
        return left;
    }

    @Override
    public synchronized void close() {
        if (wsh != null) {
            wsh.close();
        }
        time.ifPresent(VirtualTime::close);
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A program that is just ending may still write there: the system's temporary folder keeps it.
            folder.toFile().deleteOnExit();
        }
    }
}
