package dev.wsh.impl.session;

import dev.wsh.CommandResult;
import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Diagnostics;
import dev.wsh.EngineException;
import dev.wsh.Evidence;
import dev.wsh.ExitStatus;
import dev.wsh.Input;
import dev.wsh.KillReport;
import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.RunOption;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSnapshot;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.engine.Checks;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.IdleNode;
import dev.wsh.engine.Printable;
import dev.wsh.impl.time.WithCallbacks;
import dev.wsh.impl.vt.Sizes;
import dev.wsh.impl.vt.grid.ColdBytes;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.impl.wait.SessionMark;
import dev.wsh.impl.wait.Waiters;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The public face of a session; what it does is in {@link SessionCore}. Thread-safe. */
public final class DefaultSession implements Session {

    /** Characters of the command that a person is shown. */
    private static final int MOST_SHOWN = 80;

    private final Owner owner;

    private final SessionCore core;

    private final Observing observing;

    private final SessionShell shell;

    private DefaultSession(SessionSetup setup, Owner owner, Identity identity) {
        this.owner = owner;
        this.core =
                new SessionCore(setup, identity, this, owner, () -> owner.ended(this), kept -> owner.keeps(this, kept));
        this.observing = new Observing(core.setup().observers());
        this.shell = new SessionShell(core);
    }

    /** The registry, as a session sees it. Never called with the session's lock held, but as a sink of events. */
    public interface Owner extends EventSink {

        /**
         * The session has ended.
         *
         * @param session which
         */
        void ended(DefaultSession session);

        /**
         * The session has ended, and everybody was told: what it is kept in can be folded. Perhaps not for the last time.
         *
         * @param session which
         * @param bytes in which output and history are kept
         */
        void keeps(DefaultSession session, List<ColdBytes> bytes);

        /**
         * The user closes the session: it leaves all lists now, and is ended while this returns.
         *
         * @param session which
         */
        void close(DefaultSession session);

        /**
         * Changes the name and tags of a session.
         *
         * @param session which
         * @param change the change
         */
        void update(DefaultSession session, Consumer<? super Change> change);
    }

    /**
     * Makes a session and starts its process.
     *
     * @param setup complete and checked
     * @param owner the registry
     * @param identity its name and tags
     * @return the session
     * @throws dev.wsh.SpawnException if the process could not be started
     */
    public static DefaultSession start(SessionSetup setup, Owner owner, Identity identity) {
        DefaultSession session = new DefaultSession(setup, owner, identity);
        SessionCore core = session.core;
        Optional<OutputFile> log = setup.logTo().map(file -> OutputFile.open(file, core));
        boolean spawned = false;
        try {
            session.spawn(log);
            spawned = true;
        } finally {
            if (!spawned) {
                log.ifPresent(OutputFile::abandon);
            }
        }
        log.ifPresent(OutputFile::started);
        return session;
    }

    private void spawn(Optional<OutputFile> log) {
        SessionSetup setup = core.setup();
        PtyHandler observed = observing.begin(this, core);
        PtyHandler handler = log.map(file -> file.before(observed)).orElse(observed);
        boolean spawned = false;
        try {
            TimeSource time = WithCallbacks.without(setup.time());
            Pty terminal = ProviderCalls.spawn(setup, handler, time);
            attach(core, terminal);
            spawned = true;
        } finally {
            if (!spawned) {
                observing.notStarted(this);
            }
        }
    }

    /** A process whose session could not be made is ended. */
    private static void attach(SessionCore core, Pty terminal) {
        boolean attached = false;
        try {
            core.line().attach(terminal);
            attached = true;
        } finally {
            if (!attached) {
                core.setup().provider().end(List.of(terminal), Duration.ZERO);
            }
        }
    }

    SessionCore core() {
        return core;
    }

    /** Begins its limit of time and tells who listens that it is there; called by the registry once it is listed. */
    public void announce() {
        core.setup().timeLimit().ifPresent(limit -> TimeLimit.begin(core, limit));
        core.announce();
    }

