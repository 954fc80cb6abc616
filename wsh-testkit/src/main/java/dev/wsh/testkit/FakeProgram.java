package dev.wsh.testkit;

import dev.wsh.ExitStatus;
import dev.wsh.Signal;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;

/**
 * The program of a fake terminal: reads input, plays its script, ends.
 *
 * <p>It reads input one character at a time, and the next one when it has played its reaction to the last, as a program
 * with one thread does. What it does on its start, on a resize and on a signal runs beside that.
 *
 * <p>Confined to the loop of its terminal.
 */
final class FakeProgram {

    /** What was read without a match is forgotten beyond this, so that a rule is not tried on ever longer text. */
    private static final int MOST_UNMATCHED = 4096;

    /** Those whose default action ends a process, of the ones that terminals and engines send. */
    private static final Set<Signal> DEADLY =
            Set.of(Signal.HUP, Signal.INT, Signal.QUIT, Signal.TERM, Signal.KILL, Signal.USR1, Signal.USR2);

    private final FakeDevice device;
    private final Script script;
    private final Set<Play> plays = new LinkedHashSet<>();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer undecoded = ByteBuffer.allocate(8);
    private final CharBuffer decoded = CharBuffer.allocate(8);
    private final StringBuilder unmatched = new StringBuilder();
    private final List<Runnable> whenEnded = new ArrayList<>();
    private boolean reading = true;
    private boolean reacting;
    private boolean inRead;
    private boolean hungUp;
    private Optional<ExitStatus> status = Optional.empty();

    FakeProgram(FakeDevice device, Script script) {
        this.device = device;
        this.script = script;
    }

    void start() {
        for (Function<PtySpec, Step> rule : script.onStart) {
            if (!ended()) { // a signal, or the rule before, may have been faster
                play(rule.apply(device.spec()));
            }
        }
    }

    /** Plays a step beside everything else. */
    void play(Step step) {
        play(List.of(step), () -> {});
    }

    private void play(List<Step> steps, Runnable whenDone) {
        Play[] self = new Play[1];
        self[0] = new Play(this, steps, () -> {
            plays.remove(self[0]);
            whenDone.run();
            hangUpIfLast();
        });
        plays.add(self[0]);
        self[0].run();
    }

    boolean ended() {
        return status.isPresent();
    }

    /** Runs a task when the program has ended; at once if it has. */
    void whenEnded(Runnable task) {
        if (ended()) {
            task.run();
        } else {
            whenEnded.add(task);
        }
    }

    long nanoTime() {
        return device.time().nanoTime();
    }

    TimeSource.Cancellable later(Duration delay, Runnable task) {
        return device.later(delay, task);
    }

    /** Reads what the terminal holds, as far as the script lets it. */
    void read() {
        if (inRead) {
            return;
        }
        inRead = true;
        try {
            while (reading && !reacting && !ended()) {
                int b = device.takeInput();
                if (b < 0) {
                    break;
                }
                accept((byte) b);
            }
        } finally {
            inRead = false;
        }
        device.inputTaken();
    }

    private void accept(byte b) {
        undecoded.put(b).flip();
        decoder.decode(undecoded, decoded.clear(), /* endOfInput= */ false);
        undecoded.compact();
        if (decoded.flip().hasRemaining()) {
            unmatched.append(decoded);
            if (unmatched.length() > MOST_UNMATCHED) {
                unmatched.delete(0, unmatched.length() - MOST_UNMATCHED);
            }
            react();
        }
    }

    private void react() {
        for (Script.InputRule rule : script.onInput) {
            Optional<MatchResult> match = rule.pattern().matches(unmatched);
            if (match.isPresent()) {
                unmatched.setLength(0);
                Step reaction = rule.reaction().apply(match.get());
                reacting = true;
                play(List.of(reaction), () -> {
                    reacting = false;
                    read();
                });
                return;
            }
        }
    }

    void reading(boolean on) {
        reading = on;
        read();
    }

    void resized(FakeTerminal.Size size) {
        if (!ended()) {
            script.onResize.forEach(rule -> play(rule.apply(size)));
        }
    }

    /** A signal arrives. */
    void signal(Signal signal) {
        if (ended() || script.unkillable && signal.equals(Signal.KILL)) {
            return;
        }
        Optional<Step> reaction = Optional.ofNullable(script.onSignal.get(signal));
        if (reaction.isPresent()) {
            play(reaction.get());
        } else if (DEADLY.contains(signal)) {
            end(ExitStatus.ofSignal(signal).withOutput(ExitStatus.OutputEnd.TERMINAL_CLOSED), Optional.empty());
        }
    }

    /** The terminal is closed under the program: it gets a hangup, and nothing of its script goes on but its reaction. */
    void terminalClosed() {
        List.copyOf(plays).forEach(Play::stop);
        signal(Signal.HUP);
    }

    void print(byte[] bytes) {
        if (hungUp) {
            throw new IllegalStateException("the script prints after the end of its output");
        }
        device.print(bytes);
    }

    boolean outputIsFull() {
        return device.outputIsFull();
    }

    void outputHasRoom() {
        List.copyOf(plays).forEach(Play::outputHasRoom);
    }

    /** A step ends the program; the play that it stands in goes on as a descendant that holds the terminal. */
    void exit(Play play, ExitStatus exit) {
        if (ended()) {
            return;
        }
        end(exit, play.hasMore() ? Optional.of(play) : Optional.empty());
    }

    private void end(ExitStatus exit, Optional<Play> descendant) {
        status = Optional.of(exit);
        List.copyOf(plays).stream()
                .filter(play -> descendant.isEmpty() || descendant.get() != play)
                .forEach(Play::stop);
        if (descendant.isEmpty()) {
            hangUp();
        }
        device.deliverExit(exit);
        List<Runnable> tasks = List.copyOf(whenEnded);
        whenEnded.clear();
        tasks.forEach(Runnable::run);
    }

    /** The last play is over: after the end of the program, nobody holds the terminal any more. */
    private void hangUpIfLast() {
        if (ended() && plays.isEmpty()) {
            hangUp();
        }
    }

    void hangUp() {
        if (!hungUp) {
            hungUp = true;
            device.deliverEndOfOutput();
        }
    }

    void fail(Throwable cause) {
        hungUp = true;
        device.deliverFailure(cause);
        List.copyOf(plays).forEach(Play::stop);
    }

    void refuseInput(Duration duration) {
        device.refuseInput(duration);
    }

    boolean hungUp() {
        return hungUp;
    }
}
