package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.exit;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.InvalidSpecException;
import dev.wsh.Key;
import dev.wsh.KillReport;
import dev.wsh.NoSessionsException;
import dev.wsh.NoSuchSessionException;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.SessionGroup;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.WshException;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a group does with its members as one, in virtual time. */
class GroupViewTest {

    private static FakePty obedient() {
        return FakePty.script().onSignal(Signal.HUP, exit(0)).onSignal(Signal.TERM, exit(0));
    }

    private static List<String> names(List<? extends Session> sessions) {
        return sessions.stream().map(Session::name).toList();
    }

    @Test
    @DisplayName("an input to a group reaches each live member and nobody else; an ended one is left out")
    void send_groupWithAnEndedMember_reachesTheLive() {
        try (FakeLab lab = new FakeLab()) {
            Session one = lab.start("one", "a");
            Session gone = lab.start("gone", "a");
            Session two = lab.start("two", "a", "b");
            Session other = lab.start("other", "b");
            lab.terminal(gone).play(exit(0));
            lab.time.settle();
            lab.wsh.tagged("a").send(Input.text("hello"), Key.ENTER);
            lab.time.settle();
            assertEquals("hello\r", typed(lab, one));
            assertEquals("hello\r", typed(lab, two));
            assertEquals("", typed(lab, other));
            assertEquals("", typed(lab, gone));
        }
    }

    @Test
    @DisplayName("a member that refuses the input keeps it from no other, and the failure names it and says why")
    void send_membersRefuse_othersGetItAndTheFailureNamesThem() {
        try (FakeLab lab = new FakeLab(FakePty.script(), builder -> builder.inputQueue(10))) {
            Session full = lab.start("full", "a");
            Session one = lab.start("one", "a");
            Session alsoFull = lab.start("also-full", "a");
            Session two = lab.start("two", "a");
            full.send(Input.pause(ofSeconds(60)), Input.text("12345678"));
            alsoFull.send(Input.pause(ofSeconds(60)), Input.text("1234567"));
            InputRejectedException failure = assertThrows(
                    InputRejectedException.class, () -> lab.wsh.tagged("a").send(Input.text("hello"), Key.ENTER));
            lab.time.settle();
            assertEquals("hello\r", typed(lab, one));
            assertEquals("hello\r", typed(lab, two));
            String why = " bytes wait: a pause among the input is not over";
            assertEquals(
                    "2 of 4 sessions did not take the input; the others did."
                            + " \"full\": session \"full\": 6 bytes of input do not fit; 8 of 10" + why
                            + "; \"also-full\": session \"also-full\": 6 bytes of input do not fit; 7 of 10" + why,
                    failure.getMessage());
            assertEquals(2, failure.getSuppressed().length);
            assertEquals(InputRejectedException.class, failure.getSuppressed()[1].getClass());
        }
    }

    private static String typed(FakeLab lab, Session session) {
        return lab.terminal(session).input();
    }

    @Test
    @DisplayName(
            "a new size for a group is that of each live member; a size beyond the limits is refused before any has it")
    void resize_group_isForEachLiveMember() {
        try (FakeLab lab = new FakeLab()) {
            Session one = lab.start("one", "a");
            Session other = lab.start("other", "b");
            lab.wsh.tagged("a").resize(10, 33);
            lab.time.settle();
            assertEquals(10, one.screen().rows());
            assertEquals(33, one.screen().cols());
            assertEquals(24, other.screen().rows());
            assertThrows(InvalidSpecException.class, () -> lab.wsh.tagged("a").resize(0, 80));
            assertEquals(10, one.screen().rows());
        }
    }