    /** {@return the name and tags of one moment} */
    public Identity identity() {
        return core.naming().current();
    }

    /**
     * Changes name and tags; for the registry, which checked them and calls {@link #publishChanges} without its lock.
     *
     * @param next the new ones
     */
    public void become(Identity next) {
        core.naming().become(next);
    }

    /** Tells who listens of changes of name and tags. */
    public void publishChanges() {
        core.publishChanges();
    }

    /** {@return whether it was closed} */
    public boolean isClosed() {
        return core.life().isClosed();
    }

    @Override
    public String id() {
        return core.setup().pty().sessionId();
    }

    @Override
    public String name() {
        return core.naming().current().name();
    }

    @Override
    public SortedSet<String> tags() {
        return core.naming().current().tags();
    }

    @Override
    public SessionInfo info() {
        return core.reports().info();
    }

    @Override
    public Set<PtyProvider.Capability> capabilities() {
        return core.setup().provider().capabilities();
    }

    @Override
    public void update(Consumer<? super Change> change) {
        owner.update(this, Objects.requireNonNull(change, "change"));
    }

    @Override
    public Mark send(Input... inputs) {
        Checks.requireAll("inputs", inputs);
        Mark before = core.send(inputs, (mark, words) -> observing.typed(this, mark, words));
        shell.typed(inputs);
        return before;
    }

    @Override
    public Pending<Void> flushed() {
        EnginePending<Void> pending =
                EnginePending.unboundedOn(core.clock().time(), "input of session \"" + name() + "\" to be accepted");
        core.enter(() -> core.line().input().flushed(pending));
        return pending;
    }

    @Override
    public Pending<Integer> dropInput() {
        EnginePending<Integer> pending =
                EnginePending.unboundedOn(core.clock().time(), "input of session \"" + name() + "\" to be dropped");
        core.dropInput(pending);
        return pending;
    }

    @Override
    public Mark resize(int rows, int cols) {
        Sizes.require(rows, cols);
        Mark before = core.resize(rows, cols);
        observing.resized(this, before, rows, cols);
        return before;
    }

    @Override
    public void signal(Signal signal) {
        core.signal(Objects.requireNonNull(signal, "signal"));
        shell.signalled(signal);
    }

    @Override
    public Screen screen() {
        return core.locked(core.content()::screen);
    }

    @Override
    public Scrollback scrollback() {
        return core.locked(core.content()::history);
    }

    @Override
    public SessionSnapshot snapshot() {
        return core.locked(() -> DefaultSnapshot.of(core));
    }

    @Override
    public Mark mark() {
        return core.locked(core.content()::mark);
    }

    @Override
    public Mark startMark() {
        return core.content().marks().start();
    }

    @Override
    public Mark lastInputMark() {
        return core.locked(core.content().marks()::lastInput);
    }

    @Override
    public Output outputSince(Mark mark) {
        return core.locked(() -> core.content().outputSince(mark)).read();
    }

    @Override
    public <T> Pending<T> await(Condition<T> condition) {
        return observing.waits(this, core.locked(() -> {
            Waiters.Wait<T> wait = core.waiters().prepare(condition);
            Duration deadline = core.setup().deadline().plus(wait.extension());
            return begin(wait, condition, wait.minimum(), deadline);
        }));
    }

    private <T> EnginePending<T> begin(
            Waiters.Wait<T> wait, Condition<T> condition, Duration minimum, Duration deadline) {
        Supplier<String> what = ConditionTree.of(condition)::describe; // a mark's name may be known later
        long started = core.clock().now();
        EnginePending<T> pending = EnginePending.create(
                core.clock().time(),
                () -> what.get() + " in session \"" + name() + "\"",
                minimum,
                Optional.of(deadline),
                () -> List.of(core.reports()
                        .evidence(
                                what.get(), Duration.ofNanos(core.clock().now() - started), condition, wait::explain)));
        wait.begin(new ToPending<>(core, pending, what, started));
        pending.whenWithdrawn(() -> core.enter(wait::withdraw));
        pending.beforeExpiry(this::takeRest);
        return pending;
    }

