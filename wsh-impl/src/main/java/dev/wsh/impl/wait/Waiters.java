package dev.wsh.impl.wait;

import dev.wsh.Condition;
import dev.wsh.Settled.Confirmation;
import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.spi.Pty.Drain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All waits on one session, and when they are looked at: after every change those that a change can make true, and at
 * their time those that only the passing of time can. There is one timer for all; activity moves it only when it fires.
 *
 * <p>Confined to the session's lock.
 */
public final class Waiters {

    private final Subject subject;
    private final LeavingLines leaving = new LeavingLines();
    private final List<Wait<?>> onChange = new ArrayList<>();
    private final List<Wait<?>> byTime = new ArrayList<>();
    private long armedAt = Look.NEVER;
    private boolean dormant;
    private boolean probing;
    private boolean collecting;

    /**
     * Creates the waits of a session.
     *
     * @param subject the session
     */
    public Waiters(Subject subject) {
        this.subject = subject;
    }

    /**
     * Makes a condition ready.
     *
     * @param condition the condition
     * @param <T> the type of its value
     * @return a wait that has not begun
     * @throws IllegalArgumentException if it is of another origin or holds a mark of another session
     */
    public <T> Wait<T> prepare(Condition<T> condition) {
        return new Wait<>(this, new Looks(subject).of(condition));
    }

    /**
     * One wait.
     *
     * @param <T> the type of its value
     */
    public static final class Wait<T> {
        private final Waiters waiters;
        private final Look<T> look;
        private Outcome<T> outcome = new Nobody<>();
        private boolean wantsProbe;
        private boolean over;
        private long seen = -1;

        Wait(Waiters waiters, Look<T> look) {
            this.waiters = waiters;
            this.look = look;
        }

        /**
         * Returns how long it takes at least, counted from the call.
         *
         * @return a deadline must be longer
         */
        public Duration minimum() {
            return look.minimum();
        }

        /**
         * Returns how much the default deadline is extended by.
         *
         * @return the quiet window or holding time
         */
        public Duration extension() {
            return look.extension();
        }

        /**
         * Begins the wait, with a first look.
         *
         * @param who is told
         */
        public void begin(Outcome<T> who) {
            outcome = who;
            waiters.begin(this);
        }

        /** Gives the wait up; nobody is told. */
        public void withdraw() {
            over = true;
            waiters.remove(this);
        }

        /**
         * Tells whether only the terminal's answer is missing.
         *
         * @return true until {@link Outcome#found} or {@link Outcome#notYet}
         */
        public boolean isProbing() {
            return !over && wantsProbe;
        }

        /**
         * Tells whether the wait is over.
         *
         * @return true once somebody was told, or it was withdrawn
         */
        public boolean isOver() {
            return over;
        }

        private void look(Moment moment, boolean afterProbe) {
            if (over) {
                return;
            }
            seen = moment.now();
            boolean wanted = wantsProbe;
            wantsProbe = false;
            try {
                Moment own = moment.forOne();
                Optional<Supplier<T>> value = look.look(own);
                if (value.isPresent()) {
                    over = true;
                    outcome.found(value.get());
                    return;
                }
                wantsProbe = own.probeWanted();
            } catch (Look.Hopeless e) {
                over = true;
                outcome.hopeless(String.valueOf(e.getMessage()));
                return;
            }
            if (moment.subject().ended().isPresent() && !look.busy()) {
                over = true;
                outcome.ended();
            } else if (wantsProbe) {
                moment.wantProbe();
            } else if (wanted && afterProbe) {
                outcome.notYet();
            } else {
                wantsProbe = wanted && !afterProbe;
            }
        }
    }

    private static final class Nobody<T> implements Outcome<T> {
        @Override
        public void found(Supplier<T> value) {}

        @Override
        public void ended() {}

        @Override
        public void hopeless(String what) {}
    }

