package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionGroup;
import dev.wsh.WaitTimeoutException;
import dev.wsh.impl.session.WaitsLeft;
import dev.wsh.testkit.FakePty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However a wait is given up, nobody waits any more; and what its failure says is seen before that. */
class GivenUpTest {

    private static final int MANY = 2_000;

    private final FakeLab lab = new FakeLab(FakePty.script(), builder -> builder.maxSessions(MANY));

    @AfterEach
    void close() {
        lab.close();
    }

    private record Way(String name, Consumer<Pending<?>> giveUp) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record What(String name, Function<FakeLab, Pending<?>> begin) {
        @Override
        public String toString() {
            return name;
        }
    }

    @SuppressWarnings("unchecked")
    private static Pending<Object> any(Pending<?> pending) {
        return (Pending<Object>) pending;
    }

    static Stream<Arguments> waysAndWaits() {
        List<Way> ways = List.of(
                new Way("cancel", pending -> pending.cancel(true)),
                new Way("complete", pending -> any(pending).complete("mine")),
                new Way("completeExceptionally", pending -> pending.completeExceptionally(new IllegalStateException())),
                new Way("completeAsync", pending -> any(pending).completeAsync(() -> "mine")),
                new Way("obtrudeValue", pending -> any(pending).obtrudeValue("mine")),
                new Way("obtrudeException", pending -> pending.obtrudeException(new IllegalStateException())),
                new Way("orTimeout", pending -> pending.orTimeout(50, MILLISECONDS)),
                new Way("completeOnTimeout", pending -> any(pending).completeOnTimeout("mine", 50, MILLISECONDS)),
                new Way("within", pending -> pending.within(ofMillis(50))));
        List<What> waits = List.of(
                new What("session text", lab -> lab.latest().awaitText("never")),
                new What("session idle", lab -> lab.latest().await(idle(Duration.ofMinutes(1)))),
                new What("race", lab -> lab.wsh.awaitAny(text("never"))),
                new What("all", lab -> lab.wsh.awaitAll(text("never"))),
                new What("outcomes", lab -> lab.wsh.outcomes().awaitAny(text("never"))));
        return ways.stream().flatMap(way -> waits.stream().map(what -> Arguments.of(way, what)));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("waysAndWaits")
    void givenUp_leavesNoWait(Way way, What what) {
        lab.start("alpha");
        lab.start("beta");
        Pending<?> pending = what.begin().apply(lab);
        lab.time.settle();
        assertTrue(!WaitsLeft.of(lab.wsh).isEmpty(), "it waits");
        way.giveUp().accept(pending);
        lab.pass(100);
        assertTrue(pending.isDone());
        assertEquals(Map.of(), WaitsLeft.of(lab.wsh));
        assertEquals(0, lab.time.pendingTimers());
    }

    @Test
    @DisplayName("orTimeout runs on the clock of the engine")
    void orTimeout_virtualTime_failsThen() {
        Session session = lab.start("alpha");
        Duration before = lab.time.elapsed();
        Pending<?> pending = session.awaitText("never").unbounded().orTimeout(300, MILLISECONDS);
        CompletionException failure = assertThrows(CompletionException.class, pending::join);
        assertInstanceOf(TimeoutException.class, failure.getCause());
        assertEquals(300, lab.since(before));
    }

    @Test
    @DisplayName("a value of the user's wins over what is printed later")
    void complete_thenPrinted_isTheUsers() {
        Session session = lab.start("alpha");
        Pending<Object> pending = any(session.awaitText("x"));
        assertTrue(pending.complete("mine"));
        lab.print(session, "x");
        assertEquals("mine", pending.join());
    }

    static Stream<What> allOfThem() {
        return Stream.of(
                new What("awaitAllIdle", lab -> lab.wsh.awaitAllIdle(Duration.ofMinutes(1))),
                new What("awaitAllExit", lab -> lab.wsh.awaitAllExit()),
                new What("awaitAll", lab -> lab.wsh.awaitAll(text("never"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allOfThem")
    void allOfThem_timedOut_namesWhoIsMissing(What what) {
        lab.start("alpha");
        lab.touchEvery(10, lab.start("beta"));
        WaitTimeoutException failure = assertThrows(
                WaitTimeoutException.class,
                () -> what.begin().apply(lab).within(ofMillis(500)).block());
        assertEquals(
                List.of("alpha", "beta"),
                failure.evidence().stream()
                        .map(evidence -> evidence.session().name())
                        .toList());
        assertTrue(failure.getMessage().contains("beta"), failure.getMessage());
    }

    @Test
    @DisplayName("awaitAny: the failure has what was nearest")
    void awaitAny_timedOut_hasTheNearest() {
        Session alpha = lab.start("alpha");
        lab.print(alpha, "server READY");
        Pending<?> any = lab.wsh.awaitAny(text("server ready")).within(ofMillis(50));
        WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, any::block);
        assertTrue(failure.getMessage().contains("server READY"), failure.getMessage());
    }

    @Test
    @DisplayName("2,000 members: cancelled, timed out or failed, all waits are withdrawn")
    void awaitAll_manyMembers_leaveNoWait() {
        for (int i = 0; i < MANY; i++) {
            lab.start("s" + i);
        }
        SessionGroup all = lab.wsh;

        Pending<?> cancelled = all.awaitAll(text("never"));
        lab.time.settle();
        assertEquals(MANY, WaitsLeft.of(lab.wsh).size());
        assertTrue(cancelled.cancel(true));
        lab.time.settle();
        assertThrows(CancellationException.class, cancelled::join);
        assertEquals(Map.of(), WaitsLeft.of(lab.wsh));

        Pending<?> timedOut = all.awaitAll(text("never")).within(ofMillis(10));
        WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, timedOut::block);
        assertEquals(MANY, failure.evidence().size());
        assertEquals(Map.of(), WaitsLeft.of(lab.wsh));

        Pending<?> failed = all.awaitAll(text("never"));
        lab.terminal(lab.latest()).exit(1);
        assertThrows(SessionEndedException.class, failed::block);
        lab.time.settle();
        assertEquals(Map.of(), WaitsLeft.of(lab.wsh));
    }
}
