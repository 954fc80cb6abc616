package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text is found in each line that goes, however it goes, although nobody could look while it stood there. */
class DiscardedTextTest {

    private static final String HOME = "\033[H";

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** What prints a text, and what makes it go in the same piece of output. */
    static Stream<Arguments> ways() {
        String atBottom = "\033[6;1HREADY";
        return Stream.of(
                Arguments.of("CR and EL 0", "READY\r\033[K"),
                Arguments.of("EL 0 within it", "READY\033[3G\033[K"),
                Arguments.of("EL 1", "READY\033[1K"),
                Arguments.of("EL 2", "READY\033[2K"),
                Arguments.of("ED 0", "READY" + HOME + "\033[J"),
                Arguments.of("ED 1", "READY\r\n\033[1J"),
                Arguments.of("ED 2", "READY\033[2J"),
                Arguments.of("ED 0 of a later row", "\r\nREADY" + HOME + "\033[J"),
                Arguments.of("IL at the bottom", atBottom + HOME + "\033[L"),
                Arguments.of("SD", atBottom + "\033[T"),
                Arguments.of("RI", atBottom + HOME + "\033M"),
                Arguments.of("DL", "READY\r\033[M"),
                Arguments.of("SU in a region", "\033[2;4r\033[2;1HREADY\033[S"),
                Arguments.of("a line feed in a region", "\033[2;4r\033[2;1HREADY\033[4;1H\n\033[r"),
                Arguments.of("ICH", "\033[16GREADY\033[1G\033[5@"),
                Arguments.of("ICH within it", "READY\033[3G\033[@"),
                Arguments.of("DCH", "READY\r\033[5P"),
                Arguments.of("ECH", "READY\r\033[5X"),
                Arguments.of("insert mode", "\033[16GREADY\033[1G\033[4hxx\033[4l"),
                Arguments.of("DECERA", "READY\033[1;1;1;9$z"),
                Arguments.of("DECSERA", "READY\033[1;1;1;9${"),
                Arguments.of("DECFRA", "READY\033[120;1;1;1;9$x"),
                Arguments.of("DECCRA", "READY\033[3;1;3;9;1;1;1;1$v"),
                Arguments.of("DECSED", "READY\033[?2J"),
                Arguments.of("DECSEL", "READY\033[?2K"),
                Arguments.of("DECALN", "READY\033#8"),
                Arguments.of("DECIC", "\033[16GREADY\033[1G\033[5'}"),
                Arguments.of("DECDC", "READY\033[1G\033[5'~"),
                Arguments.of("SL", "READY\033[5 @"),
                Arguments.of("SR", "\033[16GREADY\033[5 A"),
                Arguments.of("RIS", "READY\033c"),
                Arguments.of("DECCOLM", "\033[?40hREADY\033[?3h"),
                Arguments.of("a resize", atBottom + HOME + "\033[8;3;20t\033[2J"),
                Arguments.of("the end of the alternate screen", "\033[?1049hREADY\033[?1049l"),
                Arguments.of("mode 1047", "\033[?1047hREADY\033[?1047l"),
                Arguments.of("scrolling on the alternate screen", "\033[?1049hREADY" + "\r\n".repeat(20)),
                Arguments.of("scrolling up", "READY" + "\r\n".repeat(20)),
                Arguments.of("a wrapped line", "x".repeat(18) + "READY" + HOME + "\033[K"),
                Arguments.of("progress", "\r\033[K10%\r\033[KREADY\r\033[K30%"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void text_goesInThePieceInWhichItCame_isFound(String way, String output) {
        Session session = lab.wsh.start(SessionSpec.command("program").size(6, 20));
        lab.time.settle();
        Pending<Match> plain = session.await(text("READY")).within(ofMillis(10));
        Pending<Match> newer =
                session.await(text("READY").since(session.mark())).within(ofMillis(10));
        List<String> answers = new ArrayList<>();
        session.on(text("READY"), (s, match) -> answers.add(match.text()));
        lab.print(session, output);
        assertFalse(session.screen().text().contains("READY"), session.screen()::toString);
        assertEquals("READY", plain.block().text());
        assertEquals("READY", newer.block().text());
        assertEquals(List.of("READY"), answers);
    }

    @Test
    void text_linesErasedOneByOne_answersEachOnce() {
        Session session = lab.start("s");
        List<String> answers = new ArrayList<>();
        session.on(text("step"), (s, match) -> answers.add(match.line()));
        StringBuilder progress = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            progress.append("\r\033[Kstep ").append(i);
        }
        lab.print(session, progress.toString());
        assertEquals(1000, answers.size());
        assertEquals("step 0", answers.get(0));
        assertEquals("step 999", answers.get(999));
        lab.print(session, "\033[3G\033[K\033[2J");
        assertEquals(1000, answers.size());
    }

    /** What is printed over is not looked at: the bound that is documented. */
    @Test
    void text_printedOverInOnePiece_isNotSeen() {
        Session session = lab.start("s");
        Pending<Match> wait = session.awaitText("READY").within(ofMillis(10));
        lab.print(session, "READY\rready");
        assertThrows(WaitTimeoutException.class, wait::block);
    }

    @Test
    void text_ofTheProgramBefore_isNotNewOnTheAlternateScreen() {
        Session session = lab.start("s");
        lab.print(session, "\033[?1049hTHE FIRST\033[?1049l$ ");
        session.sendLine("less two");
        Pending<Match> stale = session.awaitText("THE FIRST").within(ofMillis(10));
        Pending<Match> next = session.awaitText("THE SECOND").within(ofMillis(10));
        lab.print(session, "\033[?1049hTHE SECOND");
        assertEquals("THE SECOND", next.block().text());
        assertThrows(WaitTimeoutException.class, stale::block);
    }

    @Test
    void text_insideAnUpdate_isFoundWithTheFrame() {
        Session session = lab.start("s");
        Pending<Match> wait = session.awaitText("gone").within(ofMillis(500));
        lab.print(session, "\033[?2026hgone\r\033[K" + "x\r\n".repeat(50));
        assertFalse(wait.isDone());
        lab.print(session, "\033[?2026l");
        assertTrue(wait.isDone());
    }

    /** A program that fills and erases the screen all the time costs memory up to a bound. */
    @Test
    void text_muchErasedInOnePiece_isBounded() {
        Session session = lab.wsh.start(SessionSpec.command("program").size(1000, 1000));
        lab.time.settle();
        Pending<Match> wait = session.awaitText("never").within(ofMillis(10));
        lab.print(session, "\033#8\033[2J".repeat(200));
        assertThrows(WaitTimeoutException.class, wait::block);
    }
}
