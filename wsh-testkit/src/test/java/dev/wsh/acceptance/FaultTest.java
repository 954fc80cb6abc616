package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.ended;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.failure;
import static dev.wsh.testkit.Steps.hangUp;
import static dev.wsh.testkit.Steps.ignore;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.refuseInput;
import static dev.wsh.testkit.Steps.stopReading;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.testkit.Chunking;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import dev.wsh.testkit.VirtualTime;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Case 127: with every fault that the fake terminal knows, every operation completes or fails, and nothing leaks. */
class FaultTest {

    private static final Map<String, Supplier<FakePty>> FAULTS = new LinkedHashMap<>();
    private static final Map<String, Function<FakeLab, Pending<?>>> OPERATIONS = new LinkedHashMap<>();

    static {
        FAULTS.put("none", FakePty::script);
        FAULTS.put("exit at once", () -> FakePty.script().onStart(exit(0)));
        FAULTS.put("exit after output", () -> FakePty.script().onStart(out("x"), after(ofMillis(50)), exit(1)));
        FAULTS.put(
                "output after exit",
                () -> FakePty.script()
                        .onStart(after(ofMillis(50)), exit(0), out("late"), after(ofMillis(200)), out("later")));
        FAULTS.put(
                "end of output before the exit",
                () -> FakePty.script().onStart(out("x"), after(ofMillis(20)), hangUp(), after(ofMillis(50)), exit(0)));
        FAULTS.put(
                "end of output, never an exit",
                () -> FakePty.script().onStart(out("x"), hangUp()).onSignal(Signal.HUP, ignore()));
        FAULTS.put("unknown status", () -> FakePty.script().onStart(after(ofMillis(10)), ended(ExitStatus.unknown())));
        FAULTS.put(
                "provider fails",
                () -> FakePty.script()
                        .onStart(out("x"), after(ofMillis(50)), failure(new IllegalStateException("EIO"))));
        FAULTS.put("provider fails at once", () -> FakePty.script().onStart(failure(new IllegalStateException("EIO"))));
        FAULTS.put(
                "split characters and sequences",
                () -> FakePty.script()
                        .chunking(Chunking.everyByte())
                        .onStart(out("\033[31mé漢👩‍🚀\033[0m\033]2;title\007"), every(ofMillis(30), out("é"))));
        FAULTS.put(
                "unfinished sequence", () -> FakePty.script().onStart(out("x\033[3"), after(ofSeconds(40)), out("1m")));
        FAULTS.put(
                "unfinished synchronized update",
                () -> FakePty.script().onStart(out("x\033[?2026h"), every(ofMillis(10), out("."))));
        FAULTS.put("never reads", () -> FakePty.script().backpressure(1).onStart(stopReading(), out("x")));
        FAULTS.put(
                "EAGAIN",
                () -> FakePty.script().onStart(refuseInput(ofSeconds(1))).onInput("\r", out("ok")));
        FAULTS.put(
                "ignores HUP and TERM",
                () -> FakePty.script().onSignal(Signal.HUP, ignore()).onSignal(Signal.TERM, ignore()));
        FAULTS.put(
                "survives KILL",
                () -> FakePty.script()
                        .onSignal(Signal.INT, ignore())
                        .onSignal(Signal.HUP, ignore())
                        .unkillable(true));
        FAULTS.put("busy for ever", () -> FakePty.script().onStart(every(ofMillis(10), out("busy\r\n"))));
        FAULTS.put("exits on resize", () -> FakePty.script().onResize(exit(0)));
        FAULTS.put(
                "can't tell idle",
                () -> FakePty.script()
                        .guaranteeing(EnumSet.noneOf(Capability.class))
                        .onStart(every(ofMillis(100), 5, out("."))));

        OPERATIONS.put("awaitIdle", lab -> session(lab).awaitIdle(ofMillis(500)));
        OPERATIONS.put(
                "awaitIdle fresh", lab -> session(lab).await(idle(ofMillis(500)).fromNow()));
        OPERATIONS.put("awaitIdle after input", lab -> {
            session(lab).sendLine("x");
            return session(lab).await(idle(ofMillis(100)).afterOutput());
        });
        OPERATIONS.put("awaitText", lab -> session(lab).awaitText("never shown"));
        OPERATIONS.put("onExit", lab -> session(lab).onExit().within(ofSeconds(5)));
        OPERATIONS.put("flushed", lab -> {
            session(lab).type("input");
            return session(lab).flushed().within(ofSeconds(5));
        });
        OPERATIONS.put("resize", lab -> {
            session(lab).resize(40, 100);
            return session(lab).awaitIdle(ofMillis(100));
        });
        OPERATIONS.put("signal", lab -> {
            session(lab).signal(Signal.INT);
            return session(lab).onExit().within(ofSeconds(5));
        });
        OPERATIONS.put("terminate", lab -> session(lab).terminate(ofSeconds(1)).within(ofSeconds(10)));
        OPERATIONS.put("kill", lab -> session(lab).kill().within(ofSeconds(10)));
        OPERATIONS.put("close", lab -> {
            session(lab).close();
            return session(lab).onExit().within(ofSeconds(5));
        });
        OPERATIONS.put("awaitAnyIdle", lab -> lab.wsh.awaitAnyIdle(ofMillis(200)));
        OPERATIONS.put("awaitAnyExit", lab -> lab.wsh.outcomes().awaitAnyExit().within(ofSeconds(5)));
        OPERATIONS.put("awaitAllIdle", lab -> lab.wsh.awaitAllIdle(ofMillis(200)));
        OPERATIONS.put("ready", lab -> session(lab).ready());
        OPERATIONS.put("cancel", lab -> {
            Pending<?> pending = session(lab).awaitText("never shown");
            pending.cancel(false);
            return pending;
        });
    }

