package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Outcomes;
import dev.wsh.Session;
import dev.wsh.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Turns between everything that can happen to members, against a model that looks at all of them each time. */
class OutcomesProperties {

    private static final long QUIET = 30;

    enum Deed {
        START,
        START_WITHOUT_TAG,
        PRINT,
        EXIT,
        CLOSE,
        TAG,
        UNTAG,
        TURN,
        OTHER_TURN,
        PASS,
        PASS_LONG
    }

    record Step(Deed deed, int which) {}

    /** What is known of a session. */
    private static final class Member {
        private final Session session;
        private boolean tagged;
        private boolean ended;
        private boolean taken;
        private boolean closed;
        private boolean isNew = true; // not reported since its last output
        private long quietSince;

        Member(Session session, boolean tagged, long now) {
            this.session = session;
            this.tagged = tagged;
            this.quietSince = now;
        }

        boolean isMember() {
            return tagged && !closed && !taken;
        }

        boolean isOutcomeAt(long time, long window) {
            return isMember() && (ended || isNew && quietSince + window <= time);
        }
    }

    private static final class World implements AutoCloseable {
        private final FakeLab lab = new FakeLab();
        private final Outcomes outcomes = lab.wsh.tagged("job").waitForMembers().outcomes();
        private final List<Member> members = new ArrayList<>();
        private long now;

        void run(Step step) {
            if (step.deed() == Deed.START || step.deed() == Deed.START_WITHOUT_TAG) {
                boolean tagged = step.deed() == Deed.START;
                Session session = lab.start("s" + members.size(), tagged ? "job" : "other");
                members.add(new Member(session, tagged, now));
            } else if (step.deed() == Deed.TURN || step.deed() == Deed.OTHER_TURN) {
                turn(step.deed() == Deed.TURN ? QUIET : 2 * QUIET);
            } else if (step.deed() == Deed.PASS || step.deed() == Deed.PASS_LONG) {
                pass(step.deed() == Deed.PASS ? Math.floorMod(step.which(), 50) : 1100);
            } else if (!members.isEmpty()) {
                change(step.deed(), members.get(Math.floorMod(step.which(), members.size())));
            }
        }

        private void pass(long millis) {
            lab.pass(millis);
            now += millis;
        }

        private void change(Deed deed, Member member) {
            if (member.closed) {
                return;
            }
            if (deed == Deed.CLOSE) {
                member.session.close();
                member.closed = true;
                lab.time.settle();
            } else if (deed == Deed.TAG || deed == Deed.UNTAG) {
                member.tagged = deed == Deed.TAG;
                member.session.update(change -> {
                    if (member.tagged) {
                        change.addTags("job");
                    } else {
                        change.removeTags("job");
                    }
                });
                lab.time.settle();
            } else if (!member.ended && deed == Deed.PRINT) {
                lab.touch(member.session);
                member.quietSince = now;
                member.isNew = true;
            } else if (!member.ended && deed == Deed.EXIT) {
                lab.terminal(member.session).exit(0);
                lab.time.settle();
                member.ended = true;
            }
        }

        /** Whoever is an outcome now, or within the millisecond that is waited; of several one that is quiet longest. */
        private void turn(long window) {
            OptionalLong first = quietest(now, window);
            long at = first.isPresent() ? now : now + 1;
            OptionalLong expected = first.isPresent() ? first : quietest(at, window);
            Optional<Settled> given =
                    outcomes.awaitAnyIdle(ofMillis(window)).within(ofMillis(1)).blockOptional();
            assertEquals(expected.isPresent(), given.isPresent(), () -> "at " + at);
            now = at;
            given.ifPresent(settled -> check(settled, expected.getAsLong(), window));
        }

        private OptionalLong quietest(long time, long window) {
            return members.stream()
                    .filter(member -> member.isOutcomeAt(time, window))
                    .mapToLong(member -> member.quietSince)
                    .min();
        }

        private void check(Settled given, long quietSince, long window) {
            Member winner = members.stream()
                    .filter(member -> member.session.equals(given.session()))
                    .findFirst()
                    .orElseThrow();
            assertTrue(winner.isOutcomeAt(now, window), "it is no outcome: " + given);
            assertEquals(quietSince, winner.quietSince, "it is not quiet the longest: " + given);
            assertEquals(winner.ended, given.exitStatus().isPresent());
            winner.taken = winner.ended;
            winner.isNew = false;
        }

        @Override
        public void close() {
            lab.close();
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Deed.class), Arbitraries.integers().between(0, 1000))
                .as(Step::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void outcomes_anyDeeds_giveWhatTheModelSays(@ForAll("steps") List<Step> steps) {
        try (World world = new World()) {
            steps.forEach(world::run);
            assertEquals(world.lab.since(Duration.ZERO), world.now);
        }
    }
}
