package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.NameConflictException;
import dev.wsh.Output;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Case 105 on the fake terminal: 1,000 random walks, after each step of which the sessions agree with a model. */
class WalkProperties {

    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<String> TAGS = List.of("x", "y", "z");

    private enum Kind {
        START,
        RENAME,
        TAG,
        UNTAG,
        PRINT,
        TYPE,
        ALTERNATE,
        RESUBSCRIBE,
        RESIZE,
        EXIT,
        KILL,
        CLOSE,
        PASS
    }

    /** A step: what, to which session, with which name, tag or number. */
    record Action(String what, int who, int detail) {
        private Kind kind() {
            return Kind.valueOf(what);
        }
    }

    /** What is known of a session. */
    private static final class Known {
        private final Session session;
        private final TreeSet<String> tags = new TreeSet<>();
        private String name;
        private long generation;
        private int rows = 24;
        private boolean alternate;
        private Collecting<Output> output;
        private String heard = "";
        private SessionInfo.State state = SessionInfo.State.RUNNING;

        Known(Session session, String name) {
            this.session = session;
            this.name = name;
            this.output = Collecting.all(session.output(session.mark()));
        }

        boolean lives() {
            return state == SessionInfo.State.RUNNING;
        }
    }

    private final List<Known> all = new ArrayList<>();
    private final List<Known> byEnd = new ArrayList<>();
    private final List<Pending<Settled>> waits = new ArrayList<>();

