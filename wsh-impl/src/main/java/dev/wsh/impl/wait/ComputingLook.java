package dev.wsh.impl.wait;

import dev.wsh.Settled;
import dev.wsh.Settled.Confirmation;
import dev.wsh.spi.Pty;
import java.time.Duration;
import java.util.Optional;

/**
 * Quiet, and the session's processes used no CPU time for as long. The time is asked for again and again; where the system
 * can't tell, the outcome is not confirmed.
 */
final class ComputingLook extends Look<Settled> {

    /** How many times the processes are looked at in a window. */
    private static final int SAMPLES = 5;

    private static final long LEAST_INTERVAL_NANOS = 50_000_000L;

    private final Look<Settled> quiet;
    private final long window;
    private final long interval;
    private final Inquiry<Duration> inquiry =
            new Inquiry<>(Pty::loop, pty -> pty.foreground().map(Pty.Foreground::cpuTime));
    private Duration used = Duration.ofNanos(-1);
    private long usedSince; // the first answer with this time

    ComputingLook(Look<Settled> quiet, Duration window) {
        this.quiet = quiet;
        this.window = Nanos.of(window);
        this.interval = Math.max(LEAST_INTERVAL_NANOS, this.window / SAMPLES);
    }

    @Override
    boolean goOn(Optional<SessionMark> now) {
        return quiet.goOn(now);
    }

    @Override
    Answer<Settled> look(Moment moment) {
        if (moment.subject().ended().isPresent()) {
            return quiet.look(moment);
        }
        if (inquiry.isRunning()) {
            return Answer.notYet();
        }
        if (inquiry.takeNews()) {
            inquiry.answer().filter(time -> !time.equals(used)).ifPresent(time -> {
                used = time;
                usedSince = moment.now(); // not earlier: they may have computed until the answer
            });
        } else if (moment.now() - inquiry.askedAt() >= interval && inquiry.ask(moment)) {
            return Answer.notYet();
        }
        if (inquiry.answer().isEmpty()) {
            return unconfirmed(quiet.look(moment));
        }
        return inquiry.askedAt() - usedSince < window ? Answer.no() : quiet.look(moment);
    }

    private static Answer<Settled> unconfirmed(Answer<Settled> answer) {
        return answer instanceof Answer.Yes<Settled> yes
                ? Answer.yes(() -> unconfirmed(yes.value().get()), yes.at())
                : answer;
    }

    private static Settled unconfirmed(Settled outcome) {
        return outcome instanceof Settled.Idle idle
                ? new Settled.Idle(
                        idle.session(), idle.screen(), idle.mark(), idle.quietFor(), Confirmation.UNCONFIRMED)
                : outcome;
    }

    @Override
    long wakeAt(Moment moment, long seen) {
        if (inquiry.isRunning() || moment.subject().ended().isPresent()) {
            return NEVER;
        }
        return Math.min(Nanos.plus(Math.max(inquiry.askedAt(), 0), interval), quiet.wakeAt(moment, seen));
    }

    @Override
    boolean busy() {
        return inquiry.isRunning();
    }

    @Override
    Duration minimum() {
        return quiet.minimum();
    }

    @Override
    Duration extension() {
        return quiet.extension();
    }

    @Override
    void explain(Explanation into) {
        if (inquiry.answer().isPresent()) {
            into.add("its processes have used " + Nanos.readable(used) + " of CPU time, the last of it since "
                    + Nanos.readable(Duration.ofNanos(usedSince)) + " after the start");
        }
        quiet.explain(into);
    }
}
