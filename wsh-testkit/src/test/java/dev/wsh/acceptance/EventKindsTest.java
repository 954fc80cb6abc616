package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.testkit.FakePty;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each kind of event with what it says, and the gap of a subscriber that is too slow. */
class EventKindsTest {

    private final FakeLab lab = new FakeLab(FakePty.script(), builder -> builder.eventQueue(4));
    private final Session session = lab.start("s");

    @AfterEach
    void close() {
        lab.close();
    }

    private void print(String output) {
        lab.terminal(session).output(output);
        lab.time.settle();
    }

    private <T extends SessionEvent> T only(Class<T> type, Runnable what) {
        List<SessionEvent> seen = new ArrayList<>();
        try (AutoCloseable listening = session.listen(seen::add)) {
            lab.time.settle();
            what.run();
            lab.time.settle();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        List<T> events = seen.stream().filter(type::isInstance).map(type::cast).toList();
        assertEquals(1, events.size(), seen::toString);
        assertEquals(session, events.get(0).session());
        return events.get(0);
    }

    @Test
    @DisplayName("Resized: the new size, and a mark after it")
    void resize_sizeChanges_isReported() {
        Mark before = session.mark();
        SessionEvent.Resized resized = only(SessionEvent.Resized.class, () -> session.resize(30, 100));
        assertEquals(30, resized.rows());
        assertEquals(100, resized.cols());
        assertTrue(resized.mark().compareTo(before) > 0);
        assertEquals(30, session.screen().rows());
    }

    @Test
    @DisplayName("TitleChanged: the new title")
    void title_changes_isReported() {
        assertEquals(
                "a title",
                only(SessionEvent.TitleChanged.class, () -> print("\033]2;a title\007"))
                        .title());
    }

    @Test
    @DisplayName("Rang: once for each bell")
    void bell_rings_isReported() {
        assertTrue(only(SessionEvent.Rang.class, () -> print("x\007")).mark().generation() > 0);
    }

    @Test
    @DisplayName("Renamed and TagsChanged: from what to what")
    void update_nameAndTagsChange_isReported() {
        SessionEvent.Renamed renamed = only(SessionEvent.Renamed.class, () -> session.rename("t"));
        assertEquals("s", renamed.from());
        assertEquals("t", renamed.to());
        session.addTags("old");
        SessionEvent.TagsChanged tags = only(
                SessionEvent.TagsChanged.class,
                () -> session.update(change -> change.addTags("new").removeTags("old")));
        assertEquals(Set.of("new"), tags.added());
        assertEquals(Set.of("old"), tags.removed());
    }

    @Test
    @DisplayName("Exited: the status")
    void exit_sessionExits_isReported() {
        SessionEvent.Exited exited =
                only(SessionEvent.Exited.class, () -> lab.terminal(session).exit(5));
        assertEquals(OptionalInt.of(5), exited.status().code());
    }

    @Test
    @DisplayName(
            "Missed: a subscriber that asks for less than comes gets the number of those missing, in their place, each time")
    void events_subscriberIsSlow_getsTheGap() {
        Collecting<SessionEvent> slow = new Collecting<>(1);
        session.events().subscribe(slow);
        lab.time.settle();
        for (int i = 0; i < 10; i++) {
            print(i + "\r\n");
        }
        slow.subscription.join().request(3);
        lab.time.settle();
        List<SessionEvent> seen = slow.items();
        assertEquals(
                "0\n",
                assertInstanceOf(SessionEvent.Printed.class, seen.get(0))
                        .output()
                        .text());
        SessionEvent.Missed missed = assertInstanceOf(SessionEvent.Missed.class, seen.get(1));
        assertEquals(5, missed.events(), "of ten one came, four are queued");
        assertEquals(session, missed.session());
        assertEquals(
                "6\n",
                assertInstanceOf(SessionEvent.Printed.class, seen.get(2))
                        .output()
                        .text());
        for (int i = 10; i < 20; i++) {
            print(i + "\r\n");
        }
        slow.subscription.join().request(Long.MAX_VALUE);
        lab.time.settle();
        long printed = slow.items().stream()
                .filter(SessionEvent.Printed.class::isInstance)
                .count();
        long gaps = slow.items().stream()
                .filter(SessionEvent.Missed.class::isInstance)
                .mapToLong(event -> ((SessionEvent.Missed) event).events())
                .sum();
        assertEquals(20, printed + gaps, "each event comes or is counted");
        assertEquals(
                2,
                slow.items().stream()
                        .filter(SessionEvent.Missed.class::isInstance)
                        .count());
    }

    @Test
    @DisplayName("paste: in brackets where the program asked for them, and in one piece")
    void paste_programAskedForBrackets_isBracketed() {
        session.paste("a b");
        lab.time.settle();
        assertEquals("a b", lab.terminal(session).input());
        print("\033[?2004h");
        session.paste("c\nd");
        lab.time.settle();
        assertEquals("a b\033[200~c\rd\033[201~", lab.terminal(session).input());
        assertEquals(2, session.mark().generation() - 1, "two inputs and one piece of output");
    }
}
