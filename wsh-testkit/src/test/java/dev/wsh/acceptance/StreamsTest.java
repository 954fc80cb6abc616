package dev.wsh.acceptance;

import static dev.wsh.Conditions.alternateScreen;
import static dev.wsh.Conditions.text;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Registration;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Activity, screens, output and replies: ACCEPTANCE cases 32, 34, 35, 58 to 61, 83 to 85 and 110, in virtual time. */
class StreamsTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static String names(Collecting<SessionEvent.Activity> activity) {
        return activity.items().stream()
                .map(event -> event.getClass().getSimpleName())
                .collect(Collectors.joining(" "));
    }

    @Test
    @DisplayName("58: idle for 300 ms, subscribe(200): the first event is Idle with the screen")
    void activity_idleSession_beginsWithIdle() {
        Session session = lab.start("s");
        lab.terminal(session).output("hello");
        lab.pass(300);
        Collecting<SessionEvent.Activity> activity = Collecting.all(session.activity(ofMillis(200)));
        lab.time.settle();
        assertEquals("BecameIdle", names(activity));
        SessionEvent.BecameIdle first =
                assertInstanceOf(SessionEvent.BecameIdle.class, activity.items().get(0));
        assertEquals("hello", first.screen().line(0));
    }

    @Test
    @DisplayName("59: a touch just now, subscribe(5000): the first event is BecameActive")
    void activity_busySession_beginsWithRunning() {
        Session session = lab.start("s");
        lab.touch(session);
        Collecting<SessionEvent.Activity> activity = Collecting.all(session.activity(ofSeconds(5)));
        lab.time.settle();
        assertEquals("BecameActive", names(activity));
    }

    @Test
    @DisplayName("60, 61: two bursts: active, idle, active, idle, with growing generations")
    void activity_twoBursts_alternates() {
        Session session = lab.start("s");
        lab.touch(session);
        Collecting<SessionEvent.Activity> activity = Collecting.all(session.activity(ofMillis(150)));
        lab.pass(30);
        lab.touch(session);
        lab.pass(500);
        lab.touch(session);
        lab.pass(30);
        lab.touch(session);
        lab.pass(500);
        assertEquals("BecameActive BecameIdle BecameActive BecameIdle", names(activity));
        List<Long> generations = activity.items().stream()
                .map(event -> event.mark().generation())
                .toList();
        assertEquals(generations.stream().sorted().toList(), generations);
        assertTrue(generations.get(2) > generations.get(1), generations.toString());
    }

    @Test
    @DisplayName("32: the session's end completes a subscriber that never asked for anything, too")
    void subscribers_oneNeverAsks_bothComplete() {
        Session session = lab.start("s");
        List<Collecting<?>> all = new ArrayList<>();
        for (long demand : new long[] {Long.MAX_VALUE, 0}) {
            Collecting<SessionEvent> events = new Collecting<>(demand);
            session.events().subscribe(events);
            Collecting<Output> output = new Collecting<>(demand);
            session.output(session.startMark()).subscribe(output);
            Collecting<Screen> screens = new Collecting<>(demand);
            session.screens(ofMillis(10)).subscribe(screens);
            Collecting<SessionEvent.Activity> activity = new Collecting<>(demand);
            session.activity(ofMillis(10)).subscribe(activity);
            all.addAll(List.of(events, output, screens, activity));
        }
        lab.touch(session);
        session.close();
        lab.pass(1000);
        for (int i = 0; i < all.size(); i++) {
            assertTrue(all.get(i).complete.isDone(), "subscriber " + i);
        }
    }

    @Test
    @DisplayName("34, 35: a subscriber that cancels disturbs nobody; without any the screen is current")
    void subscribers_oneCancels_othersLive() {
        Session session = lab.start("s");
        Collecting<Output> first = Collecting.all(session.output(session.startMark()));
        Collecting<Output> second = Collecting.all(session.output(session.startMark()));
        lab.time.settle();
        first.subscription.join().cancel();
        lab.terminal(session).output("on\r\n");
        lab.time.settle();
        assertEquals(List.of(), first.items());
        assertEquals("on\n", second.items().get(0).text());
        second.subscription.join().cancel();
        lab.terminal(session).output("and on");
        lab.time.settle();
        assertEquals("on\nand on", session.screen().text());
    }

    @Test
    @DisplayName("84, 85: three subscribers; a late one gets what comes, with replay also what was")
    void output_lateSubscriber_getsLateOutput() {
        Session session = lab.start("s");
        lab.terminal(session).output("early\r\n");
        lab.time.settle();
        Collecting<Output> late = Collecting.all(session.output(session.mark()));
        Collecting<Output> replay = Collecting.all(session.output(session.startMark()));
        lab.time.settle();
        lab.terminal(session).output("late\r\n");
        lab.time.settle();
        assertEquals("late\n", textOf(late));
        assertEquals("early\nlate\n", textOf(replay));
    }

    private static String textOf(Collecting<Output> output) {
        return output.items().stream().map(Output::text).collect(Collectors.joining());
    }

    @Test
    @DisplayName("output: a subscriber that asks for one at a time gets larger pieces and loses nothing")
    void output_slowSubscriber_getsLargerPieces() {
        Session session = lab.start("s");
        Collecting<Output> slow = new Collecting<>(1);
        session.output(session.startMark()).subscribe(slow);
        for (int i = 0; i < 10; i++) {
            lab.terminal(session).output(i + "\r\n");
            lab.time.settle();
        }
        assertEquals("0\n", textOf(slow));
        slow.subscription.join().request(1);
        lab.time.settle();
        assertEquals(2, slow.items().size());
        assertEquals("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n", textOf(slow));
    }

    @Test
    @DisplayName(
            "85, 100: characters and sequences that arrive cut at every byte: the pieces' text is as if they were not")
    void output_cutAtEveryByte_textIsWhole() {
        Session session = lab.start("s");
        List<String> printed = new ArrayList<>();
        session.listen(event -> {
            if (event instanceof SessionEvent.Printed print) {
                printed.add(print.output().text());
            }
        });
        Collecting<Output> output = Collecting.all(session.output(session.startMark()));
        List<Output> since = new ArrayList<>();
        Mark mark = session.mark();
        String text = "a\u00e9\033[1;31mred\033[0m\u4e2d\033]0;title\007\ud83d\ude42 z\r\nend";
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            lab.terminal(session).output(new byte[] {b});
            lab.time.settle();
            since.add(session.outputSince(mark));
            mark = session.mark();
        }
        String expected = "a\u00e9red\u4e2d\ud83d\ude42 z\nend";
        assertEquals(expected, session.outputSince(session.startMark()).text());
        assertEquals(expected, textOf(output));
        assertEquals(expected, String.join("", printed));
        assertEquals(expected, since.stream().map(Output::text).collect(Collectors.joining()));
    }

    @Test
    @DisplayName("110: 1000 changes in a second, minInterval 100 ms: at most 11 screens, the last is the final one")
    void screens_manyChanges_areConflated() {
        Session session = lab.start("s");
        Collecting<Screen> screens = Collecting.all(session.screens(ofMillis(100)));
        lab.time.settle();
        lab.terminal(session).play(every(ofMillis(1), 1000, out("x")));
        lab.pass(1000);
        assertTrue(
                screens.items().size() <= 11, "deliveries: " + screens.items().size());
        lab.pass(100);
        List<Screen> seen = screens.items();
        assertEquals(session.screen().text(), seen.get(seen.size() - 1).text());
        assertEquals(0, lab.time.pendingTimers());
    }

    @Test
    @DisplayName("request of nothing is an error for that subscriber alone")
    void request_notPositive_isAnError() {
        Session session = lab.start("s");
        Collecting<Output> wrong = new Collecting<>(0);
        session.output(session.startMark()).subscribe(wrong);
        lab.time.settle();
        wrong.subscription.join().request(0);
        lab.time.settle();
        assertTrue(wrong.complete.isCompletedExceptionally());
    }

    @Test
    @DisplayName("on(text): answered each time it is written, also while the one before is still on the screen")
    void on_textAgain_isAnsweredAgain() {
        Session session = lab.start("s");
        List<String> answers = new ArrayList<>();
        Registration registration = session.on(text("[y/n]"), (who, match) -> {
            answers.add(match.text());
            who.type("y");
        });
        lab.terminal(session).output("first? [y/n] ");
        lab.time.settle();
        lab.terminal(session).output("\r\nsecond? [y/n] ");
        lab.time.settle();
        lab.touch(session);
        assertEquals(2, answers.size());
        registration.close();
        lab.terminal(session).output("\r\nthird? [y/n] ");
        lab.time.settle();
        assertEquals(2, answers.size());
    }

    @Test
    @DisplayName("on(state): answered when it begins, and again only after it was left")
    void on_stateThatStays_isAnsweredOnce() {
        Session session = lab.start("s");
        List<Boolean> answers = new ArrayList<>();
        session.on(alternateScreen(), (who, screen) -> answers.add(screen.alternateScreen()));
        for (String output : List.of("\033[?1049h", "x", "y", "\033[?1049l", "z", "\033[?1049h", "x")) {
            lab.terminal(session).output(output);
            lab.time.settle();
        }
        assertEquals(List.of(true, true), answers);
    }

    @Test
    @DisplayName("wrong arguments are refused at the call")
    void streams_wrongArguments_areRefused() {
        Session session = lab.start("s");
        Mark foreign = lab.start("other").mark();
        assertThrows(IllegalArgumentException.class, () -> session.screens(ofMillis(-1)));
        assertThrows(IllegalArgumentException.class, () -> session.activity(ofMillis(0)));
        assertThrows(IllegalArgumentException.class, () -> session.output(foreign));
        assertFalse(session.info().exitStatus().isPresent());
    }
}
