package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * The steps of a script, to be imported statically: {@code import static dev.wsh.testkit.Steps.*;}.
 *
 * @see FakePty
 */
public final class Steps {

    private Steps() {}

    /**
     * Prints text. The program blocks here while the terminal's buffer is full (see {@link FakePty#backpressure}).
     *
     * @param text printed in UTF-8, byte for byte as given: a new line is {@code "\r\n"}, as after a terminal's output
     *     processing
     * @return the step
     */
    public static Step out(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Step("out(" + Quote.text(text) + ")", play -> play.print(bytes));
    }

    /**
     * Prints bytes.
     *
     * @param bytes copied
     * @return the step
     */
    public static Step out(byte[] bytes) {
        byte[] copy = bytes.clone();
        return new Step("out(" + copy.length + " bytes)", play -> play.print(copy));
    }

    /**
     * Waits.
     *
     * @param delay zero or more
     * @return the step
     * @throws IllegalArgumentException if the delay is negative
     */
    public static Step after(Duration delay) {
        requireNotNegative(delay);
        return new Step("after(" + delay + ")", play -> play.sleep(delay));
    }

    /**
     * Ends the program with a code. Everything that the program does besides is stopped. Steps that follow in the same
     * script are those of a descendant that still holds the terminal: the exit is reported before them, with
     * {@link ExitStatus.OutputEnd#TERMINAL_STILL_OPEN}, and the end of output after the last of them.
     *
     * @param code the exit code
     * @return the step
     */
    public static Step exit(int code) {
        ExitStatus status = ExitStatus.ofCode(code).withOutput(ExitStatus.OutputEnd.TERMINAL_CLOSED);
        return new Step("exit(" + code + ")", play -> play.exit(status));
    }

    /**
     * Ends the program as if by a signal; otherwise as {@link #exit}.
     *
     * @param signal what ended it
     * @return the step
     */
    public static Step killedBy(Signal signal) {
        ExitStatus status = ExitStatus.ofSignal(signal).withOutput(ExitStatus.OutputEnd.TERMINAL_CLOSED);
        return new Step("killedBy(" + signal.name() + ")", play -> play.exit(status));
    }

    /**
     * Ends the program with a status of the caller's choice, for instance one that nobody knows; otherwise as
     * {@link #exit}, but the status is reported as it is.
     *
     * @param status what is reported
     * @return the step
     */
    public static Step ended(ExitStatus status) {
        Objects.requireNonNull(status, "status");
        return new Step("ended(" + status + ")", play -> play.exitAs(status));
    }

    /**
     * Does something several times: at once, and then after each period, counted from beginning to beginning.
     *
     * @param period from one time to the next
     * @param times how often, 0 or more
     * @param steps what is done each time
     * @return the step
     * @throws IllegalArgumentException if the period or the number is negative
     */
    public static Step every(Duration period, int times, Step... steps) {
        requireNotNegative(period);
        if (times < 0) {
            throw new IllegalArgumentException("times is " + times + ", must be 0 or more");
        }
        return Repeat.of(period, OptionalInt.of(times), List.of(steps));
    }

    /**
     * Does something again and again until the program ends.
     *
     * @param period from one time to the next, more than zero
     * @param steps what is done each time
     * @return the step
     * @throws IllegalArgumentException if the period is zero or negative
     */
    public static Step every(Duration period, Step... steps) {
        requireNotNegative(period);
        if (period.isZero()) {
            throw new IllegalArgumentException("with a period of zero time would never move");
        }
        return Repeat.of(period, OptionalInt.empty(), List.of(steps));
    }

    /**
     * Does several things in order, as one step.
     *
     * @param steps what is done
     * @return the step
     */
    public static Step all(Step... steps) {
        List<Step> list = List.of(steps);
        return new Step(
                Arrays.stream(steps).map(Step::toString).collect(Collectors.joining(", ", "all(", ")")),
                play -> play.next(list));
    }

    /**
     * Does nothing. {@code onSignal(Signal.HUP, ignore())} ignores the signal.
     *
     * @return the step
     */
    public static Step ignore() {
        return new Step("ignore()", play -> {});
    }

    /**
     * Closes the terminal while the program lives on: the end of output is reported. Nothing can be printed afterwards.
     *
     * @return the step
     */
    public static Step hangUp() {
        return new Step("hangUp()", Play::hangUp);
    }

    /**
     * Makes the provider fail: the terminal is closed, which hangs up the program, {@link dev.wsh.spi.PtyHandler#onFailure}
     * is called, and nothing after it.
     *
     * @param cause what is reported
     * @return the step
     */
    public static Step failure(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        return new Step("failure(" + cause + ")", play -> play.fail(cause));
    }

    /**
     * Makes the terminal refuse input for a while, as a kernel that says EAGAIN: a write takes nothing. Goes on with the
     * script at once; when the time is over, the terminal says that it is writable.
     *
     * @param duration how long
     * @return the step
     * @throws IllegalArgumentException if the duration is negative
     */
    public static Step refuseInput(Duration duration) {
        requireNotNegative(duration);
        return new Step("refuseInput(" + duration + ")", play -> play.refuseInput(duration));
    }

    /**
     * Stops reading input, which piles up in the terminal until its buffer is full (see {@link FakePty#backpressure}).
     *
     * @return the step
     */
    public static Step stopReading() {
        return new Step("stopReading()", play -> play.reading(false));
    }

    /**
     * Reads input again, first what has piled up.
     *
     * @return the step
     */
    public static Step startReading() {
        return new Step("startReading()", play -> play.reading(true));
    }

    private static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("the duration " + duration + " is negative");
        }
    }
}
