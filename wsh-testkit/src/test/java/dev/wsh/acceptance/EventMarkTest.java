package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The marks of events that happen inside a piece of output. */
class EventMarkTest {

    private final FakeLab lab = new FakeLab();
    private final Session session = lab.start("s");
    private final List<SessionEvent> events = new ArrayList<>();

    @AfterEach
    void close() {
        lab.close();
    }

    private Mark only(Class<? extends SessionEvent> kind) {
        List<Mark> marks =
                events.stream().filter(kind::isInstance).map(SessionEvent::mark).toList();
        assertEquals(1, marks.size(), events::toString);
        return marks.get(0);
    }

    private boolean isTrue(Pending<?> pending) {
        lab.time.settle();
        boolean done = pending.isDone();
        pending.cancel(true);
        return done;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\007", "\033]2;title\007", "\033]2;title\033\\"})
    @DisplayName("what was printed before the event is not newer than its mark, what follows in the same piece is")
    void event_insideAPiece_dividesIt(String cause) {
        session.listen(events::add);
        lab.print(session, "ancient\r\n");
        lab.print(session, "old " + cause + "new");
        Mark mark = only(cause.equals("\007") ? SessionEvent.Rang.class : SessionEvent.TitleChanged.class);
        assertFalse(isTrue(session.await(visible("ancient").since(mark))));
        assertFalse(isTrue(session.await(visible("old").since(mark))));
        assertTrue(isTrue(session.await(visible("new").since(mark))));
        assertFalse(isTrue(session.await(text("old").since(mark))));
        assertTrue(isTrue(session.await(text("new").since(mark))));
        assertEquals(9 + 4 + cause.length(), mark.outputOffset());
        assertEquals("new", session.outputSince(mark).text().strip());
    }

    @Test
    @DisplayName("marks of one piece are in order, and equal only to themselves")
    void marks_ofOnePiece_areOrdered() {
        session.listen(events::add);
        Mark before = session.mark();
        lab.print(session, "a\007b\007");
        List<Mark> marks = new ArrayList<>(List.of(before));
        events.stream()
                .filter(SessionEvent.Rang.class::isInstance)
                .map(SessionEvent::mark)
                .forEach(marks::add);
        marks.add(session.mark());
        assertEquals(4, marks.size());
        for (int i = 0; i < marks.size(); i++) {
            for (int j = 0; j < marks.size(); j++) {
                assertEquals(Integer.compare(i, j), Integer.signum(marks.get(i).compareTo(marks.get(j))), i + " " + j);
                if (i != j) {
                    assertNotEquals(marks.get(i), marks.get(j));
                }
            }
        }
        assertEquals(session.mark(), only(SessionEvent.Printed.class), "the mark after the piece is that of its event");
    }

    @Test
    @DisplayName("pieces of output follow one another without a gap")
    void printed_marksJoin() {
        session.listen(events::add);
        lab.print(session, "one\r\n");
        session.resize(30, 100);
        lab.print(session, "two");
        List<SessionEvent.Printed> printed = events.stream()
                .filter(SessionEvent.Printed.class::isInstance)
                .map(SessionEvent.Printed.class::cast)
                .toList();
        assertEquals("one", printed.get(0).output().text().strip());
        assertEquals(printed.get(0).mark(), printed.get(0).output().to());
        assertTrue(
                printed.get(1).output().from().compareTo(printed.get(0).output().to()) > 0, "a resize lies between");
        assertEquals(
                printed.get(0).output().to().outputOffset(),
                printed.get(1).output().from().outputOffset());
    }
}