    /**
     * Takes over what the terminal has by now, its end included.
     *
     * @param then what runs after that, on the engine's executor or at once
     */
    public void takeRest(Runnable then) {
        core.line().takeRest(then);
    }

    /**
     * Begins a wait of a group on this session. Who waits hears at once whether the first look settles it, unless the
     * terminal must be asked; always without this session's lock.
     *
     * @param condition the condition
     * @param outcome who waits
     * @param <T> the type of the value
     * @return the wait, to give it up
     */
    public <T> Waiters.Wait<T> watch(Condition<T> condition, MemberOutcome<T> outcome) {
        return core.locked(() -> {
            Waiters.Wait<T> wait = core.waiters().prepare(condition);
            wait.begin(new ToMember<>(core, outcome));
            if (!wait.isProbing() && !wait.isOver()) {
                core.afterwards(outcome::notYet);
            }
            return wait;
        });
    }

    /**
     * Gives a wait up.
     *
     * @param wait what {@link #watch} returned
     */
    public void unwatch(Waiters.Wait<?> wait) {
        core.enter(wait::withdraw);
    }

    /**
     * Returns how it ended, its final screen and its mark, all of one moment.
     *
     * @param status how it ended
     * @return the outcome
     */
    public Settled.Ended ended(ExitStatus status) {
        return core.locked(() ->
                new Settled.Ended(this, core.content().screen(), core.content().mark(), status));
    }

    /**
     * Tells whether nothing has happened since a mark.
     *
     * @param mark a mark of this session
     * @return false also once it has ended
     */
    public boolean isAsAt(Mark mark) {
        return core.locked(
                () -> core.life().ended().isEmpty() && core.content().activity().generation() == mark.generation());
    }

    /**
     * Returns the evidence of a failed wait of a group.
     *
     * @param awaited the condition in words
     * @param waited how long it was waited for
     * @return the evidence
     */
    public Evidence evidence(String awaited, Duration waited) {
        return core.reports().evidence(awaited, waited);
    }

    /** {@return how the session stands at this moment} */
    public Diagnostics.SessionState state() {
        return core.locked(() -> new Diagnostics.SessionState(
                core.reports().info(),
                core.line().input().waiting(),
                core.waiters().standing()));
    }

    /**
     * Tells about how much memory screen, history and output take.
     *
     * @return bytes
     */
    public long held() {
        return core.locked(core.content()::held);
    }

    /**
     * Does something once the session has ended and everybody was told; at once if it has. On an engine's thread, without
     * locks.
     *
     * @param action what to do; quick
     */
    public void whenOver(Runnable action) {
        core.life().exited().thenRun(action);
    }

    /**
     * Returns what a session that has ended came to, from its start to its end.
     *
     * @param command its program, in words
     * @return the result
     */
    public CommandResult wholeResult(String command) {
        return shell.wholeResult(command);
    }

    /**
     * Returns the failure of something that the session's end prevents.
     *
     * @param what what was wanted
     * @return the exception
     */
    public SessionEndedException endedException(String what) {
        return core.endedException(what);
    }

    @Override
    public Pending<Session> ready() {
        Optional<Condition<?>> ready = core.setup().ready();
        return ready.isEmpty() ? Pending.completed(this) : await(ready.get().map(any -> (Session) this));
    }

    @Override
    public Pending<CommandResult> run(String command) {
        return run(command, new RunOption[0]);
    }

    @Override
    public Pending<CommandResult> run(String command, RunOption... options) {
        Checks.requireAll("options", options);
        return observing.waits(this, shell.commands().run(command, options));
    }

    @Override
    public <T> Registration on(Condition<T> condition, BiConsumer<? super Session, ? super T> reply) {
        return new Reaction<>(core, condition, Objects.requireNonNull(reply, "reply")).begin();
    }

    @Override
    public Registration listen(Consumer<? super SessionEvent> listener) {
        return core.events().hub().listen(listener);
    }

