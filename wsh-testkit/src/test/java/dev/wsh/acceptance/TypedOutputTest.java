package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Mark;
import dev.wsh.Session;
import org.junit.jupiter.api.DisplayName;

/** What is seen of a command that is typed at a prompt, in each shell with its own line editor. */
class TypedOutputTest {

    private static String typed(Session session, String command, String end) {
        session.awaitIdle(ofMillis(300)).within(ofSeconds(30)).block(); // the prompt is there
        Mark mark = session.sendLine(command);
        session.await(text(end).since(mark)).within(ofSeconds(30)).block();
        session.awaitIdle(ofMillis(300)).within(ofSeconds(30)).block();
        String text = session.outputSince(mark).text();
        int begin = text.indexOf("echo "); // fish may draw its prompt anew
        return text.substring(begin, text.lastIndexOf(end) + end.length());
    }

    @InRunShells
    @DisplayName("the command as it stands behind the prompt, once, and what it printed")
    void outputSince_typedCommand_beginsWithTheCommandOnce(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            String command = "echo 5 he''llo 5";
            assertEquals(command + "\n5 hello 5", typed(session, command, "5 hello 5"));
        }
    }

    @InRunShells
    @DisplayName("a command longer than a row, which the line editor wraps by itself")
    void outputSince_longCommand_isWhole(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            String command = "echo " + "0123456789".repeat(12) + "' 'en''d";
            String seen = typed(session, command, " end").replace("\n", ""); // some editors end the row themselves
            assertEquals(command + "0123456789".repeat(12) + " end", seen);
        }
    }
}
