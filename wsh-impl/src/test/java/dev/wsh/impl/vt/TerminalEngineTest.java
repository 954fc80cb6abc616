package dev.wsh.impl.vt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.vt.state.TerminalListener;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the session relies on: versions, snapshots, epochs, leaving rows, events. */
final class TerminalEngineTest {
    private final List<String> events = new ArrayList<>();
    private final TerminalEngine engine = TerminalEngine.create(
            new TerminalOptions(4, 10, 100, /* unsafeReports= */ false, /* graphemeClusters= */ true),
            new TerminalListener() {
                @Override
                public void reply(byte[] bytes) {
                    events.add("reply " + new String(bytes, StandardCharsets.UTF_8).replace("\033", "^["));
                }

                @Override
                public void bell() {
                    events.add("bell");
                }

                @Override
                public void titleChanged(String title) {
                    events.add("title " + title);
                    shown.add(snapshot().text());
                }

                @Override
                public void synchronizedUpdate(Update update) {
                    events.add("sync " + update);
                }
            });

    private final List<String> shown = new ArrayList<>(); // at each title

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        engine.feed(bytes, 0, bytes.length);
    }

    @Test
    void version_nothingChanged_isTheSame() {
        feed("abc");
        long version = engine.version();
        ScreenSnapshot snapshot = engine.snapshot();
        assertEquals(version, engine.version());
        assertSame(snapshot, engine.snapshot());
    }

    private ScreenSnapshot snapshot() {
        return engine.snapshot();
    }

    @Test
    void snapshot_insideAPieceOfOutput_isOfThatMoment() {
        feed("a");
        assertEquals("a", engine.snapshot().text());
        feed("b\033]2;1\007c\033]2;2\007d");
        assertEquals(List.of("ab", "abc"), shown);
        assertEquals("abcd", engine.snapshot().text());
        engine.resize(4, 3);
        assertEquals("abc\nd", engine.snapshot().text());
    }

    @Test
    void find_lineGoesOnAndNoHistoryIsKept_findsItsRest() {
        TerminalEngine small = TerminalEngine.create(
                new TerminalOptions(2, 4, 0, /* unsafeReports= */ false, /* graphemeClusters= */ true),
                TerminalListener.SILENT);
        small.feed("aaaabbbbccccdd".getBytes(StandardCharsets.UTF_8), 0, 14);
        assertEquals(0, small.snapshot().find("ccdd").orElseThrow().region().row());
    }

    @Test
    void version_oneByte_grows() {
        long version = engine.version();
        feed("a");
        assertTrue(engine.version() > version);
    }

    @Test
    void version_sameTextPrintedAgain_isTheSame() {
        feed("abc\r");
        ScreenSnapshot before = engine.snapshot();
        feed("abc\r");
        assertEquals(before.version(), engine.version());
        assertNotSame(before, engine.snapshot());
    }

    @Test
    void written_afterEpoch_tellsWhichCells() {
        feed("old");
        long epoch = engine.epoch();
        feed("new");
        ScreenSnapshot snapshot = engine.snapshot();
        assertFalse(snapshot.written(0).since(epoch, 0, 3));
        assertTrue(snapshot.written(0).since(epoch, 2, 4));
        assertTrue(snapshot.written(0).since(epoch, 5, 6));
        assertFalse(snapshot.written(0).since(epoch, 6, 10));
    }

    @Test
    void written_rowScrolls_movesWithIt() {
        feed("a\r\nb\r\nc\r\nd");
        long epoch = engine.epoch();
        feed("\r\ne");
        ScreenSnapshot snapshot = engine.snapshot();
        assertEquals(List.of("b", "c", "d", "e"), snapshot.lines());
        assertFalse(snapshot.written(2).since(epoch, 0, 10));
        assertTrue(snapshot.written(3).since(epoch, 0, 1));
    }

    @Test
    void takeLeaving_rowsScrollOff_givesThemInOrder() {
        engine.collectLeaving(true);
        feed("one\r\n0123456789two\r\nx\r\ny\r\nz");
        List<LeavingRow> rows = engine.takeLeaving();
        assertEquals(
                List.of("one", "0123456789"),
                rows.stream().map(LeavingRow::text).toList());
        assertEquals(List.of(0L, 1L), rows.stream().map(LeavingRow::line).toList());
        assertEquals(
                List.of(false, true), rows.stream().map(LeavingRow::wrapped).toList());
        assertEquals(List.of(), engine.takeLeaving());
    }

    @Test
    void takeLeaving_screenErased_givesRowsThatWereNotBlank() {
        engine.collectLeaving(true);
        feed("one\r\n\r\ntwo\033[2J");
        assertEquals(
                List.of("one", "two"),
                engine.takeLeaving().stream().map(LeavingRow::text).toList());
    }

    @Test
    void synchronizedUpdate_beginsAndEnds_isTold() {
        feed("\033[?2026hab");
        assertTrue(engine.inSynchronizedUpdate());
        feed("\033[?2026l");
        assertFalse(engine.inSynchronizedUpdate());
        assertEquals(List.of("sync BEGINS", "sync ENDS"), events);
    }

    @Test
    void events_bellTitleAndReply_comeInOrder() {
        feed("\007\033]2;hi\007\033[2;3H\033[6n");
        assertEquals(List.of("bell", "title hi", "reply ^[[2;3R"), events);
    }

    @Test
    void reports_unsafeOnes_areNotAnsweredInSessions() {
        feed("\033]2;rm -rf\007\033[21t\033]52;c;YQ==\007\033]52;c;?\007\033[1;1;1;1;1;1*y");
        assertEquals(List.of("title rm -rf"), events);
    }

    @Test
    void unfinished_insideSequenceStringOrCharacter_isTrue() {
        for (String part : List.of("\033", "\033[", "\033[1;", "\033]0;t", "\033Pq", "\033(")) {
            assertFalse(engine.unfinished());
            feed(part);
            assertTrue(engine.unfinished(), part);
            feed("\030");
        }
        engine.feed(new byte[] {(byte) 0xE4, (byte) 0xBD}, 0, 2);
        assertTrue(engine.unfinished());
        engine.feed(new byte[] {(byte) 0xA0}, 0, 1);
        assertFalse(engine.unfinished());
    }

    @Test
    void scrollback_lineGoesOnOnScreen_isWrapped() {
        feed("0123456789abcdefghij\r\n1\r\n2\r\n3");
        assertEquals(0, engine.snapshot().firstLine());
        assertEquals(1, engine.scrollback().endLine());
        assertTrue(engine.scrollback().lines(0, 10).get(0).wrapped());
        feed("\r\n4");
        assertEquals(1, engine.snapshot().firstLine());
        assertEquals(List.of("0123456789abcdefghij"), engine.scrollback().lines());
        assertEquals(4, engine.cursorLine());
    }
}
