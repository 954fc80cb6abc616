package dev.wsh.testkit;

import dev.wsh.Emulator;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.Wsh;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * The JUnit extension behind {@link WshTest}. It hands in, to constructors, tests and their set-up methods,
 *
 * <ul>
 *   <li>{@link Session}, with {@link Terminal}: a program that was started for the test,
 *   <li>{@link Wsh} or {@link SessionGroup}: the engine that these sessions belong to,
 *   <li>{@link VirtualTime}: the engine's clock; a test that asks for it has no other,
 *   <li>{@link FakePty}: the engine's provider; a test that asks for it starts no program,
 *   <li>{@link Recorder}: what is recorded of the sessions,
 *   <li>{@link Emulator}: a terminal without a program.
 * </ul>
 *
 * <p>All parameters of one test, its constructor and its {@code @BeforeEach} and {@code @AfterEach} methods share one
 * engine; what a {@code @BeforeAll} method asks for belongs to the class. Whoever asks for the clock or the fake decides for
 * all. Afterwards every session is ended. A test fails if a process outlived its session or could not be ended, if threads
 * or terminals are left (looked at only if no other test ran meanwhile), or if nobody looked at a {@code Pending}.
 *
 * <p>Of a test that failed, or is about to be interrupted by JUnit's {@code @Timeout}, the screens are added to the failure,
 * and the files stand in {@code target/wsh/<class>.<method>[n]}. The system property {@code wsh.trace} says when:
 * {@code failure} (the default), {@code always}, or {@code off}, which records nothing.
 *
 * <p>Safe in tests that run in parallel.
 */