    @Provide
    Arbitrary<List<Action>> walks() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class).map(Kind::name),
                        Arbitraries.integers().between(0, 1000),
                        Arbitraries.integers().between(0, 1000))
                .as(Action::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(50);
    }

    @Property(tries = 1000)
    void anyWalk_eachStep_agreesWithTheModel(@ForAll("walks") List<Action> walk) {
        all.clear();
        byEnd.clear();
        waits.clear();
        FakeLab lab = new FakeLab();
        for (Action action : walk) {
            step(lab, action);
            compare(lab);
        }
        lab.wsh.close();
        for (Known known : all) {
            assertEquals(SessionInfo.State.CLOSED, known.session.info().state());
            assertTrue(known.session.exitStatus().isPresent());
        }
        lab.time.settle();
        waits.forEach(wait -> assertTrue(wait.isDone(), "a wait was lost"));
        assertEquals(0, lab.time.pendingTimers(), "timers");
        assertTrue(lab.pty.spawns().stream().noneMatch(spawn -> spawn.isAlive()), "orphans");
        lab.close();
    }

    private void step(FakeLab lab, Action action) {
        if (action.kind() == Kind.START) {
            start(lab, action);
            return;
        }
        if (action.kind() == Kind.PASS) {
            lab.pass(action.detail() % 200);
            return;
        }
        if (all.isEmpty()) {
            return;
        }
        Known known = all.get(action.who() % all.size());
        if (known.lives()) {
            change(lab, known, action);
        } else {
            assertThrows(SessionEndedException.class, () -> known.session.type("x"));
            assertThrows(SessionEndedException.class, () -> known.session.resize(10, 10));
            if (action.kind() == Kind.CLOSE) {
                known.session.close();
                known.state = SessionInfo.State.CLOSED;
            }
        }
        lab.time.settle();
    }

    private void start(FakeLab lab, Action action) {
        String name = NAMES.get(action.detail() % NAMES.size());
        int spawned = lab.pty.spawns().size();
        if (all.stream().anyMatch(known -> known.lives() && known.name.equals(name))) {
            assertThrows(NameConflictException.class, () -> lab.start(name));
            assertEquals(spawned, lab.pty.spawns().size());
        } else {
            Known known = new Known(lab.start(name), name);
            all.add(known);
            waits.add(known.session.awaitIdle(ofMillis(100)));
        }
        SessionSpec unnamed = SessionSpec.command("program");
        Known numbered = new Known(lab.wsh.start(unnamed), lowestFreeNumber());
        all.add(numbered);
        lab.time.settle();
    }

    private String lowestFreeNumber() {
        for (int i = 0; ; i++) {
            String number = String.valueOf(i);
            if (all.stream().noneMatch(known -> known.lives() && known.name.equals(number))) {
                return number;
            }
        }
    }

    private void change(FakeLab lab, Known known, Action action) {
        Session session = known.session;
        switch (action.kind()) {
            case RENAME -> rename(known, NAMES.get(action.detail() % NAMES.size()));
            case TAG -> {
                String tag = TAGS.get(action.detail() % TAGS.size());
                session.addTags(tag);
                known.tags.add(tag);
            }
            case UNTAG -> {
                String tag = TAGS.get(action.detail() % TAGS.size());
                session.removeTags(tag);
                known.tags.remove(tag);
            }
            case PRINT -> {
                lab.touch(session);
                known.generation++;
                known.heard += ".";
            }
            case ALTERNATE -> {
                known.alternate = !known.alternate;
                lab.terminal(session).output("\033[?1049" + (known.alternate ? "h" : "l"));
                known.generation++;
            }
            case RESUBSCRIBE -> {
                known.output.subscription.join().cancel();
                known.output = Collecting.all(session.output(session.mark()));
                known.heard = "";
            }
            case TYPE -> {
                session.type("x");
                known.generation++;
            }
            case RESIZE -> {
                known.rows = 1 + action.detail() % 60;
                session.resize(known.rows, 80);
                known.generation++;
            }
            case EXIT -> {
                lab.terminal(session).exit(action.detail() % 256);
                lab.time.settle();
                end(known, SessionInfo.State.ENDED);
            }
            case KILL -> {
                session.kill().block();
                lab.time.settle();
                end(known, SessionInfo.State.ENDED);
            }
            case CLOSE -> {
                session.close();
                lab.time.settle();
                end(known, SessionInfo.State.CLOSED);
            }
            default -> throw new IllegalArgumentException(action.what());
        }
    }

    private void rename(Known known, String name) {
        if (all.stream().anyMatch(other -> !other.equals(known) && other.lives() && other.name.equals(name))) {
            assertThrows(NameConflictException.class, () -> known.session.rename(name));
        } else {
            known.session.rename(name);
            known.name = name;
        }
    }

    private void end(Known known, SessionInfo.State state) {
        known.state = state;
        byEnd.add(known);
    }

    private void compare(FakeLab lab) {
        assertEquals(
                all.stream().filter(Known::lives).map(known -> known.session).toList(), lab.wsh.sessions());
        assertEquals(
                byEnd.stream()
                        .filter(known -> known.state == SessionInfo.State.ENDED)
                        .map(known -> known.session)
                        .toList(),
                lab.wsh.ended());
        for (String tag : TAGS) {
            assertEquals(
                    all.stream()
                            .filter(known -> known.lives() && known.tags.contains(tag))
                            .map(known -> known.session)
                            .toList(),
                    lab.wsh.tagged(tag).sessions());
        }
        for (Known known : all) {
            SessionInfo info = known.session.info();
            assertEquals(known.state, info.state());
            assertEquals(known.name, info.name());
            assertEquals(known.tags, info.tags());
            assertEquals(
                    known.heard, known.output.items().stream().map(Output::text).collect(Collectors.joining()));
            assertEquals(!known.lives(), known.output.complete.isDone());
            assertEquals(known.alternate, known.session.screen().alternateScreen());
            if (known.lives()) {
                assertEquals(known.generation, known.session.mark().generation());
                assertEquals(known.rows, known.session.screen().rows());
                assertEquals(Optional.of(known.session), lab.wsh.find(known.name));
                assertEquals(
                        known.rows,
                        lab.terminal(known.session).sizes().stream()
                                .reduce((first, last) -> last)
                                .orElseThrow()
                                .rows());
            }
        }
    }
}
