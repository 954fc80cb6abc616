package dev.wsh.acceptance;

import static dev.wsh.Conditions.echoOff;
import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.spi.SessionObserver;
import dev.wsh.testkit.Recorder;
import dev.wsh.testkit.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed while the terminal does not echo, and every secret, is told to the program and to nobody else. */
@Tag("pty")
class SecretsTest {

    private static final String SECRET = "hunter2-s3cr3t";
    private static final String ASKS = """
            import getpass
            while True:
                print('got', len(getpass.getpass('Password: ')))
            """;

    /** Notes all that an observer is told of inputs. */
    private static final class Words implements SessionObserver {
        private final List<String> all = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void typed(Session session, Mark before, String words) {
            all.add(words + " " + before);
        }
    }

    private static Session asks(World.Lab lab) {
        RunShell.assumeInstalled("python3");
        Session session = lab.wsh().start(SessionSpec.command("python3", "-c", ASKS));
        session.await(echoOff()).block();
        return session;
    }

    @OnRealTerminals
    void input_typedWithoutEcho_isToldNowhere(World world, @TempDir Path folder) throws Exception {
        Words words = new Words();
        Recorder recorder = new Recorder();
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        try (World.Lab lab =
                world.open(builder -> builder.observer(words).observer(recorder).inputQueue(100_000))) {
            Session session = asks(lab);
            session.listen(event -> told.add(event.toString()));
            Mark start = session.mark();
            List<Mark> marks = new ArrayList<>();
            for (Input input : List.of(
                    Input.text(SECRET),
                    Input.secret(SECRET),
                    Input.paste(SECRET),
                    Input.rawPaste(SECRET),
                    Input.sequence(Input.text(SECRET), Input.secret(SECRET)))) {
                session.await(echoOff()).block();
                Mark typed = session.send(input, Key.ENTER);
                marks.add(typed);
                int length = input instanceof Input.Sequence ? 2 * SECRET.length() : SECRET.length();
                session.await(text("got " + length).since(typed)).block();
                session.await(text("Password:").since(typed)).block();
            }
            session.await(echoOff()).block();
            session.type(SECRET);
            WaitTimeoutException late = assertThrows(
                    WaitTimeoutException.class,
                    () -> session.await(text("never")).within(ofMillis(50)).block());
            InputRejectedException full =
                    assertThrows(InputRejectedException.class, () -> session.type(SECRET.repeat(100_000)));
            told.add(lab.wsh().diagnostics().toString());
            told.add(session.info() + " " + session + " " + session.snapshot() + " " + marks);
            told.add(session.outputSince(start)
                    + session.outputSince(start).withoutEcho().text());
            session.kill().block();
            session.onExit().block();
            SessionEndedException ended = assertThrows(SessionEndedException.class, () -> session.sendLine(SECRET));
            for (Exception failure : List.of(late, full, ended)) {
                told.add(failure.toString());
            }
            told.add(late.evidence().toString());
            told.add(late.evidence().get(0).describe());
            told.add(recorder.recording(session).toCast(Recording.Format.V3));
            recorder.writeTrace(folder.resolve("trace.html"), "secret");
            told.add(Files.readString(folder.resolve("trace.html")));
            told.addAll(words.all);
            for (String each : told) {
                assertFalse(each.contains("hunter2"), each);
            }
            assertTrue(late.getMessage().contains("(typed without echo) Enter"), late::getMessage);
        }
    }

    /** The program asks, and a moment later turns the echo off and drops what was typed until then. */
    private static void type(int count) {
        try (World.Lab lab = World.REAL.open()) {
            Session session = asks(lab);
            for (int i = 0; i < count; i++) {
                String secret = "x".repeat(1 + i % 7);
                session.await(echoOff()).block();
                Mark typed = session.send(Input.secret(secret), Key.ENTER);
                String got = session.await(text(Pattern.compile("^got (\\d+)$")).since(typed))
                        .within(ofSeconds(20))
                        .block()
                        .group(1);
                assertEquals(secret.length(), Integer.parseInt(got), "password " + i);
                session.await(text("Password:").since(typed)).block();
            }
            assertFalse(session.snapshot().lines().toString().contains("x"));
        }
    }

    @Test
    void secrets_typedOnceTheEchoIsOff_allArrive() {
        type(25);
    }

    @Test
    @Tag("soak")
    void secrets_typedAThousandTimesOnceTheEchoIsOff_allArrive() {
        type(Integer.getInteger("test.secrets", 1000));
    }
}
