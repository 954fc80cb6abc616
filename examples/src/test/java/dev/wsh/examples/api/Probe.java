package dev.wsh.examples.api;

import static dev.wsh.testkit.Steps.out;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Idle;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Region;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.TagFilter;
import dev.wsh.TextCondition;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Calls one method of the public API on a session of its own, with arguments that fit, and follows what comes back: a
 * condition is waited for, a publisher is subscribed to, a pending is left time to fail.
 */
final class Probe implements AutoCloseable {
    private final VirtualTime time = new VirtualTime();
    private final FakePty fake = FakePty.script().onStart(out("ready\r\n"));
    private final Wsh.Builder builder = Wsh.builder().timeSource(time).ptyProvider(fake);
    private final Wsh wsh = builder.open();
    private final Session session = wsh.start(SessionSpec.command("fake"));
    private final Map<Class<?>, Object> samples = new HashMap<>();

    Probe() {
        session.awaitText("ready").block();
        values();
        receivers();
    }

    private <T> void sample(Class<T> type, T value) {
        samples.put(type, value);
    }

    private void values() {
        samples.put(int.class, 10);
        samples.put(long.class, 10L);
        samples.put(boolean.class, true);
        sample(byte[].class, "sample".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        sample(String.class, "sample");
        sample(String[].class, new String[] {"sample"});
        sample(Duration.class, Duration.ofMillis(10));
        sample(TimeUnit.class, TimeUnit.SECONDS);
        sample(Pattern.class, Pattern.compile("read(y)"));
        sample(Consumer.class, ignored -> {});
        sample(BiConsumer.class, (some, other) -> {});
        sample(Predicate.class, any -> true);
        sample(Supplier.class, () -> "sample");
        sample(Function.class, Optional::of);
        sample(Executor.class, time.executor());
        sample(Throwable.class, new IllegalStateException("sample"));
        sample(Set.class, Set.of("sample"));
        sample(Region.class, Region.rows(0, 1));
        sample(Region[].class, new Region[] {Region.rows(0, 1)});
        sample(Signal.class, Signal.CONT);
        sample(Input.class, Key.ENTER);
        sample(Input[].class, new Input[] {Key.ENTER});
        sample(Key[].class, new Key[] {Key.ENTER});
        sample(RunOption[].class, new RunOption[] {RunOption.STRICT});
        sample(SessionSpec.class, SessionSpec.command("fake"));
        sample(PtyProvider.class, fake);
        sample(TimeSource.class, time);
        sample(SessionObserver.class, new SessionObserver() {});
        sample(dev.wsh.Screen.Mode.class, dev.wsh.Screen.Mode.INSERT);
        sample(WshException.class, new dev.wsh.NoSessionsException("sample"));
        sample(Object.class, "sample");
    }

    private void receivers() {
        sample(Wsh.class, wsh);
        sample(Wsh.Builder.class, builder);
        sample(dev.wsh.SessionGroup.class, wsh);
        sample(dev.wsh.Outcomes.class, wsh.outcomes());
        sample(dev.wsh.Race.class, wsh);
        sample(Session.class, session);
        sample(Mark.class, session.mark());
        sample(Match.class, session.screen().find("ready").orElseThrow());
        sample(dev.wsh.Screen.class, session.screen());
        sample(dev.wsh.Screen.Terminal.class, session.screen().terminal());
        sample(dev.wsh.Style.class, session.screen().cell(0, 0).style());
        sample(dev.wsh.SessionSnapshot.class, session.snapshot());
        sample(dev.wsh.Scrollback.class, session.scrollback());
        sample(dev.wsh.Output.class, session.outputSince(session.startMark()));
        dev.wsh.Emulator emulator = Wsh.emulator(24, 80);
        emulator.feed("\033Pq#0;2;0;0;0#0~\033\\".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        sample(dev.wsh.Emulator.class, emulator);
        sample(dev.wsh.Emulator.Options.class, dev.wsh.Emulator.Options.DEFAULT);
        sample(dev.wsh.ColorScheme.class, dev.wsh.ColorScheme.LIGHT);
        sample(dev.wsh.Widths.class, dev.wsh.Widths.CLUSTERS);
        sample(dev.wsh.Image.class, emulator.screen().terminal().images().get(0));
        sample(Idle.class, Conditions.idle(Duration.ofMillis(10)));
        sample(TextCondition.class, Conditions.text("ready"));
        sample(Condition.class, Conditions.text("ready"));
        samples.put(Condition[].class, new Condition<?>[] {Conditions.text("ready")});
        sample(Pending.class, session.onExit());
        samples.put(Pending[].class, new Pending<?>[] {Pending.completed("sample")});
        sample(TagFilter.class, TagFilter.anyOf("sample"));
        sample(Settled.class, session.awaitIdle(Duration.ofMillis(10)).block());
        sample(dev.wsh.SessionEvent.class, new dev.wsh.SessionEvent.Rang(session, session.mark()));
        sample(dev.wsh.Registration.class, session.listen(event -> {}));
        session.update(change -> sample(Session.Change.class, change));
    }

    boolean isUnsupported(Method method) throws IllegalAccessException {
        if (method.getName().equals("block")
                || method.getName().equals("get")
                || method.getName().equals("join")
                || method.getName().equals("poll")) {
            fake.terminal().exit(0); // so that the pending, which is that of the exit, ends
        }
        Object receiver = Modifier.isStatic(method.getModifiers()) ? null : sampleOf(method.getDeclaringClass());
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(this::sampleOf).toArray();
        try {
            return isUnsupported(method.invoke(receiver, arguments));
        } catch (InvocationTargetException e) {
            return isUnsupported(e.getCause());
        }
    }

    private Object sampleOf(Class<?> type) {
        Object sample = samples.get(type);
        if (sample == null) {
            throw new IllegalStateException("the probe needs a sample of " + type);
        }
        return sample;
    }

    private boolean isUnsupported(Object result) {
        if (result instanceof Throwable failure) {
            return failure instanceof UnsupportedOperationException
                    || failure.getCause() != null && isUnsupported(failure.getCause());
        }
        try {
            if (result instanceof Condition<?> condition) {
                return isUnsupported(session.await(condition));
            }
            if (result instanceof Flow.Publisher<?> publisher) {
                CompletableFuture<Object> failure = new CompletableFuture<>();
                publisher.subscribe(new Failing(failure));
                time.settle();
                return isUnsupported(failure.getNow(""));
            }
            if (result instanceof CompletableFuture<?> future) {
                CompletableFuture<Object> failure = new CompletableFuture<>();
                future.whenComplete((value, thrown) -> failure.complete(thrown == null ? "" : thrown));
                time.settle();
                return isUnsupported(failure.getNow(""));
            }
        } catch (UnsupportedOperationException e) {
            return true;
        }
        if (result instanceof Wsh opened) {
            opened.close();
        }
        return false;
    }

    /** Keeps the failure of a publisher. */
    private record Failing(CompletableFuture<Object> failure) implements Flow.Subscriber<Object> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(Object item) {}

        @Override
        public void onError(Throwable thrown) {
            failure.complete(thrown);
        }

        @Override
        public void onComplete() {}
    }

    @Override
    public void close() {
        wsh.close();
        time.takeFailures();
        time.close();
    }
}