    @Test
    @DisplayName("members, their names, what a group says of itself, and who is not found")
    void sessions_ofAGroup_areFoundByName() {
        try (FakeLab lab = new FakeLab()) {
            SessionGroup group = lab.wsh.tagged("a", "c");
            assertEquals("sessions tagged a or c: none", group.toString());
            String nobody = assertThrows(NoSuchSessionException.class, () -> group.get("one"))
                    .getMessage();
            assertTrue(nobody.contains("tagged a or c; there is none at all"), nobody);
            Session one = lab.start("one", "a");
            lab.start("other", "b");
            Session two = lab.start("two", "c");
            assertEquals(List.of(one, two), group.sessions());
            assertEquals("sessions tagged a or c: one, two", group.toString());
            assertEquals(one, group.get("one"));
            assertEquals(Optional.of(two), group.find("two"));
            assertEquals(Optional.empty(), group.find("other"));
            String mistyped = assertThrows(NoSuchSessionException.class, () -> group.get("tow"))
                    .getMessage();
            assertTrue(mistyped.contains("\"tow\""), mistyped);
            assertTrue(mistyped.contains("there are one, two"), mistyped);
            assertEquals(
                    List.of("two"),
                    names(group.matching(session -> session.name().startsWith("t"))
                            .sessions()));
            assertEquals(
                    List.of("one"),
                    names(group.where(tags -> !tags.contains("c")).sessions()));
        }
    }

    @Test
    @DisplayName(
            "nobody to wait for: the failure names the tags there are and how many have each, at most twenty of them")
    void await_mistypedTag_namesTheTags() {
        try (FakeLab lab = new FakeLab()) {
            assertTrue(nobody(lab, "x").contains("none lives at all"));
            lab.start("plain");
            lab.start("plain-2");
            assertTrue(nobody(lab, "x").contains("of 2 that live, none has a tag"));
            lab.start("one", "build", "ci");
            lab.start("two", "build");
            assertTrue(nobody(lab, "biuld").contains("the tags that there are: build (2), ci (1). "), nobody(lab, "x"));
            for (int i = 10; i < 40; i++) {
                lab.start("t" + i, "tag" + i);
            }
            String many = nobody(lab, "x");
            assertTrue(many.contains("tag27 (1), and 12 more"), many);
        }
    }

    private static String nobody(FakeLab lab, String tag) {
        WshException failure = assertThrows(
                NoSessionsException.class,
                () -> lab.wsh.tagged(tag).awaitAnyIdle(ofSeconds(1)).block());
        return failure.getMessage();
    }

    @Test
    @DisplayName("the first exit of a group: who, with which status, and not one of another group")
    void awaitAnyExit_secondMemberExits_isThat() {
        try (FakeLab lab = new FakeLab()) {
            Session one = lab.start("one", "a");
            Session two = lab.start("two", "a");
            Session other = lab.start("other", "b");
            lab.terminal(other).play(exit(1));
            lab.terminal(two).play(Steps.after(ofSeconds(3)), exit(7));
            lab.terminal(one).play(Steps.after(ofSeconds(5)), exit(0));
            Settled.Ended first = lab.wsh.tagged("a").awaitAnyExit().block();
            assertEquals(two, first.session());
            assertEquals(7, first.status().code().orElseThrow());
            assertEquals(3_000, lab.time.elapsed().toMillis());
        }
    }

    @Test
    @DisplayName(
            "terminate asks first and waits for its grace, kill does not; both tell who is gone, of this group alone")
    void terminate_group_endsItsMembers() {
        try (FakeLab lab = new FakeLab(obedient(), builder -> {})) {
            Session one = lab.start("one", "a");
            Session two = lab.start("two", "a");
            Session other = lab.start("other", "b");
            Session third = lab.start("third", "c");
            KillReport report = lab.wsh.tagged("a").terminate(ofSeconds(1)).block();
            assertTrue(report.survivors().isEmpty(), report::toString);
            assertTrue(one.exitStatus().orElseThrow().success());
            assertTrue(two.exitStatus().orElseThrow().success());
            assertEquals(Optional.empty(), other.exitStatus());
            lab.wsh.tagged("c").kill().block();
            ExitStatus killed = third.exitStatus().orElseThrow();
            assertFalse(killed.success(), killed::toString);
            assertEquals(Optional.empty(), other.exitStatus());
            assertThrows(
                    IllegalArgumentException.class, () -> lab.wsh.tagged("b").terminate(ofMillis(-1)));
        }
    }

