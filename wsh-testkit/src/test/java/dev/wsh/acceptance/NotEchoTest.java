package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.WaitTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which text is an echo, by where it stands. */
class NotEchoTest {

    private static final String EDITS = "\033[?2004h";
    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private Session at(String prompt) {
        Session session = lab.start("s");
        lab.print(session, prompt);
        return session;
    }

    private static Pending<Match> hello(Session session) {
        return session.await(text("hello").notEcho());
    }

    private void assertRow(int row, Pending<Match> answer) {
        assertTrue(answer.isDone(), "an answer");
        assertEquals(row, answer.block().row());
    }

    @Test
    void typedLine_itsEchoInPieces_isNoAnswer() {
        Session session = at("$ ");
        session.sendLine("echo hello");
        Pending<Match> answer = hello(session);
        for (String piece : List.of("echo he", "llo", "\r\n")) {
            lab.print(session, piece);
            assertFalse(answer.isDone(), piece);
        }
        lab.print(session, "hello\r\n$ ");
        assertRow(1, answer);
    }

    @Test
    void typedLine_echoAndAnswerInOnePiece_areToldApart() {
        Session session = at("> ");
        session.sendLine("hello");
        Pending<Match> answer = hello(session);
        lab.print(session, "hello\r\nhello\r\n> ");
        assertRow(1, answer);
    }

    @Test
    void typedLine_thatTheEditorDrawsAnew_isNoAnswer() {
        Session session = at(EDITS + "$ ");
        session.sendLine("hello");
        Pending<Match> answer = hello(session);
        lab.print(session, "h\033[90mello world\033[m\r\033[K$ \033[31mhello\033[m\033[K");
        lab.print(session, "\r\033[2Kzsh$ hello\r\r\n");
        assertFalse(answer.isDone());
        lab.print(session, "hello");
        assertRow(1, answer);
    }

    @Test
    void typedLine_longerThanTheScreen_isNoAnswer() {
        Session session = at(EDITS + "$ ");
        String line = "x".repeat(3000) + " hello " + "y".repeat(3000);
        session.sendLine(line);
        Pending<Match> answer = hello(session);
        lab.print(session, line.substring(0, 4000));
        lab.print(session, line.substring(4000));
        lab.print(session, "\r\n");
        assertFalse(answer.isDone());
        lab.print(session, "hello");
        assertTrue(answer.isDone());
    }

    @Test
    void typedBeforeThePrompt_echoOfKernelAndOfEditor_isNoAnswer() {
        Session session = at("");
        session.sendLine("echo hello");
        Pending<Match> answer = hello(session);
        lab.print(session, "echo hello\r\n");
        lab.print(session, "motd\r\n" + EDITS + "$ echo hel");
        lab.print(session, "lo\r\n\033[?2004l\r");
        assertFalse(answer.isDone());
        lab.print(session, "hello\r\n");
        assertRow(3, answer);
    }

    @Test
    void typedBeforeThePrompt_ofAShellThatSaysNothingOfItself_isNoAnswer() {
        Session session = at("");
        session.sendLine("echo hello");
        Pending<Match> answer = hello(session);
        lab.print(session, "echo hello\r\n");
        lab.print(session, "$ echo hello\r\n");
        assertFalse(answer.isDone());
        lab.print(session, "hello\r\n");
        assertRow(2, answer);
    }

    @Test
    void answer_thatQuotesTheInput_isNoEcho() {
        Session session = at("name: ");
        session.sendLine("hello");
        Pending<Match> answer = hello(session);
        lab.print(session, "hello\r\nyou said: hello\r\n");
        assertRow(1, answer);
    }

    @Test
    void answer_ofAProgramThatDoesNotEcho_isNoEcho() {
        Session session = at("name: ");
        session.sendLine("hello");
        Pending<Match> answer = hello(session);
        lab.print(session, "hello there\r\n");
        assertRow(0, answer);
    }

    @Test
    void severalLines_eachIsNoAnswer() {
        Session session = at("$ ");
        session.paste("echo hello\necho hello 2\n");
        session.sendLine("hello");
        Pending<Match> answer = hello(session);
        lab.print(session, "echo hello\r\n$ echo hello 2\r\n$ hello\r\n");
        assertFalse(answer.isDone());
        lab.print(session, "hello");
        assertRow(3, answer);
    }

    @Test
    void wideCharacters_areNoAnswer() {
        Session session = at("\u6f22$ ");
        session.sendLine("\u5b57 hello \u00e9");
        Pending<Match> answer = hello(session);
        lab.print(session, "\u5b57 hello \u00e9\r\n");
        assertFalse(answer.isDone());
        lab.print(session, "hello");
        assertRow(1, answer);
    }

    @Test
    void historyKey_whatItShows_isNoAnswer() {
        Session session = at(EDITS + "$ ");
        session.press(dev.wsh.Key.UP, dev.wsh.Key.ENTER);
        Pending<Match> answer = hello(session);
        lab.print(session, "echo hello");
        lab.print(session, "\r\n");
        assertFalse(answer.isDone());
        lab.print(session, "hello");
        assertRow(1, answer);
    }

    @Test
    void on_andVisible_takeEchoAsTheWaitDoes() {
        Session session = at("$ ");
        List<Integer> rows = new ArrayList<>();
        session.on(text("hello").notEcho(), (who, match) -> rows.add(match.row()));
        session.sendLine("hello");
        Pending<Match> seen = session.await(visible("hello").notEcho());
        lab.print(session, "hello\r\n");
        assertFalse(seen.isDone());
        lab.print(session, "hello\r\nhello\r\n");
        assertRow(1, seen);
        assertEquals(List.of(1, 2), rows);
    }

    @Test
    void timeout_textOnlyInTheEcho_saysSo() {
        Session session = at("$ ");
        session.sendLine("echo hello");
        lab.print(session, "echo hello\r\n");
        Condition<Match> condition = text("hello").notEcho();
        WaitTimeoutException failure = assertThrows(
                WaitTimeoutException.class,
                () -> session.await(condition).within(ofMillis(10)).block());
        assertTrue(
                failure.getMessage().contains("\"hello\" stands in row 0, but only in the echo of what was typed"),
                failure::getMessage);
        assertEquals("text \"hello\" not in the echo", condition.toString());
    }
}
