package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * One run through a list of steps; the program counter of a {@link FakeProgram}.
 *
 * <p>Confined to the loop of its terminal.
 */
final class Play {

    private final FakeProgram program;
    private final Runnable whenDone;
    private final ArrayDeque<Step> todo = new ArrayDeque<>();
    private boolean running;
    private Optional<TimeSource.Cancellable> sleep = Optional.empty();
    private boolean blocked;
    private boolean stopped;

    /**
     * Prepares a run.
     *
     * @param program whose
     * @param steps what to do
     * @param whenDone called once, after the last step or when the run is stopped
     */
    Play(FakeProgram program, List<Step> steps, Runnable whenDone) {
        this.program = program;
        this.whenDone = whenDone;
        todo.addAll(steps);
    }

    /** Goes on until a step waits or the steps are over. */
    void run() {
        if (running || sleep.isPresent() || blocked || stopped) {
            return;
        }
        running = true;
        try {
            while (!todo.isEmpty() && sleep.isEmpty() && !blocked && !stopped) {
                todo.remove().perform(this);
            }
        } finally {
            running = false;
        }
        if (sleep.isEmpty() && !blocked && !stopped) {
            stop();
        }
    }

    /** Ends the run where it is. */
    void stop() {
        if (!stopped) {
            stopped = true;
            todo.clear();
            sleep.ifPresent(TimeSource.Cancellable::cancel);
            whenDone.run();
        }
    }

    boolean hasMore() {
        return !todo.isEmpty();
    }

    /** Puts steps before those that are left. */
    void next(List<Step> steps) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            todo.addFirst(steps.get(i));
        }
    }

    long nanoTime() {
        return program.nanoTime();
    }

    void print(byte[] bytes) {
        program.print(bytes);
        blocked = program.outputIsFull();
    }

    /** Called when the output buffer has room again. */
    void outputHasRoom() {
        blocked = false;
        run();
    }

    void sleep(Duration delay) {
        sleep = Optional.of(program.later(delay, () -> {
            sleep = Optional.empty();
            run();
        }));
    }

    void exit(ExitStatus status) {
        program.exit(this, hasMore() ? status.withOutput(ExitStatus.OutputEnd.TERMINAL_STILL_OPEN) : status);
    }

    void exitAs(ExitStatus status) {
        program.exit(this, status);
    }

    void hangUp() {
        program.hangUp();
    }

    void fail(Throwable cause) {
        program.fail(cause);
    }

    void refuseInput(Duration duration) {
        program.refuseInput(duration);
    }

    void reading(boolean on) {
        program.reading(on);
    }
}