    @Test
    @DisplayName("listeners and subscribers of a group hear of its members alone, until they are closed or cancelled")
    void events_ofAGroup_areThoseOfItsMembers() {
        try (FakeLab lab = new FakeLab()) {
            List<String> heard = new ArrayList<>();
            Collected collected = new Collected();
            Registration listening = lab.wsh
                    .tagged("a")
                    .listen(event -> heard.add(event.session().name()));
            lab.wsh.tagged("a").events().subscribe(collected);
            Session one = lab.start("one", "a");
            Session other = lab.start("other", "b");
            lab.print(one, "x");
            lab.print(other, "y");
            assertEquals(Set.of("one"), Set.copyOf(heard));
            assertEquals(Set.of("one"), Set.copyOf(collected.names));
            listening.close();
            int before = heard.size();
            lab.terminal(one).play(exit(0));
            lab.time.settle();
            assertEquals(before, heard.size());
            assertTrue(collected.events.stream().anyMatch(SessionEvent.Exited.class::isInstance), collected::toString);
            lab.wsh.close();
            lab.time.settle();
            assertTrue(collected.complete);
        }
    }

    /** Takes one event at a time. */
    private static final class Collected implements Flow.Subscriber<SessionEvent> {
        final List<String> names = new ArrayList<>();
        final List<SessionEvent> events = new ArrayList<>();
        boolean complete;
        private Flow.Subscription subscription = new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        };

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(1);
        }

        @Override
        public void onNext(SessionEvent event) {
            events.add(event);
            names.add(event.session().name());
            subscription.request(1);
        }

        @Override
        public void onError(Throwable thrown) {
            throw new AssertionError(thrown);
        }

        @Override
        public void onComplete() {
            complete = true;
        }

        @Override
        public String toString() {
            return events.toString();
        }
    }

    @Test
    @DisplayName(
            "the last ended sessions are kept, in their order, as many as were asked for; names of the ended are free")
    void ended_moreThanAreKept_areTheLast() {
        try (FakeLab lab = new FakeLab(FakePty.script(), builder -> builder.retainEnded(2))) {
            for (String name : List.of("one", "two", "three")) {
                lab.terminal(lab.start(name, "a")).play(exit(0));
                lab.time.settle();
            }
            assertEquals(List.of("two", "three"), names(lab.wsh.ended()));
            assertEquals(List.of("two", "three"), names(lab.wsh.tagged("a").ended()));
            assertEquals(List.of(), names(lab.wsh.tagged("b").ended()));
            Session again = lab.start("three", "b");
            assertEquals(again, lab.wsh.get("three"));
            assertEquals(List.of("two", "three"), names(lab.wsh.ended()));
        }
    }

    @Test
    @DisplayName("all exits: one result for each member, in the order of their start, once the last is gone")
    void awaitAllExit_membersExitInAnyOrder_isInTheirOrder() {
        try (FakeLab lab = new FakeLab()) {
            Session one = lab.start("one", "a");
            Session two = lab.start("two", "a");
            lab.terminal(one).play(Steps.after(ofSeconds(2)), exit(1));
            lab.terminal(two).play(Steps.after(ofSeconds(1)), exit(2));
            List<Settled.Ended> all = lab.wsh.tagged("a").awaitAllExit().block();
            assertEquals(
                    List.of(one, two), all.stream().map(Settled.Ended::session).toList());
            assertEquals(
                    List.of(1, 2),
                    all.stream()
                            .map(ended -> ended.status().code().orElseThrow())
                            .toList());
            assertEquals(Duration.ofSeconds(2), lab.time.elapsed());
        }
    }
}
