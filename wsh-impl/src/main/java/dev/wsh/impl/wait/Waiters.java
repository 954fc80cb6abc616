package dev.wsh.impl.wait;

import dev.wsh.Condition;
import dev.wsh.Diagnostics;
import dev.wsh.Settled.Confirmation;
import dev.wsh.engine.ConditionTree;
import dev.wsh.impl.lock.Insist;
import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.spi.Pty.Drain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All waits on one session, and when they are looked at: after every change those that a change can make true, at their
 * time those that are due, and after a probe of the kernel those that asked for it. There is one timer for all; activity
 * moves it only when it fires. To begin or to withdraw a wait costs no look at any other.
 *
 * <p>Confined to the session's lock.
 */
public final class Waiters {

    private final Subject subject;
    private final LeavingLines leaving = new LeavingLines();
    private final Set<Wait<?>> all = new LinkedHashSet<>();
    private final Set<Wait<?>> onChange = new LinkedHashSet<>(); // what happens may make them true
    private final SharedSearch shared = new SharedSearch(leaving); // for those of them that wait for a text
    private final boolean isShared;
    private final Set<Wait<?>> onFrames = new LinkedHashSet<>(); // each frame may make them true
    private final Set<Wait<?>> dormant =
            new LinkedHashSet<>(); // only time can, and it counts from what has to happen first
    private final Set<Wait<?>> probers = new LinkedHashSet<>(); // wait for the terminal's answer
    private final Agenda agenda = new Agenda();
    private long begun;
    private int collectors;
    private long armedAt = Look.NEVER;
    private boolean probing;

    /**
     * Creates the waits of a session.
     *
     * @param subject the session
     */
    public Waiters(Subject subject) {
        this(subject, /* isShared= */ true);
    }

    /** Creates one in which waits for text share one search or, as a test compares it with, each has its own. */
    Waiters(Subject subject, boolean isShared) {
        this.subject = subject;
        this.isShared = isShared;
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
        return new Wait<>(this, ConditionTree.of(condition)::describe, new Looks(subject).of(condition));
    }

    /**
     * One wait.
     *
     * @param <T> the type of its value
     */
    public static final class Wait<T> {
        private final Waiters waiters;
        private final Supplier<String> what;
        private final Look<T> look;
        private Outcome<T> outcome = new Nobody<>();
        private boolean wantsProbe;
        private boolean over;
        private long answeredAt = -1; // a repeated answer that is no text is no news before something has happened
        private long seen = -1;
        private long since;
        private boolean collects; // noted, since a wait whose look overflows the stack must not be asked again
        private boolean again; // there may be more to answer in what was looked at
        long wakeAt = Look.NEVER; // for the agenda
        long number;

        Wait(Waiters waiters, Supplier<String> what, Look<T> look) {
            this.waiters = waiters;
            this.what = what;
            this.look = look;
        }

        /** {@return how long it takes at least, counted from the call; a deadline must be longer} */
        public Duration minimum() {
            return look.minimum();
        }

        /** {@return how much the default deadline is extended by} */
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
            if (who.goesOn()) {
                look.repeat();
            } else if (who.inOrder()) {
                look.inOrder();
            }
            waiters.begin(this);
        }

        /** Gives the wait up; nobody is told. */
        public void withdraw() {
            over = true;
            waiters.remove(this);
        }

        /**
         * {@return whether only the terminal's answer is missing; true until {@link Outcome#found} or {@link
         * Outcome#notYet}}
         */
        public boolean isProbing() {
            return !over && wantsProbe;
        }

        /** {@return whether the wait is over; true once somebody was told, or it was withdrawn} */
        public boolean isOver() {
            return over;
        }

        /**
         * Says why the condition is not true, as far as that is known.
         *
         * @return a few facts in words
         */
        public List<String> explain() {
            Explanation explanation = new Explanation();
            look.explain(explanation);
            return explanation.inWords();
        }

