package dev.wsh.impl.wait;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Pending;
import dev.wsh.WaitTimeoutException;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.VirtualTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens when a deadline comes, to the millisecond. */
class ExpiryTest {

    private final VirtualTime time = new VirtualTime();
    private final AtomicReference<TimeSource.Pauses> pauses = new AtomicReference<>(TimeSource.Pauses.NONE);
    private final AtomicReference<Runnable> look = new AtomicReference<>();

    @AfterEach
    void close() {
        time.close();
    }

    /** The clock, with pauses that the test makes. */
    private TimeSource clock() {
        return (TimeSource) Proxy.newProxyInstance(
                TimeSource.class.getClassLoader(), new Class<?>[] {TimeSource.class}, (self, method, arguments) -> {
                    if (method.getName().equals("pauses")) {
                        return pauses.get();
                    }
                    try {
                        return method.invoke(time, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A wait with a deadline of 100 ms whose last look is answered when the test says so. */
    private EnginePending<String> looking() {
        EnginePending<String> pending =
                EnginePending.create(clock(), () -> "nothing", ZERO, Optional.of(ofMillis(100)), List::of);
        pending.beforeExpiry(look::set);
        return pending;
    }

    private void pass(Duration by) {
        time.advance(by);
    }

    @Test
    @DisplayName("a deadline that is taken away or moved during its last look does not fail the wait")
    void expiry_replacedDuringTheLastLook_goesOn() {
        EnginePending<String> unbounded = looking();
        pass(ofMillis(100));
        unbounded.unbounded();
        look.get().run();
        assertFalse(unbounded.isDone());

        EnginePending<String> moved = looking();
        pass(ofMillis(100));
        moved.within(ofMillis(500));
        look.get().run();
        pass(ofMillis(399));
        assertFalse(moved.isDone());
    }

    @Test
    @DisplayName("what the last look finds counts")
    void expiry_foundByTheLastLook_succeeds() {
        EnginePending<String> pending = looking();
        pass(ofMillis(100));
        pending.succeed("found");
        look.get().run();
        assertEquals("found", pending.block());
    }

    @Test
    @DisplayName(
            "the deadline of what depends on a wait takes its last look, too, and is given a moment for the outcome")
    void expiry_ofDependentsFoundByTheLastLook_succeeds() {
        EnginePending<String> pending = looking();
        Pending<Integer> length = pending.thenApply(String::length).within(ofMillis(100));
        pass(ofMillis(100));
        assertFalse(length.isDone());
        assertTrue(pending.claim());
        look.get().run();
        pass(ofMillis(199));
        assertFalse(length.isDone());
        pending.deliver("found");
        assertEquals(5, length.block());

        EnginePending<String> one = looking();
        Runnable[] looks = new Runnable[2];
        one.beforeExpiry(then -> looks[0] = then);
        EnginePending<String> two = looking();
        two.beforeExpiry(then -> looks[1] = then);
        Pending<Void> both = Pending.allOf(one, two).within(ofMillis(100));
        pass(ofMillis(100));
        one.succeed("one");
        looks[0].run();
        two.succeed("two");
        looks[1].run();
        assertTrue(both.isDone());
        assertFalse(both.isCompletedExceptionally());
    }

    @Test
    @DisplayName("the deadline of what depends on a wait fails once the last look found nothing, or is not answered")
    void expiry_ofDependentsWithNothingFound_fails() {
        EnginePending<String> pending = looking();
        Pending<Integer> length = pending.thenApply(String::length).within(ofMillis(100));
        pass(ofMillis(100));
        look.get().run();
        assertThrows(WaitTimeoutException.class, length::block);

        Pending<Integer> unanswered = looking().thenApply(String::length).within(ofMillis(100));
        pass(ofMillis(299));
        assertFalse(unanswered.isDone());
        pass(ofMillis(1));
        assertThrows(WaitTimeoutException.class, unanswered::block);

        Pending<Integer> moved = looking().thenApply(String::length).within(ofMillis(100));
        pass(ofMillis(100));
        moved.unbounded();
        look.get().run();
        assertFalse(moved.isDone());
    }

    @Test
    @DisplayName("a last look that is not answered is waited for 200 ms")
    void expiry_lookWithoutAnswer_failsAfterAWhile() {
        EnginePending<String> pending = looking();
        pass(ofMillis(299));
        assertFalse(pending.isDone());
        pass(ofMillis(1));
        assertThrows(WaitTimeoutException.class, pending::block);
    }

    @Test
    @DisplayName("time in which the JVM stood still is added, and named")
    void expiry_jvmStoodStill_isExtended() {
        EnginePending<String> pending = looking();
        pass(ofMillis(90));
        pauses.set(new TimeSource.Pauses(ofMillis(50), time.nanoTime()));
        pass(ofMillis(59));
        assertEquals(null, look.get(), "no look before 150 ms");
        pass(ofMillis(1));
        look.get().run();
        WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, pending::block);
        assertTrue(failure.getMessage().contains("50 ms in which this JVM stood still"), failure.getMessage());
    }

    @Test
    @DisplayName("evidence that can't be had is no reason not to fail")
    void expiry_evidenceThrows_failsWithout() {
        IllegalStateException broken = new IllegalStateException("broken");
        EnginePending<String> pending =
                EnginePending.create(time, () -> "nothing", ZERO, Optional.of(ofMillis(100)), () -> {
                    throw broken;
                });
        WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, pending::block);
        assertEquals(List.of(), failure.evidence());
        assertEquals(broken, failure.getSuppressed()[0]);
    }

    @Test
    @DisplayName("a wait says what it waits for, and whether it is over")
    void toString_saysWhatAndWhetherDone() {
        EnginePending<String> pending = looking();
        assertEquals("wait for nothing", pending.toString());
        pending.succeed("");
        assertEquals("wait for nothing (done)", pending.toString());
        assertEquals("nothing", pending.what());
    }
}