    private static Session session(FakeLab lab) {
        return lab.latest();
    }

    static Stream<Arguments> faultsAndOperations() {
        return FAULTS.keySet().stream()
                .flatMap(fault -> OPERATIONS.keySet().stream().map(operation -> Arguments.of(fault, operation)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("faultsAndOperations")
    @DisplayName("127: every fault, every operation: it completes or fails within its deadline, and nothing leaks")
    void anyOperation_anyFault_isDecidedAndLeavesNothing(String fault, String operation) {
        FakePty pty = FAULTS.get(fault).get();
        FakeLab lab = new FakeLab(pty, builder -> {});
        lab.start("s");
        try {
            Pending<?> pending = OPERATIONS.get(operation).apply(lab);
            pending.block();
        } catch (WshException | CancellationException expected) {
            assertTrue(expected.getMessage() == null || !expected.getMessage().isBlank());
        }
        assertTrue(lab.time.elapsed().compareTo(ofSeconds(35)) < 0, () -> "took " + lab.time.elapsed());
        lab.wsh.close();
        assertEquals(0, lab.time.pendingTimers(), "timers");
        assertEquals(0, lab.time.pendingTasks(), "tasks");
        assertEquals(List.of(), lab.wsh.sessions());
        FakeTerminal terminal = pty.terminal();
        assertTrue(terminal.isClosed(), "the terminal is closed");
        assertEquals(fault.equals("survives KILL"), terminal.isAlive(), "alive");
        lab.close();
    }

    /** As when the engine itself fails: the provider knows nothing of it. */
    @Test
    void onFailure_notOfTheProvider_terminalIsClosedAtOnce() {
        FakePty pty = FakePty.script();
        AtomicReference<PtyHandler> handler = new AtomicReference<>();
        PtyProvider provider = (PtyProvider) Proxy.newProxyInstance(
                PtyProvider.class.getClassLoader(), new Class<?>[] {PtyProvider.class}, (proxy, method, args) -> {
                    if (method.getName().equals("spawn")) {
                        handler.set((PtyHandler) args[1]);
                    }
                    return method.invoke(pty, args);
                });
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(provider).open()) {
            Session session = wsh.start(SessionSpec.command("program"));
            time.settle();
            handler.get().onFailure(new IllegalStateException("a bug on purpose"));
            assertEquals(ExitStatus.unknown(), session.onExit().block());
            time.settle();
            assertTrue(pty.terminal().isClosed(), "the terminal is closed");
            assertFalse(pty.terminal().isAlive(), "alive");
        }
    }
}