        private void look(Moment moment) {
            boolean isNoNews = answeredAt == moment.subject().activity().generation()
                    && moment.subject().ended().isEmpty();
            if (over || isNoNews) {
                return;
            }
            try {
                do {
                    lookOnce(moment);
                } while (!over && again);
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        /**
         * The look itself failed, as when a condition is nested too deeply for the stack or the heap is full: that is this
         * wait's alone. Who can't even be told keeps the wait, which looks again, and a deadline.
         */
        private void fail(Throwable cause) {
            boolean told = false;
            try {
                over = true;
                Insist.on(Outcome::failed, outcome, cause);
                told = true;
            } catch (RuntimeException | Error e) {
                cause.addSuppressed(e);
            } finally {
                over = told;
            }
        }

        private void lookOnce(Moment moment) {
            again = false;
            seen = moment.now();
            boolean wanted = wantsProbe;
            wantsProbe = false;
            Answer<T> answer;
            Moment own = moment.forOne();
            try {
                answer = look.look(own);
            } catch (Look.Hopeless e) {
                over = true;
                outcome.hopeless(String.valueOf(e.getMessage()));
                return;
            } catch (Look.Failed e) {
                over = true;
                outcome.failed(e.getCause() == null ? e : e.getCause());
                return;
            }
            decide(answer, own, wanted);
            if (own.probeWanted()) {
                moment.wantProbe();
            }
        }

        private void decide(Answer<T> answer, Moment own, boolean wanted) {
            if (answer instanceof Answer.Yes<T> yes) {
                boolean isLast = own.subject().ended().isPresent();
                boolean repeats = outcome.goesOn();
                over = !repeats;
                outcome.found(yes.value(), Optional.ofNullable(yes.at()));
                again = repeats && look.goOn(Optional.of(own.subject().mark()));
                answeredAt = repeats && !again ? own.subject().activity().generation() : -1;
                if (answeredAt >= 0 && isLast) {
                    over = true;
                    outcome.ended();
                }
            } else if (own.subject().ended().isPresent() && !look.busy()) {
                over = true;
                outcome.ended();
            } else if (own.probeWanted()) {
                wantsProbe = true;
            } else if (wanted && own.isAfterProbe()) {
                outcome.notYet();
            } else {
                wantsProbe = wanted && !own.isAfterProbe();
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
        Moment moment = Moment.of(Moment.Cause.CHANGE, subject);
        wait.number = begun++;
        wait.since = moment.now();
        wait.look(moment);
        if (!wait.over) {
            all.add(wait);
            wait.collects = wait.look.needsLeavingRows();
            if (wait.collects) {
                collect(+1);
            }
            if (wait.look.needsFrames() && onFrames.add(wait) && onFrames.size() == 1) {
                subject.frames().collect(true);
            }
            settle(wait, moment);
        }
        conclude(moment);
    }

    private void remove(Wait<?> wait) {
        if (all.remove(wait)) {
            onChange.remove(wait);
            shared.remove(wait);
            dormant.remove(wait);
            probers.remove(wait);
            agenda.move(wait, Look.NEVER);
            if (wait.collects) {
                collect(-1);
            }
            if (onFrames.remove(wait) && onFrames.isEmpty()) {
                subject.frames().collect(false);
            }
            rearm();
        }
    }

    /** After a look: finds the place of a wait that goes on, and forgets one that is over. */
    private void settle(Wait<?> wait, Moment moment) {
        try {
            if (!wait.over && all.contains(wait)) {
                place(wait, moment);
            }
        } catch (RuntimeException | Error e) {
            wait.fail(e);
        }
        if (wait.over) {
            remove(wait);
        }
    }

    private void place(Wait<?> wait, Moment moment) {
        file(wait);
        long at = subject.ended().isPresent() ? Look.NEVER : wait.look.wakeAt(moment, wait.seen);
        agenda.move(wait, at);
        if (wait.wantsProbe) {
            probers.add(wait);
        } else {
            probers.remove(wait);
        }
        if (wait.look.byTimeOnly() && (at == Look.NEVER || wait.look.mayComeEarlier(moment))) {
            dormant.add(wait);
        } else {
            dormant.remove(wait);
        }
    }

    /** Says whether it looks at each change, at those that bring a text, or at none. */
    private void file(Wait<?> wait) {
        Optional<TextNeed> need = isShared ? wait.look.need() : Optional.empty();
        if (need.isPresent()) {
            shared.add(wait, need.get(), subject.screen());
            onChange.remove(wait);
        } else if (!wait.look.byTimeOnly()) {
            shared.remove(wait);
            onChange.add(wait);
        }
    }

    /**
     * Something happened that may make a condition true.
     *
     * @param rows the rows that left the screen meanwhile, oldest first
     */
    public void changed(List<LeavingRow> rows) {
        if (all.isEmpty()) {
            return;
        }
        for (WholeFrame frame : subject.frames().take()) {
            lookAt(onFrames, Moment.of(Moment.Cause.CHANGE, subject).on(frame));
        }
        List<LeftLine> lines = collectors > 0 ? leaving.add(rows, subject.screen()) : List.of();
        Moment moment = Moment.of(Moment.Cause.CHANGE, subject, lines, Optional.empty());
        lookAt(inOrder(onChange, shared.goOn(rows, moment.screen())), moment);
        for (Wait<?> wait : List.copyOf(dormant)) {
            settle(wait, moment);
        }
        conclude(moment);
    }

    /** Returns waits in the order in which they began. */
    private static Collection<Wait<?>> inOrder(Set<Wait<?>> some, Set<Wait<?>> others) {
        if (some.isEmpty() && others.size() <= 1) {
            return others;
        }
        List<Wait<?>> all = new ArrayList<>(some.size() + others.size());
        all.addAll(some);
        all.addAll(others);
        all.sort(Comparator.comparingLong(wait -> wait.number));
        return all;
    }

    /** The time that was asked for has come. */
    public void wake() {
        armedAt = Look.NEVER;
        Moment moment = Moment.of(Moment.Cause.TIME, subject);
        List<Wait<?>> due = new ArrayList<>();
        for (Wait<?> wait = agenda.takeDue(moment.now()); wait != null; wait = agenda.takeDue(moment.now())) {
            due.add(wait);
        }
        lookAt(due, moment);
        conclude(moment);
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
            case STOPPED -> Optional.of(Confirmation.STOPPED);
            case DELIVERED -> Optional.empty();
        };
        Moment moment = Moment.of(Moment.Cause.PROBE, subject, List.of(), confirmation);
        lookAt(probers, moment);
        conclude(moment);
    }

    /** The session has ended: every wait is decided now, but those for which the user's code is still looking. */
    public void ended() {
        lookAtAll(Moment.Cause.CHANGE);
    }

    /** Something changed that is not output, such as the end of a frame's time: every wait looks. */
    public void lookAgain() {
        lookAtAll(Moment.Cause.CHANGE);
    }

    /** {@return how many waits there are; 0 or more} */
    public int size() {
        return all.size();
    }

    /** {@return what is waited for, and since when; all waits, oldest first} */
    public List<Diagnostics.Wait> standing() {
        long now = subject.now();
        return all.stream()
                .map(wait -> new Diagnostics.Wait(wait.what.get(), Duration.ofNanos(now - wait.since)))
                .toList();
    }

    private void lookAtAll(Moment.Cause cause) {
        Moment moment = Moment.of(cause, subject);
        lookAt(all, moment);
        conclude(moment);
    }

    private void lookAt(Collection<Wait<?>> waits, Moment moment) {
        for (Wait<?> wait : List.copyOf(waits)) {
            wait.look(moment);
            settle(wait, moment);
        }
    }

    private void conclude(Moment moment) {
        if (moment.probeWanted() && !probing && subject.ended().isEmpty()) {
            probing = true;
            subject.probe();
        }
        rearm();
    }

    /** Moves the timer to the first time of all; to a later one only when it fires, so that activity costs no timer. */
    private void rearm() {
        long next = subject.ended().isPresent() ? Look.NEVER : agenda.first();
        boolean isLater = next > armedAt && next != Look.NEVER;
        if (next != armedAt && !isLater) {
            armedAt = next;
            subject.wakeAt(next);
        }
    }

    private void collect(int more) {
        boolean before = collectors > 0;
        collectors += more;
        if (collectors > 0 != before) {
            leaving.clear();
            shared.loseSight();
            subject.collectLeaving(!before);
        }
    }
}
