package dev.wsh.impl.session;

import dev.wsh.InputRejectedException;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.lock.LockOrder;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.spi.Pty;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Input on its way to the kernel: it waits here until the terminal is there and the kernel takes it.
 *
 * <p>State is guarded by the session's lock; {@link #pump} runs on the terminal's loop.
 */
final class InputPump {

    private static final Logger LOG = LoggerFactory.getLogger(InputPump.class);

    private final RankedLock lock;
    private final Executor engineExecutor;
    private final Naming naming;
    private final Host host;
    private final InputQueue queue;
    private final boolean tellsEcho;
    private final Alarm alarm; // the end of a pause among the input
    private @Nullable Pty pty;
    private boolean asked;
    private boolean over;
    private boolean stopped;
    private final Runnable pump = this::pump; // made before the heap may be full
    private final Runnable askLoop = this::askLoop;

    /** Who is told what becomes of input. */
    interface Host {

        /** All input is in the kernel; with the lock held. */
        void inputTaken();

        /** The terminal can't be written to; without the lock. */
        void onFailure(Throwable cause);

        /** Returns the failure of input that the session's end prevents. */
        Throwable endedException(String what);
    }

    InputPump(
            RankedLock lock,
            Executor engineExecutor,
            Naming naming,
            int limit,
            boolean tellsEcho,
            Alarm alarm,
            Host host) {
        this.lock = lock;
        this.engineExecutor = engineExecutor;
        this.naming = naming;
        this.queue = new InputQueue(limit);
        this.tellsEcho = tellsEcho;
        this.alarm = alarm;
        this.host = host;
    }

    /** The terminal is there. */
    void attach(Pty terminal) {
        pty = terminal;
        askWhereNeeded();
    }

    /** Takes input; all of it or, where the queue is full, nothing. */
    void send(Typed typed, ToldInput told) {
        if (!queue.offer(typed, told)) {
            throw new InputRejectedException("session \"" + naming.current().name() + "\": " + typed.length()
                    + " bytes of input do not fit; " + queue.sent() + " of " + queue.limit()
                    + " bytes wait: " + why());
        }
        pauseWhereDue();
        ask();
    }

    /** Takes a reply of the terminal, for which nobody waits after the end; returns false if it did not fit. */
    boolean offer(byte[] bytes) {
        if (over) {
            return true;
        }
        boolean fits = queue.reply(bytes);
        if (fits) {
            ask();
        }
        return fits;
    }

    /** Returns how many bytes wait for the kernel; none once nobody will take them. */
    int waiting() {
        return over ? 0 : queue.queued();
    }

    /** Tells whether input waits for the kernel. */
    boolean isWaiting() {
        return !over && !queue.isEmpty();
    }

    /** Says why input waits for the kernel; empty if none does. */
    Optional<String> whyWaiting() {
        return isWaiting() ? Optional.of(why()) : Optional.empty();
    }

    private String why() {
        return queue.isPausing() ? "a pause among the input is not over" : "the program does not read";
    }

    /** Holds back what is sent from now on, until {@link #pass}: something else must reach the terminal before it. */
    void hold() {
        queue.hold();
    }

    /** The earliest hold is over. */
    void pass() {
        queue.pass();
        askWhereNeeded();
    }

    /** Completes once all input accepted so far is in the kernel. */
    void flushed(EnginePending<Void> pending) {
        if (over && !queue.isEmpty()) {
            fail(pending);
        } else if (queue.awaitFlush(pending)) {
            pending.whenWithdrawn(() -> lock.run(() -> queue.withdraw(pending)));
        } else {
            later(() -> done(pending));
        }
    }

    /**
     * Begins to drop what waits; what is sent from now on stays.
     *
     * @return does it, on the terminal's loop
     */
    Consumer<Pty> drop(EnginePending<Integer> pending) {
        queue.hold();
        long pauses = queue.pausesSoFar();
        return terminal -> {
            try {
                terminal.flushInput();
            } finally {
                lock.run(() -> dropped(queue.drop(pauses), pending));
            }
        };
    }

