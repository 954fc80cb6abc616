package dev.wsh.testkit;

import dev.wsh.spi.TimeSource;
import java.util.Comparator;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A task with an instant in virtual time.
 *
 * <p>The order of timers is the order in which things happen: by instant; at one instant the events of terminals before
 * all others, so that output that is due now comes before a quiet window that ends now; then by scheduling.
 *
 * <p>This class is threadsafe: begun or cancelled, never both.
 */
final class Timer implements TimeSource.Cancellable, Runnable {

    static final Comparator<Timer> ORDER = Comparator.comparingLong((Timer timer) -> timer.due)
            .thenComparing(timer -> !timer.event)
            .thenComparingLong(timer -> timer.number);

    private enum State {
        WAITING,
        BEGUN,
        CANCELLED
    }

    final long due;
    final boolean event;
    private final long number;
    private final Schedule agenda;
    private final Executor on;
    private final Runnable task;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    Timer(Schedule agenda, long due, boolean event, long number, Executor on, Runnable task) {
        this.agenda = agenda;
        this.due = due;
        this.event = event;
        this.number = number;
        this.on = on;
        this.task = task;
    }

    /** Hands the task to its executor; the instant has come. */
    void fire() {
        on.execute(this);
    }

    @Override
    public void run() {
        if (state.compareAndSet(State.WAITING, State.BEGUN)) {
            task.run();
        }
    }

    @Override
    public boolean cancel() {
        if (state.compareAndSet(State.WAITING, State.CANCELLED)) {
            agenda.remove(this);
        }
        return state.get() == State.CANCELLED;
    }
}
