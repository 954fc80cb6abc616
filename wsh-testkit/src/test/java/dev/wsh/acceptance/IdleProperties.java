package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.all;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.testkit.Chunking;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Waits for quiet, against a model of a few lines; and that a run can be repeated. */
class IdleProperties {

    @Provide
    Arbitrary<NavigableSet<Integer>> touches() {
        return Arbitraries.integers().between(0, 400).set().ofMaxSize(12).map(TreeSet::new);
    }

    private static Step[] print(NavigableSet<Integer> touches) {
        List<Step> steps = new ArrayList<>();
        int now = 0;
        for (int touch : touches) {
            steps.add(after(ofMillis(touch - now)));
            steps.add(out("."));
            now = touch;
        }
        return steps.toArray(Step[]::new);
    }

    /** When a wait that begins at a moment is over: a touch at the very end of the window still counts. */
    private static int model(NavigableSet<Integer> touches, int begin, int quiet, boolean fresh) {
        int since = fresh ? begin : 0;
        for (int touch : touches) {
            if (touch > Math.max(begin, since + quiet)) {
                break;
            }
            since = Math.max(since, touch);
        }
        return Math.max(begin, since + quiet);
    }

    @Property(tries = 300)
    void awaitIdle_anyTouches_isOverWhenTheModelSays(
            @ForAll("touches") NavigableSet<Integer> touches,
            @ForAll @IntRange(max = 400) int begin,
            @ForAll @IntRange(min = 1, max = 120) int quiet,
            @ForAll boolean fresh) {
        FakePty pty = FakePty.script().onStart(print(touches));
        try (FakeLab lab = new FakeLab(pty, builder -> {})) {
            Session session = lab.start("s");
            lab.pass(begin);
            Settled settled = session.await(fresh ? idle(ofMillis(quiet)).fromNow() : idle(ofMillis(quiet)))
                    .block();
            int over = model(touches, begin, quiet, fresh);
            assertEquals(over, lab.since(Duration.ZERO));
            assertEquals(touches.headSet(over, true).size(), settled.mark().generation());
        }
    }

    @Property(tries = 200)
    void awaitAnyIdle_anyTouches_isOverWhenTheFirstMemberIs(
            @ForAll @Size(min = 1, max = 5) List<@From("touches") NavigableSet<Integer>> members,
            @ForAll @IntRange(max = 400) int begin,
            @ForAll @IntRange(min = 1, max = 120) int quiet) {
        try (FakeLab lab = lab(members, Chunking.whole())) {
            lab.pass(begin);
            Settled settled = lab.wsh.awaitAnyIdle(ofMillis(quiet)).block();
            int first = members.stream()
                    .mapToInt(touches -> model(touches, begin, quiet, false))
                    .min()
                    .orElseThrow();
            assertEquals(first, lab.since(Duration.ZERO));
            NavigableSet<Integer> winner =
                    members.get(Integer.parseInt(settled.session().name().substring(1)));
            assertEquals(first, model(winner, begin, quiet, false), "one that is quiet won");
        }
    }

    @Property(tries = 100)
    void outcomes_anyTouches_givesNothingTwiceAndNothingIsLost(
            @ForAll @Size(min = 1, max = 5) List<@From("touches") NavigableSet<Integer>> members,
            @ForAll @IntRange(min = 1, max = 120) int quiet) {
        try (FakeLab lab = lab(members, Chunking.whole())) {
            Outcomes outcomes = lab.wsh.outcomes();
            List<String> reported = new ArrayList<>();
            for (Optional<Settled> next = next(outcomes, quiet); next.isPresent(); next = next(outcomes, quiet)) {
                reported.add(
                        next.get().session().name() + " " + next.get().mark().generation());
            }
            assertEquals(reported.stream().distinct().toList(), reported, "nothing twice");
            for (int i = 0; i < members.size(); i++) {
                String last = "m" + i + " " + members.get(i).size();
                assertEquals(1, reported.stream().filter(last::equals).count(), last + " in " + reported);
            }
        }
    }

    private static Optional<Settled> next(Outcomes outcomes, int quiet) {
        return outcomes.awaitAnyIdle(ofMillis(quiet)).within(ofMillis(2000)).blockOptional();
    }

    @Property(tries = 100)
    void anyRun_again_isTheSame(
            @ForAll @Size(min = 1, max = 4) List<@From("touches") NavigableSet<Integer>> members,
            @ForAll @IntRange(min = 1, max = 120) int quiet) {
        assertEquals(trace(members, quiet), trace(members, quiet));
    }

    private static List<String> trace(List<NavigableSet<Integer>> members, int quiet) {
        List<String> trace = new ArrayList<>();
        try (FakeLab lab = lab(members, Chunking.everyByte())) {
            lab.wsh.listen(event -> trace.add(lab.time.elapsed().toMillis() + " "
                    + event.getClass().getSimpleName() + " " + event.session().name() + " "
                    + event.mark().generation()));
            List<Pending<Settled>> waits = lab.wsh.sessions().stream()
                    .map(session -> session.awaitIdle(ofMillis(quiet)))
                    .toList();
            waits.forEach(wait ->
                    wait.thenAccept(settled -> trace.add(lab.time.elapsed().toMillis() + " quiet "
                            + settled.session().name())));
            lab.pass(1000);
            lab.wsh.sessions().forEach(Session::close);
            lab.pass(1000);
        }
        return trace;
    }

    private static FakeLab lab(List<NavigableSet<Integer>> members, Chunking chunking) {
        FakePty pty = FakePty.script().onStart(spec -> {
            int member = Integer.parseInt(spec.argv().get(1));
            return all(print(members.get(member)));
        });
        FakeLab lab = new FakeLab(pty.chunking(chunking), builder -> {});
        IntStream.range(0, members.size())
                .forEach(i -> lab.wsh.start(
                        SessionSpec.command("member", String.valueOf(i)).named("m" + i)));
        lab.time.settle();
        return lab;
    }
}