    private void begin(Wait<?> wait) {
        Moment moment = new Moment(subject, List.of(), Optional.empty());
        wait.look(moment, /* afterProbe= */ false);
        if (!wait.over) {
            (wait.look.byTimeOnly() ? byTime : onChange).add(wait);
            updateCollecting();
        }
        conclude(moment);
    }

    private void remove(Wait<?> wait) {
        if (byTime.remove(wait) || onChange.remove(wait)) {
            updateCollecting();
            rearm();
        }
    }

    /**
     * Something happened that may make a condition true.
     *
     * @param rows the rows that left the screen meanwhile, oldest first
     */
    public void changed(List<LeavingRow> rows) {
        if (onChange.isEmpty()) {
            if (!byTime.isEmpty() && (dormant || armedAt == Look.NEVER)) {
                rearm();
            }
            return;
        }
        List<LeftLine> lines = collecting ? leaving.add(rows, subject.screen()) : List.of();
        Moment moment = new Moment(subject, lines, Optional.empty());
        lookAt(onChange, moment, /* afterProbe= */ false);
        conclude(moment);
    }

    /** The time that was asked for has come. */
    public void wake() {
        armedAt = Look.NEVER;
        lookAtAll(Optional.empty(), /* afterProbe= */ false);
    }

    /**
     * The terminal answered.
     *
     * @param answer what it said
     */
    public void probed(Drain answer) {
        probing = false;
        Optional<Confirmation> confirmation = switch (answer) {
            case EMPTY -> Optional.of(Confirmation.CONFIRMED);
            case UNKNOWN -> Optional.of(Confirmation.UNCONFIRMED);
            case DELIVERED -> Optional.empty();
        };
        lookAtAll(confirmation, /* afterProbe= */ true);
    }

    /** The session has ended: every wait is decided now, but those for which the user's code is still looking. */
    public void ended() {
        lookAtAll(Optional.empty(), /* afterProbe= */ false);
    }

    /**
     * Returns how many waits there are.
     *
     * @return 0 or more
     */
    public int size() {
        return onChange.size() + byTime.size();
    }

    private void lookAtAll(Optional<Confirmation> confirmation, boolean afterProbe) {
        Moment moment = new Moment(subject, List.of(), confirmation);
        lookAt(byTime, moment, afterProbe);
        lookAt(onChange, moment, afterProbe);
        conclude(moment);
    }

    private void lookAt(List<Wait<?>> waits, Moment moment, boolean afterProbe) {
        for (Wait<?> wait : List.copyOf(waits)) {
            wait.look(moment, afterProbe);
        }
        if (waits.removeIf(wait -> wait.over)) {
            updateCollecting();
        }
    }

    private void conclude(Moment moment) {
        if (moment.probeWanted() && !probing && subject.ended().isEmpty()) {
            probing = true;
            subject.probe();
        }
        rearm();
    }

    private void rearm() {
        long next = Look.NEVER;
        dormant = false;
        if (subject.ended().isEmpty() && size() > 0) {
            Moment moment = new Moment(subject, List.of(), Optional.empty());
            next = Math.min(nextOf(byTime, moment), nextOf(onChange, moment));
        }
        boolean isLater = next > armedAt && next != Look.NEVER;
        if (next != armedAt && !isLater) {
            armedAt = next;
            subject.wakeAt(next);
        }
    }

    private long nextOf(List<Wait<?>> waits, Moment moment) {
        long next = Look.NEVER;
        for (Wait<?> wait : waits) {
            long at = wait.look.wakeAt(moment, wait.seen);
            dormant |= at == Look.NEVER;
            next = Math.min(next, at);
        }
        return next;
    }

    private void updateCollecting() {
        boolean needed = false;
        for (Wait<?> wait : onChange) {
            needed |= wait.look.needsLeavingRows();
        }
        if (needed != collecting) {
            collecting = needed;
            leaving.clear();
            subject.collectLeaving(needed);
        }
    }
}