    private void dropped(InputQueue.Dropped dropped, EnginePending<Integer> pending) {
        if (!queue.isPausing()) {
            alarm.cancel();
        }
        String message =
                "session \"" + naming.current().name() + "\": the input was dropped before the terminal took it";
        dropped.waiting().forEach(each -> later(() -> each.fail(new InputRejectedException(message))));
        if (pending.claim()) { // before the end that the next key may bring
            later(() -> pending.finish(dropped::bytes));
        }
        pass();
        pauseWhereDue();
        if (!over && queue.isEmpty()) {
            host.inputTaken();
        }
    }

    private void later(Runnable completion) {
        lock.afterwards(() -> Insist.on(Executor::execute, engineExecutor, completion));
    }

    @SuppressWarnings("NullAway") // the outcome of a Pending<Void> is null
    private static void done(EnginePending<Void> pending) {
        pending.succeed(null);
    }

    private void fail(EnginePending<Void> pending) {
        Throwable cause = host.endedException(queue.queued() + " bytes of input were not accepted by the kernel");
        later(() -> pending.fail(cause));
    }

    private void askWhereNeeded() {
        if (!queue.isEmpty()) {
            ask();
        }
    }

    private void ask() {
        Pty terminal = pty;
        if (terminal != null && !asked) {
            lock.afterwards(askLoop);
            asked = true;
        }
    }

    private void askLoop() {
        Pty terminal = pty;
        if (terminal != null) {
            Insist.on(Executor::execute, terminal.loop(), pump);
        }
    }

    /** Offers input to the kernel until it takes no more; on the terminal's loop, without the lock. */
    void pump() {
        try {
            writeAll();
        } catch (RuntimeException | Error e) {
            host.onFailure(e); // nobody knows what was written
        }
    }

    private void writeAll() {
        ByteBuffer head = next(() -> asked = false);
        Pty terminal = pty;
        while (head != null && terminal != null) {
            LockOrder.requireNone("a terminal written to");
            ToldInput.Echoing before = echoing(terminal);
            int count = terminal.write(head);
            if (count <= 0) {
                return; // the terminal calls once it can be written to
            }
            ToldInput.Echoing echoing = before.and(echoing(terminal));
            head = next(() -> written(count, echoing));
        }
    }

    /** Does something with the lock held and returns what is to be written then: one lock each time, not two. */
    private @Nullable ByteBuffer next(Runnable first) {
        return lock.locked(() -> {
                    first.run();
                    return stopped ? Optional.<ByteBuffer>empty() : Optional.ofNullable(queue.head());
                })
                .orElse(null);
    }

    /**
     * Returns how the terminal treats what it takes now. Asked before and after a write, since the program may change it at
     * any moment: two system calls of about a microsecond each.
     */
    private ToldInput.Echoing echoing(Pty terminal) {
        if (!tellsEcho) {
            return ToldInput.Echoing.SHOWN;
        }
        try {
            return ToldInput.Echoing.of(terminal.lineModes());
        } catch (RuntimeException e) {
            return ToldInput.Echoing.HIDDEN; // whoever can't say may not have shown it
        }
    }

    private void written(int count, ToldInput.Echoing echoing) {
        for (EnginePending<Void> pending : queue.advance(count, echoing)) {
            later(() -> done(pending));
        }
        pauseWhereDue();
        if (!over && queue.isEmpty()) {
            host.inputTaken();
        }
    }

    /** Begins a pause among the input once all before it is written. */
    private void pauseWhereDue() {
        queue.beginPause()
                .ifPresent(length -> alarm.set(length, () -> {
                    queue.endPause();
                    pauseWhereDue();
                    ask();
                }));
    }

    /** The session has ended: nobody will read what waits, which is said whether anybody waits for it or not. */
    void end() {
        over = true;
        alarm.cancel();
        List<EnginePending<Void>> waiting = queue.close();
        waiting.forEach(pending -> Insist.on(InputPump::fail, this, pending));
        int left = queue.queued();
        if (left > 0) {
            String label = naming.current().label();
            lock.afterwards(
                    () -> LOG.warn("{} has ended: {} bytes of input were never accepted by the kernel", label, left));
        }
    }

    /** The terminal is closed: nothing is written any more. */
    void stop() {
        stopped = true;
    }
}
