package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.Signal;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One spawn of a {@link FakePty}: what was done to it, and a hand to drive it by.
 *
 * <p>What is told to do, it does on its loop: in virtual time as soon as the clock's queue is run.
 *
 * <p>This class is threadsafe.
 */
public final class FakeTerminal {

    /** How long {@link #awaitInput} waits, in the time of the terminal. */
    private static final Duration INPUT_DEADLINE = Duration.ofSeconds(10);

    /**
     * The size of a terminal.
     *
     * @param rows how many rows
     * @param cols how many columns
     */
    public record Size(int rows, int cols) {}

    private final FakeDevice device;
    private final FakeRecord transcript;

    FakeTerminal(FakeDevice device) {
        this.device = device;
        this.transcript = device.transcript();
    }

    Pty device() {
        return device;
    }

    /** {@return what was to be started} */
    public PtySpec spec() {
        return device.spec();
    }

    /**
     * Returns the id of the fake process. No process of this machine has it.
     *
     * @return more than Linux gives
     */
    public long pid() {
        return device.pid().orElseThrow();
    }

    /**
     * Prints text now, besides what the script does.
     *
     * @param text as in {@link Steps#out(String)}
     */
    public void output(String text) {
        play(Steps.out(text));
    }

    /**
     * Prints bytes now, besides what the script does.
     *
     * @param bytes copied
     */
    public void output(byte[] bytes) {
        play(Steps.out(bytes));
    }

    /**
     * Ends the program now.
     *
     * @param code the exit code
     */
    public void exit(int code) {
        play(Steps.exit(code));
    }

    /**
     * Plays steps, besides what the script does.
     *
     * @param steps what the program does from now on
     */
    public void play(Step... steps) {
        Step all = Steps.all(steps);
        device.loop().execute(() -> device.program().play(all));
    }

    /**
     * Sets what {@link Pty#foreground} answers, if the provider has the capability.
     *
     * @param foreground the answer from now on
     */
    public void foreground(Pty.Foreground foreground) {
        transcript.foreground(foreground);
    }

    /** {@return everything that was typed and the terminal has taken, decoded as UTF-8} */
    public String input() {
        return transcript.text();
    }

    /** {@return everything that was typed and the terminal has taken, as bytes} */
    public byte[] inputBytes() {
        return transcript.bytes();
    }

    /**
     * Blocks until the input contains a text, also one that was typed before the call. Runs virtual time.
     *
     * @param text what must have been typed
     * @throws IllegalStateException if it was not typed within 10 s of the terminal's time, or the caller was interrupted
     * @throws DeadlockException if it can't be typed any more, in virtual time
     */
    public void awaitInput(String text) {
        CompletableFuture<Void> typed = transcript.awaitInput(input -> input.contains(text));
        TimeSource time = device.time();
        TimeSource.Cancellable deadline = time.schedule(
                INPUT_DEADLINE,
                time.callbacks(),
                () -> typed.completeExceptionally(new IllegalStateException("waited " + INPUT_DEADLINE
                        + " for the input " + Quote.text(text) + "; so far: " + Quote.text(input()))));
        try {
            time.await(typed.exceptionally(failure -> null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the input " + Quote.text(text), e);
        } finally {
            deadline.cancel();
        }
        if (typed.isCompletedExceptionally()) {
            throw new IllegalStateException(
                    "waited for the input " + Quote.text(text) + "; so far: " + Quote.text(input()));
        }
    }

    /** {@return the sizes that the terminal has had; that of the start first} */
    public List<Size> sizes() {
        return transcript.sizes();
    }

    /** {@return the signals that the program was sent while it lived, the hangup of a close included; oldest first} */
    public List<Signal> signals() {
        return transcript.signals();
    }

    /** {@return how the program ended; empty while it lives} */
    public Optional<ExitStatus> exitStatus() {
        return transcript.exit();
    }

    /** {@return whether the program lives} */
    public boolean isAlive() {
        return transcript.exit().isEmpty();
    }

    /** {@return whether the engine has closed the terminal} */
    public boolean isClosed() {
        return transcript.isClosed();
    }

    /** {@return the command and the state} */
    @Override
    public String toString() {
        return "FakeTerminal[" + String.join(" ", spec().argv()) + ", pid=" + pid() + ", "
                + exitStatus().map(ExitStatus::toString).orElse("running") + "]";
    }
}