    @Override
    public Flow.Publisher<SessionEvent> events() {
        return core.events().hub();
    }

    @Override
    public Flow.Publisher<SessionEvent.Activity> activity(Duration quiet) {
        IdleNode window = new IdleNode(Objects.requireNonNull(quiet, "quiet"));
        return published("activity of", signal -> new ActivitySource(core, window.window(), signal));
    }

    @Override
    public Flow.Publisher<Screen> screens(Duration minInterval) {
        if (minInterval.isNegative()) {
            throw new IllegalArgumentException("interval " + minInterval + " is negative");
        }
        return published("screens of", signal -> new ScreenSource(core, minInterval, signal));
    }

    @Override
    public Flow.Publisher<Output> output(Mark from) {
        SessionMark mark = SessionMark.of(Objects.requireNonNull(from, "from"), id());
        return published("output of", signal -> new OutputSource(core, mark, signal));
    }

    private <T> Flow.Publisher<T> published(String what, Function<Runnable, Delivery.Source<T>> source) {
        return new Publication<>(() -> what + " " + identity().label(), subscriber -> subscribe(subscriber, source));
    }

    /** Subscribes to a source, which is given what to call, with the session's lock held, when there may be something new. */
    private <T> void subscribe(Flow.Subscriber<? super T> subscriber, Function<Runnable, Delivery.Source<T>> source) {
        Delivery.open(
                Objects.requireNonNull(subscriber, "subscriber"),
                core.clock().callbacks(),
                () -> identity().label(),
                signal -> source.apply(() -> signal.raise(core::afterwards)));
    }

    @Override
    public Pending<ExitStatus> onExit() {
        return await(Conditions.exited());
    }

    @Override
    public Optional<ExitStatus> exitStatus() {
        return core.life().ended();
    }

    @Override
    public Pending<KillReport> terminate(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace " + grace + " is negative");
        }
        EnginePending<KillReport> pending =
                EnginePending.unboundedOn(core.clock().time(), "the end of session \"" + name() + "\"");
        forward(endAll(List.of(this), grace), pending, core.clock().engine());
        return pending;
    }

    /**
     * Ends all processes of some sessions.
     *
     * @param sessions which
     * @param grace between asking and killing
     * @return complete once all are gone and have told their exit, or once it is known what survives
     */
    public static CompletableFuture<KillReport> endAll(Collection<DefaultSession> sessions, Duration grace) {
        return Ending.end(cores(sessions), grace);
    }

    /**
     * Ends and closes some sessions.
     *
     * @param sessions which; they have left all lists
     * @param grace between asking and killing
     * @return complete once their terminals are closed; fails if their processes could not be ended
     */
    public static CompletableFuture<KillReport> closeAll(Collection<DefaultSession> sessions, Duration grace) {
        return Ending.close(cores(sessions), grace);
    }

    private static List<SessionCore> cores(Collection<DefaultSession> sessions) {
        return sessions.stream().map(DefaultSession::core).toList();
    }

    /**
     * Completes a pending with the outcome of the engine's own work, off the engine's threads.
     *
     * @param work what is under way
     * @param pending who waits for it
     * @param callbacks where it completes
     * @param <T> the type of the outcome
     */
    public static <T> void forward(CompletableFuture<T> work, EnginePending<T> pending, Executor callbacks) {
        work.whenComplete((value, failure) -> callbacks.execute(() -> {
            if (failure == null) {
                pending.succeed(value);
            } else {
                pending.fail(new EngineException("the processes could not be ended", failure));
            }
        }));
    }

    @Override
    public Pending<KillReport> kill() {
        return terminate(Duration.ZERO);
    }

    @Override
    public void close() {
        if (!core.life().isClosed()) {
            owner.close(this);
        }
    }

    @Override
    public String toString() {
        String command = String.join(" ", core.setup().pty().argv());
        return "Session[" + name() + ", " + Printable.line(core.life().stateInWords()) + ": "
                + Printable.line(command, MOST_SHOWN) + "]";
    }
}
