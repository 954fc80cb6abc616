package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Race.Winner;
import dev.wsh.Settled;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.IdleNode;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.wait.EnginePending;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Starts the races of a view, with or without the memory of {@link Outcomes}. */
final class Races {

    private final GroupView view;
    private final Memory memory;
    private final KeptRaces kept;

    /** What a race remembers from one pending to the next. */
    interface Memory {

        /** Returns who takes part. */
        Set<DefaultSession> members();

        /** Returns the memory of a race that begins now. */
        default Memory forRace() {
            return this;
        }

        /** Tells whether another race goes on where this one ends. */
        default boolean goesOn() {
            return false;
        }

        /** Tells whether one of them takes part. */
        boolean isMember(DefaultSession session);

        /** Returns the condition for outcomes that were not reported yet. */
        <T> Condition<T> unreported(DefaultSession member, Condition<T> condition);

        /** Notes an outcome, and where it was found if it is a text, if it is new, and claims the pending for it. */
        Taken take(DefaultSession member, Object value, Optional<? extends Mark> at, EnginePending<?> pending);
    }

    /** What came of an attempt to take an outcome. */
    enum Taken {
        /** The outcome is the pending's. */
        WON,
        /** The pending was over; the outcome is untouched. */
        OVER,
        /** Another pending has taken it, or the member was closed; it goes on, if it is a member still. */
        STALE
    }

    Races(GroupView view, Memory memory, KeptRaces kept) {
        this.view = view;
        this.memory = memory;
        this.kept = kept;
    }

    Pending<Settled> anyIdle(IdleNode idle) {
        Duration held = idle.around().unbroken().orElse(Duration.ZERO);
        Duration minimum = (idle.isFresh() ? idle.window() : Duration.ZERO).plus(held);
        Duration extension = idle.window().plus(held);
        return start("any: " + idle.describe(), idle, minimum, extension, (member, settled) -> settled);
    }

    Pending<Settled.Ended> anyExit() {
        return start("any: exit", new ConditionTree.Exited(), Duration.ZERO, Duration.ZERO, DefaultSession::ended);
    }

    <T> Pending<Winner<T>> any(Condition<T> condition) {
        String what = "any: " + ConditionTree.of(condition).describe();
        return start(what, condition, Duration.ZERO, Duration.ZERO, Winner::new);
    }

    private <T, R> Pending<R> start(
            String what,
            Condition<T> condition,
            Duration minimum,
            Duration extension,
            BiFunction<DefaultSession, T, R> result) {
        Objects.requireNonNull(condition, "condition");
        RaceRun<T, R> run = this.<T, R>goOn(condition)
                .orElseGet(() -> new RaceRun<>(
                        view,
                        new RaceRun.Terms<>(memory.forRace(), kept, condition, result, what + view.description())));
        return run.begin(minimum, view.deadline().plus(extension));
    }

    /** Of the conditions whose races are kept, each has one kind of outcome. */
    @SuppressWarnings("unchecked")
    private <T, R> Optional<RaceRun<T, R>> goOn(Condition<T> condition) {
        return kept.take(condition).map(run -> (RaceRun<T, R>) run);
    }

    /**
     * No memory: whoever is there, whatever it is like now, and who has ended since the race began, however short it was
     * there.
     *
     * @param view whose members take part
     * @param endsBefore how many sessions had ended by then
     */
    record None(GroupView view, long endsBefore) implements Memory {

        None(GroupView view) {
            this(view, Long.MAX_VALUE);
        }

        @Override
        public Memory forRace() {
            return new None(view, view.registry().ends());
        }

        @Override
        public Set<DefaultSession> members() {
            Set<DefaultSession> members = new LinkedHashSet<>(view.live()); // first: one that ends meanwhile is in both
            for (DefaultSession session : view.registry().endedSince(endsBefore)) {
                if (view.includes(session)) {
                    members.add(session);
                }
            }
            return members;
        }

        @Override
        public boolean isMember(DefaultSession session) {
            return view.registry().isLiveOrEndedSince(session, endsBefore) && view.includes(session);
        }

        @Override
        public <T> Condition<T> unreported(DefaultSession member, Condition<T> condition) {
            return condition;
        }

        @Override
        public Taken take(DefaultSession member, Object value, Optional<? extends Mark> at, EnginePending<?> pending) {
            return pending.claim() ? Taken.WON : Taken.OVER;
        }
    }
}
