package dev.wsh.impl.wait;

import static dev.wsh.Conditions.allOf;
import static dev.wsh.Conditions.cursorAt;
import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.gone;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import dev.wsh.Condition;
import dev.wsh.Session;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import dev.wsh.spi.Pty.Drain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.quality.Strictness;

/**
 * Waits on a clock that moves on whenever it is read, as a real one does, and once jumps, as if the thread had lost its
 * processor at that very point: a wait must come true wherever that was.
 */
class WaitersTest {

    private static final int MOST_STEPS = 500;
    private static final int MOST_READINGS = 40;

    /** A session that does at once what it is asked for. */
    private static final class Ticking {
        private final Subject subject = mock(withSettings().strictness(Strictness.LENIENT));
        private final Activity activity = new Activity();
        private final Waiters waiters = new Waiters(subject);
        private int untilJump;
        private final long jump;
        private long clock;
        private long wakeAt = Look.NEVER;
        private boolean asked;

        Ticking(int untilJump, long jump) {
            this.untilJump = untilJump;
            this.jump = jump;
            TerminalEngine engine = TerminalEngine.create(
                    new TerminalOptions(2, 10, 0, /* unsafeReports= */ false, /* graphemeClusters= */ true),
                    mock(TerminalListener.class));
            ScreenSnapshot screen = engine.snapshot();
            HistorySnapshot history = engine.scrollback();
            Session session = mock();
            when(subject.now()).thenAnswer(call -> clock += this.untilJump-- == 0 ? this.jump : 1);
            when(subject.activity()).thenReturn(activity);
            when(subject.session()).thenReturn(session);
            when(subject.screen()).thenReturn(screen);
            when(subject.history()).thenReturn(history);
            when(subject.mark()).thenReturn(new SessionMark("s", 0, 0, 0, 0, 0, 0));
            when(subject.lastInput()).thenReturn(new SessionMark("s", 0, 0, 0, 0, 0, 0));
            when(subject.frames()).thenReturn(new Frames());
            when(subject.ended()).thenReturn(Optional.empty());
            when(subject.unfinishedSince()).thenReturn(OptionalLong.empty());
            doAnswer(call -> wakeAt = call.getArgument(0)).when(subject).wakeAt(anyLong());
            doAnswer(call -> asked = true).when(subject).probe();
        }

        /** The next thing that was asked for happens; false if nothing was, so that a wait would never end. */
        boolean goOn() {
            if (asked) {
                asked = false;
                waiters.probed(Drain.EMPTY);
            } else if (wakeAt != Look.NEVER) {
                clock = Math.max(clock, wakeAt);
                wakeAt = Look.NEVER;
                waiters.wake();
            } else {
                return false;
            }
            return true;
        }

        void output() {
            activity.output(clock, 1);
            waiters.changed(List.of());
        }

        Found begin(Condition<?> condition) {
            Found found = new Found();
            waiters.prepare(condition).begin(found.cast());
            return found;
        }
    }

    /** Whether a wait has come true. */
    private static final class Found implements Outcome<Object> {
        private boolean yes;

        @SuppressWarnings("unchecked") // it takes any value
        <T> Outcome<T> cast() {
            return (Outcome<T>) this;
        }

        @Override
        public void found(Supplier<Object> value) {
            yes = true;
        }

        @Override
        public void ended() {}

        @Override
        public void hopeless(String what) {}
    }

    private static void assertFound(Found found, Ticking session, String situation) {
        for (int steps = 0; !found.yes && steps < MOST_STEPS; steps++) {
            assertTrue(session.goOn(), () -> situation + ": nothing will ever wake the wait");
        }
        assertTrue(found.yes, situation);
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }

    @Test
    @DisplayName("a window that becomes due while waits are looked at is not missed")
    void wake_dueWhileLooking_isNotMissed() {
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            for (int moved = 1; moved < 30; moved++) {
                Ticking session = new Ticking(reading, 25);
                session.output();
                Found found = session.begin(idle(nanos(50)));
                session.clock += moved;
                session.output(); // the timer stays where it is, and looks too early
                assertFound(found, session, "reading " + reading + ", moved " + moved);
            }
        }
    }

    @Test
    @DisplayName("a wait that is due is woken although another one begins or is withdrawn just then")
    void begin_anotherIsDue_keepsItsTimer() {
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            for (int late = 0; late < 20; late++) {
                Ticking session = new Ticking(reading, 100);
                session.output();
                Found first = session.begin(idle(nanos(50)));
                session.clock += 50 + late; // the timer has fired, and waits for the lock
                Found second = session.begin(idle(nanos(1000)).fromNow());
                Waiters.Wait<?> third =
                        session.waiters.prepare(idle(nanos(2000)).fromNow());
                third.begin(new Found().cast());
                third.withdraw();
                long soon = session.clock + 300;
                assertFound(first, session, "first, reading " + reading + ", late " + late);
                assertTrue(session.clock < soon, "too late, reading " + reading + ", late " + late);
                assertFound(second, session, "second, reading " + reading + ", late " + late);
            }
        }
    }

    @Test
    @DisplayName("to begin and to withdraw a wait costs the same beside many others: it looks at none of them")
    void begin_manyOthers_looksAtNone() {
        Ticking session = new Ticking(-1, 0);
        session.output();
        oneOfEachKind().forEach(session::begin);
        int besideFew = costOfOneOfEachKind(session);
        for (int i = 0; i < 200; i++) {
            oneOfEachKind().forEach(session::begin);
        }
        assertEquals(besideFew, costOfOneOfEachKind(session), "calls of the session");
    }

    @Test
    @DisplayName("a change without any of the texts costs the same however many wait for one: none of them looks")
    void changed_manyTexts_looksForNone() {
        Ticking session = new Ticking(-1, 0);
        session.begin(text("some text"));
        session.output();
        int few = costOfOutput(session);
        for (int i = 0; i < 1000; i++) {
            session.begin(i % 2 == 0 ? text("text " + i) : text(Pattern.compile("^text " + i + "(\\d)?$")));
            session.begin(firstOf(visible("other " + i), text("or " + i)));
        }
        session.output();
        assertEquals(few, costOfOutput(session), "calls of the session");
    }

    private static int costOfOutput(Ticking session) {
        int before = mockingDetails(session.subject).getInvocations().size();
        session.output();
        return mockingDetails(session.subject).getInvocations().size() - before;
    }

    /** How often the session is asked something. */
    private static int costOfOneOfEachKind(Ticking session) {
        int before = mockingDetails(session.subject).getInvocations().size();
        for (Condition<?> condition : oneOfEachKind()) {
            Waiters.Wait<?> wait = session.waiters.prepare(condition);
            wait.begin(new Found().cast());
            wait.withdraw();
        }
        return mockingDetails(session.subject).getInvocations().size() - before;
    }

    private static List<Condition<?>> oneOfEachKind() {
        return List.of(
                text("never"),
                text(Pattern.compile("never")),
                idle(Duration.ofHours(1)),
                visible("never").holding(Duration.ofHours(1)),
                gone("never").and(visible("never")),
                cursorAt(1, 9),
                exited());
    }

    @Test
    @DisplayName("a part that is due does not hide when the others will be")
    void wakeAt_oneOfTwoPartsIsDue_wakesForTheOther() {
        for (int reading = 0; reading < MOST_READINGS; reading++) {
            Ticking session = new Ticking(reading, 100);
            session.output();
            Found found = session.begin(allOf(idle(nanos(100)), idle(nanos(300)).fromNow(), idle(nanos(20))));
            assertFound(found, session, "reading " + reading);
        }
    }
}