public final class WshExtension
        implements ParameterResolver, AfterEachCallback, AfterAllCallback, PreInterruptCallback, InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(WshExtension.class);

    private static final Set<Class<?>> TYPES =
            Set.of(Wsh.class, SessionGroup.class, VirtualTime.class, FakePty.class, Recorder.class, Emulator.class);

    private final Options options;

    /**
     * What a builder has chosen.
     *
     * @param deadline of waits
     * @param files where the files of failed tests go
     * @param leaks whether what is left fails a test
     * @param screens where the golden screens of all classes are
     * @param golden what becomes of golden screens; empty for what the system property says
     * @param engine what is set at the engine besides
     */
    record Options(
            Optional<Duration> deadline,
            Path files,
            boolean leaks,
            Path screens,
            Optional<Golden.Mode> golden,
            Consumer<Wsh.Builder> engine) {}

    /** Creates the extension as {@link WshTest} does. */
    public WshExtension() {
        this(new Builder());
    }

    private WshExtension(Builder builder) {
        options = new Options(
                builder.deadline, builder.files, builder.leaks, builder.screens, builder.golden, builder.engine);
    }

    /**
     * Begins an extension for a field with {@code @RegisterExtension}.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Chooses how tests run. Not thread-safe. */
    public static final class Builder {
        private Optional<Duration> deadline = Optional.empty();
        private Path files = Path.of(System.getProperty("wsh.files", "target/wsh"));
        private boolean leaks = true;
        private Path screens = Path.of(System.getProperty("wsh.screens", "src/test/resources"));
        private Optional<Golden.Mode> golden = Optional.empty();
        private Consumer<Wsh.Builder> engine = builder -> {};

        private Builder() {}

        /**
         * Sets how long waits last at most.
         *
         * @param limit positive
         * @return this
         */
        public Builder deadline(Duration limit) {
            deadline = Optional.of(limit);
            return this;
        }

        /**
         * Sets where the files of failed tests go.
         *
         * @param folder made when it is needed; {@code target/wsh} by default, or the system property {@code wsh.files}
         * @return this
         */
        public Builder files(Path folder) {
            files = folder;
            return this;
        }

        /**
         * Says whether a test fails for what it leaves behind.
         *
         * @param fail true by default
         * @return this
         */
        public Builder failOnLeaks(boolean fail) {
            leaks = fail;
            return this;
        }

        /**
         * Sets where golden screens are; below it each class has a folder.
         *
         * @param folder {@code src/test/resources} by default, or the system property {@code wsh.screens}
         * @return this
         */
        public Builder screens(Path folder) {
            screens = folder;
            return this;
        }

        /**
         * Says what becomes of golden screens that are missing or differ.
         *
         * @param mode by default what the system property {@code wsh.golden} says
         * @return this
         */
        public Builder golden(Golden.Mode mode) {
            golden = Optional.of(mode);
            return this;
        }

        /**
         * Sets up the engines of tests.
         *
         * @param setUp called before an engine is opened, after the extension's own settings
         * @return this
         */
        public Builder engine(Consumer<Wsh.Builder> setUp) {
            engine = setUp;
            return this;
        }

        /**
         * Makes the extension.
         *
         * @return a new one
         */
        public WshExtension build() {
            return new WshExtension(this);
        }
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return TYPES.contains(type) || type == Session.class && parameter.isAnnotated(Terminal.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        TestWorld world = world(context);
        Optional<Terminal> terminal = parameter.findAnnotation(Terminal.class);
        if (type == Session.class) {
            return world.start(terminal.orElseThrow());
        } else if (type == Emulator.class) {
            return Wsh.emulator(
                    terminal.map(Terminal::rows).orElse(24),
                    terminal.map(Terminal::cols).orElse(80));
        } else if (type == VirtualTime.class) {
            return world.time().orElseThrow(() -> late(type, parameter));
        } else if (type == FakePty.class) {
            return world.fake().orElseThrow(() -> late(type, parameter));
        } else if (type == Recorder.class) {
            return world.recorder();
        }
        return world.wsh();
    }

    private static ParameterResolutionException late(Class<?> type, ParameterContext parameter) {
        return new ParameterResolutionException("a " + type.getSimpleName() + " of "
                + parameter.getDeclaringExecutable()
                + " comes too late: let the test, its constructor or its set-up methods ask for it too");
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable e) {
            for (Optional<ExtensionContext> at = Optional.of(context);
                    at.isPresent();
                    at = at.get().getParent()) {
                present(at.get()).ifPresent(world -> world.fail(e));
            }
            throw e;
        }
    }

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        present(context).ifPresent(world -> world.interrupted(interrupt.getThreadToInterrupt()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional<Throwable> failure = context.getExecutionException();
        for (Optional<ExtensionContext> at = context.getParent();
                at.isPresent();
                at = at.get().getParent()) {
            Optional<TestWorld> shared = present(at.get());
            failure.ifPresent(e -> shared.ifPresent(world -> world.fail(e)));
        }
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        end(context);
    }

    private static void end(ExtensionContext context) {
        TestWorld world = context.getStore(NAMESPACE).remove(context.getUniqueId(), TestWorld.class);
        if (world != null) {
            context.getExecutionException().ifPresent(world::fail);
            world.end(context);
        }
    }

    private static Optional<TestWorld> present(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(context.getUniqueId(), TestWorld.class));
    }

    private TestWorld world(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        context.getUniqueId(),
                        id -> new TestWorld(TestPlace.of(context), options, ledger(context), needs(context)),
                        TestWorld.class);
    }

    /** One for each class, which the store closes when the class is over. */
    private GoldenLedger ledger(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestMethod().isPresent() && at.getParent().isPresent()) {
            at = at.getParent().get();
        }
        TestPlace place = TestPlace.of(at);
        return at.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        at.getUniqueId() + "/screens",
                        id -> new GoldenLedger(options.screens(), place),
                        GoldenLedger.class);
    }

    private static TestWorld.Needs needs(ExtensionContext context) {
        Optional<Class<?>> type = context.getTestClass();
        Optional<Method> method = context.getTestMethod();
        return TestWorld.Needs.of(type, method);
    }
}
