package dev.wsh.testkit;

import dev.wsh.KillReport;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Terminals whose programs are scripts.
 *
 * <pre>{@code
 * import static dev.wsh.testkit.Steps.*;
 *
 * FakePty shell = FakePty.script()
 *         .onStart(out("$ "))
 *         .onInput("make\r", out("cc a.c\r\n"), after(ofSeconds(3)), out("done\r\n"), exit(0))
 *         .onInput(Pattern.compile("echo (.*)\r"), typed -> out(typed.group(1) + "\r\n$ "))
 *         .onSignal(Signal.HUP, ignore())
 *         .chunking(Chunking.everyByte())
 *         .echo(true);
 * }</pre>
 *
 * <p>Each spawn runs the script anew, and {@link #spawns} has a {@link FakeTerminal} of each, which records what was done
 * to it and can be driven by hand. In {@link VirtualTime} everything happens at exact instants and before timers of the
 * same instant; in any other time the steps are scheduled with it.
 *
 * <p>The program reads its input as if it came one character at a time, and reacts by the first rule that matches the end
 * of what it has read since the last reaction. It reads on when it has played that reaction, as a program with one thread
 * does; what it does on its start, a resize and a signal runs beside that. Input without a rule is ignored. A hangup, INT,
 * QUIT, TERM, USR1 and USR2 end the program unless there is a rule for them, KILL always; other signals are ignored.
 *
 * <p>The methods that tell it what to do return this object, and come into force with the next spawn.
 *
 * <p>This class is threadsafe.
 */
public final class FakePty implements PtyProvider {

    /** Process ids begin above Linux's highest, so that nobody signals a real process by mistake. */
    private static final AtomicLong PIDS = new AtomicLong(5_000_000);

    /** A fake to be used for some spawns. */
    private record Choice(Predicate<PtySpec> when, FakePty fake) {}

    private final Script script = new Script();
    private final List<Choice> choices = new ArrayList<>();
    private final List<FakeTerminal> spawns = new ArrayList<>();
    private Set<Capability> capabilities =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Capability.FOREGROUND_GROUP)));
    private Consumer<PtySpec> check = spec -> {};
    private Optional<String> unavailable = Optional.empty();

    private FakePty() {}

    /**
     * {@return a fake whose program does nothing: it prints nothing, ignores its input, and ends when it is told to}
     */
    public static FakePty script() {
        return new FakePty();
    }

    /**
     * Says what the program does first.
     *
     * @param steps done in order
     * @return this
     */
    public FakePty onStart(Step... steps) {
        Step all = Steps.all(steps);
        return onStart(spec -> all);
    }

    /**
     * Says what the program does first, by its command line, environment or size.
     *
     * @param steps called once per spawn, on its loop
     * @return this
     */
    public synchronized FakePty onStart(Function<PtySpec, Step> steps) {
        script.onStart.add(Objects.requireNonNull(steps, "steps"));
        return this;
    }

    /**
     * Says what the program does when a text was typed.
     *
     * @param typed the text; Enter is {@code "\r"}
     * @param steps done in order
     * @return this
     * @throws IllegalArgumentException if the text is empty
     */
    public FakePty onInput(String typed, Step... steps) {
        if (typed.isEmpty()) {
            throw new IllegalArgumentException("an empty text is always typed; use onStart");
        }
        Step all = Steps.all(steps);
        return onInput(InputPattern.text(typed), match -> all);
    }

    /**
     * Says what the program does when something was typed that ends with a match.
     *
     * @param typed tried after each character, on what was typed since the last reaction
     * @param steps done in order
     * @return this
     */
    public FakePty onInput(Pattern typed, Step... steps) {
        Step all = Steps.all(steps);
        return onInput(typed, match -> all);
    }

    /**
     * Says what the program does when something was typed that ends with a match.
     *
     * @param typed tried after each character, on what was typed since the last reaction
     * @param steps called with the match, on the terminal's loop
     * @return this
     */
    public FakePty onInput(Pattern typed, Function<MatchResult, Step> steps) {
        return onInput(InputPattern.regex(typed), steps);
    }

    private synchronized FakePty onInput(InputPattern pattern, Function<MatchResult, Step> steps) {
        script.onInput.add(new Script.InputRule(pattern, Objects.requireNonNull(steps, "steps")));
        return this;
    }

    /**
     * Says what the program does when the size has changed.
     *
     * @param steps done in order
     * @return this
     */
    public FakePty onResize(Step... steps) {
        Step all = Steps.all(steps);
        return onResize(size -> all);
    }

    /**
     * Says what the program does when the size has changed.
     *
     * @param steps called with the new size, on the terminal's loop
     * @return this
     */
    public synchronized FakePty onResize(Function<FakeTerminal.Size, Step> steps) {
        script.onResize.add(Objects.requireNonNull(steps, "steps"));
        return this;
    }

    /**
     * Says what the program does on a signal, instead of ending. The last rule for a signal counts.
     *
     * @param signal any but KILL
     * @param steps done in order; {@link Steps#ignore} ignores it
     * @return this
     * @throws IllegalArgumentException if the signal is KILL, which can't be caught; see {@link #unkillable}
     */
    public synchronized FakePty onSignal(Signal signal, Step... steps) {
        if (signal.equals(Signal.KILL)) {
            throw new IllegalArgumentException(
                    "KILL can't be caught; unkillable(true) makes a process that survives it");
        }
        script.onSignal.put(signal, Steps.all(steps));
        return this;
    }

    /**
     * Says how output is cut into reads.
     *
     * @param chunking the default is {@link Chunking#whole}
     * @return this
     */
    public synchronized FakePty chunking(Chunking chunking) {
        script.chunking = Objects.requireNonNull(chunking, "chunking");
        return this;
    }

    /**
     * Bounds the buffers of the terminal, so that who does not read stops who writes: input beyond it is not taken until the
     * program has read; while the engine has paused output, the program blocks once it has printed that much. Without this,
     * input is always taken, and paused output has 64 KiB.
     *
     * @param bytes 1 or more; a kernel's is 4096
     * @return this
     * @throws IllegalArgumentException if the number is less than 1
     */
    public synchronized FakePty backpressure(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a buffer has 1 byte or more, not " + bytes);
        }
        script.buffer = Optional.of(bytes);
        return this;
    }

    /**
     * Says whether the terminal echoes input as one in its usual mode does: Enter as CR LF, other control characters as
     * {@code ^X}. The echo comes when the input is taken, whatever the program does. With {@code false} the terminal says that
     * it does not echo, as while a program reads a password ({@link dev.wsh.Conditions#echoOff}), and what is typed is hidden
     * as there. Unless this is called nothing is echoed, as by a program that shows what it wants, but the terminal says that
     * it echoes, as any does at its start.
     *
     * @param on whether it echoes
     * @return this
     */
    public synchronized FakePty echo(boolean on) {
        script.echo = Optional.of(on);
        return this;
    }

    /**
     * Says whether the process survives KILL, like one of another user or one stuck in the kernel.
     *
     * @param on off by default
     * @return this
     */
    public synchronized FakePty unkillable(boolean on) {
        script.unkillable = on;
        return this;
    }

    /**
     * Uses another fake for some spawns. The first choice that holds counts; this script is for the rest.
     *
     * @param when asked before each spawn
     * @param fake runs the spawn; both have it in their {@link #spawns}
     * @return this
     */
    public synchronized FakePty forCommand(Predicate<PtySpec> when, FakePty fake) {
        choices.add(new Choice(Objects.requireNonNull(when, "when"), Objects.requireNonNull(fake, "fake")));
        return this;
    }

    /**
     * Adds a check before each start, for instance one that throws {@link dev.wsh.SpawnException} for an executable that is
     * to be missing.
     *
     * @param check called by {@link #check} and again by {@link #spawn}; throws to refuse
     * @return this
     */
    public synchronized FakePty refusing(Consumer<PtySpec> check) {
        this.check = this.check.andThen(check);
        return this;
    }

    /**
     * Says what this provider guarantees. All but {@link PtyProvider.Capability#FOREGROUND_GROUP} by default. Without
     * {@link PtyProvider.Capability#CONFIRMED_IDLE} a probe answers that it can't tell.
     *
     * @param guarantees replaces the default
     * @return this
     */
    public synchronized FakePty guaranteeing(Set<Capability> guarantees) {
        capabilities = Set.copyOf(guarantees);
        return this;
    }

    /**
     * Makes this provider say that it does not work here.
     *
     * @param reason what it says
     * @return this
     */
    public synchronized FakePty unavailable(String reason) {
        unavailable = Optional.of(reason);
        return this;
    }

    /** {@return everything that was spawned, also by way of {@link #forCommand}; oldest first} */
    public synchronized List<FakeTerminal> spawns() {
        return List.copyOf(spawns);
    }

    /**
     * Returns the terminal of the latest spawn.
     *
     * @return the last of {@link #spawns}
     * @throws IllegalStateException if there was none
     */
    public synchronized FakeTerminal terminal() {
        if (spawns.isEmpty()) {
            throw new IllegalStateException("nothing was spawned");
        }
        return spawns.get(spawns.size() - 1);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public synchronized Optional<String> unavailable() {
        return unavailable;
    }

    @Override
    public synchronized Set<Capability> capabilities() {
        return capabilities;
    }

    /** Checks only what {@link #refusing} was told. */
    @Override
    public void check(PtySpec spec) {
        Optional<FakePty> chosen = chosen(spec);
        if (chosen.isPresent()) {
            chosen.get().check(spec);
        } else {
            ownCheck().accept(spec);
        }
    }

    private synchronized Consumer<PtySpec> ownCheck() {
        return check;
    }

    private synchronized Optional<FakePty> chosen(PtySpec spec) {
        return choices.stream()
                .filter(choice -> choice.when().test(spec))
                .map(Choice::fake)
                .findFirst();
    }

    @Override
    public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
        return spawnTerminal(spec, handler, time).device();
    }

    private FakeTerminal spawnTerminal(PtySpec spec, PtyHandler handler, TimeSource time) {
        Optional<FakePty> chosen = chosen(spec);
        FakeTerminal terminal = chosen.isPresent()
                ? chosen.get().spawnTerminal(spec, handler, time)
                : spawnOwn(spec, Objects.requireNonNull(handler, "handler"), Objects.requireNonNull(time, "time"));
        synchronized (this) {
            spawns.add(terminal);
        }
        return terminal;
    }

    private FakeTerminal spawnOwn(PtySpec spec, PtyHandler handler, TimeSource time) {
        ownCheck().accept(spec);
        FakeRecord transcript = new FakeRecord(new FakeTerminal.Size(spec.rows(), spec.cols()));
        FakeDevice device;
        synchronized (this) {
            device = new FakeDevice(
                    spec, PIDS.incrementAndGet(), handler, time, capabilities, script.copy(), transcript);
        }
        device.loop().execute(device.program()::start);
        return new FakeTerminal(device);
    }

    /**
     * {@inheritDoc} The hangup is followed by CONT. Processes that had ended before are not in the report.
     *
     * @throws IllegalArgumentException if a terminal is not a fake one, or the grace is negative
     */
    @Override
    public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the grace " + grace + " is negative");
        }
        List<FakeDevice> devices = ptys.stream().map(FakePty::fake).toList();
        List<CompletableFuture<FakeEnd.Outcome>> endings =
                devices.stream().map(device -> FakeEnd.of(device, grace)).toList();
        return CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        report(endings.stream().map(CompletableFuture::join).toList()));
    }

    private static FakeDevice fake(Pty pty) {
        if (pty instanceof FakeDevice device) {
            return device;
        }
        throw new IllegalArgumentException(pty + " is not a terminal of a FakePty");
    }

    private static KillReport report(List<FakeEnd.Outcome> outcomes) {
        return new KillReport(
                outcomes.stream()
                        .filter(FakeEnd.Outcome::wasAlive)
                        .flatMap(outcome -> outcome.gone().stream())
                        .toList(),
                outcomes.stream()
                        .filter(outcome -> outcome.gone().isEmpty())
                        .map(FakeEnd.Outcome::process)
                        .toList(),
                outcomes.stream()
                        .map(FakeEnd.Outcome::took)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }
}
