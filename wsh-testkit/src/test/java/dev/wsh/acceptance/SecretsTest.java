package dev.wsh.acceptance;

import static dev.wsh.Conditions.echoOff;
import static dev.wsh.Conditions.text;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.refuseInput;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.CommandResult;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.spi.SessionObserver;
import dev.wsh.stress.ErrorLog;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Recorder;
import dev.wsh.testkit.Recording;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is typed while the terminal does not echo, and every secret, stands nowhere but in the program. */
class SecretsTest {

    private static final String SECRET = "hunter2-s3cr3t";

    /** Reads lines without echo, and tells their lengths. */
    private static final String READER =
            "stty -echo; printf 'Password: '; while read -r p; do printf 'got %s\\nPassword: ' \"${#p}\"; done";

    /** The ways to type. */
    private enum Way {
        SEND(session -> session.send(Input.text(SECRET), Key.ENTER)),
        SECRET_INPUT(session -> session.send(Input.secret(SECRET), Key.ENTER)),
        TYPE(session -> session.type(SECRET + "\n")),
        LINE(session -> session.sendLine(SECRET)),
        KEYS(session -> {
            session.press(SECRET.chars().mapToObj(c -> Character.toString(c)).toArray(String[]::new));
            session.press(Key.ENTER);
        }),
        HALVES(session -> {
            session.type(SECRET.substring(0, 5));
            session.type(SECRET.substring(5) + "\n");
        }),
        PASTE(session -> {
            session.paste(SECRET);
            session.press(Key.ENTER);
        }),
        BYTES(session -> session.send(Input.bytes((SECRET + "\r").getBytes(StandardCharsets.UTF_8)))),
        SEQUENCE(session -> session.send(Input.sequence(Input.text(SECRET), Input.pause(ofMillis(1)), Key.ENTER)));

        @SuppressWarnings("ImmutableEnumChecker") // it holds nothing
        private final Consumer<Session> type;

        Way(Consumer<Session> type) {
            this.type = type;
        }
    }

    /** Notes all that an observer is told of inputs. */
    private static final class Words implements SessionObserver {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void typed(Session session, Mark before, String words) {
            all.add(words);
        }
    }

    /** All that tells of sessions, and what it has told. */
    private static final class Ears {
        private final Words words = new Words();
        private final Recorder recorder = new Recorder();
        private final List<Object> events = new CopyOnWriteArrayList<>();
        private final Map<String, Object> told = new LinkedHashMap<>();

        World.Lab open(World world) {
            return world.open(builder -> builder.observer(words).observer(recorder));
        }

        void listen(Session session) {
            session.listen(events::add);
        }

        /** Asks all that can be asked of a session, a failed wait among them. */
        void ask(World.Lab lab, Session session, String what) {
            Pending<?> wait =
                    session.await(text("never").since(session.lastInputMark())).within(ofMillis(20));
            told.put(what + " pending", wait.toString());
            told.put(what + " diagnostics", lab.wsh().diagnostics());
            told.put(what + " failure", assertThrows(WaitTimeoutException.class, wait::block));
            told.put(what + " pending failed", wait.toString());
            told.put(what + " mark", session.lastInputMark());
            told.put(what + " info", session.info());
            told.put(what + " session", session);
            told.put(what + " snapshot", session.snapshot());
            told.put(what + " output", session.outputSince(session.startMark()).text());
        }

        void end(Session session, Path folder, ErrorLog log) throws IOException {
            recorder.writeTrace(folder.resolve("trace.html"), "trace");
            told.put("trace", unpacked(Files.readString(folder.resolve("trace.html"))));
            told.put("recording", recorder.recording(session).toCast(Recording.Format.V3));
            told.put("observer", words.all);
            told.put("events", events);
            told.put("log", log.all());
        }

        /** Returns what a page of a trace has packed. */
        private static String unpacked(String page) throws IOException {
            Matcher data = Pattern.compile("H4sI[A-Za-z0-9+/=\\s]+").matcher(page);
            assertTrue(data.find(), "no data in the trace");
            byte[] bytes = Base64.getMimeDecoder().decode(data.group());
            try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        List<String> found() {
            return Grep.find(SECRET, told);
        }
    }

    private Session start(World.Lab lab, String script, Path file) {
        return lab.wsh().start(SessionSpec.command("/bin/sh", "-c", script).logTo(file));
    }

    @OnRealTerminals
    @DisplayName("whatever is typed at a password prompt, and however, stands nowhere")
    void typed_whileTheTerminalDoesNotEcho_standsNowhere(World world, @TempDir Path folder) throws Exception {
        Ears ears = new Ears();
        Path file = folder.resolve("output");
        try (ErrorLog log = new ErrorLog();
                World.Lab lab = ears.open(world)) {
            Session session = start(lab, READER, file);
            ears.listen(session);
            Mark prompt = session.startMark();
            for (Way way : Way.values()) {
                session.await(text("Password: ").since(prompt).and(echoOff()))
                        .within(ofSeconds(30))
                        .block();
                prompt = session.mark();
                way.type.accept(session);
                session.await(text("got " + SECRET.length()).since(prompt))
                        .within(ofSeconds(30))
                        .block();
                ears.ask(lab, session, way.name());
            }
            session.close();
            assertThrows(Exception.class, () -> session.sendLine(SECRET));
            ears.end(session, folder, log);
            ears.told.put("file", Files.readString(file));
        }
        assertEquals(List.of(), ears.found());
        assertTrue(ears.words.all.contains("hidden Enter"), ears.words.all::toString);
        assertTrue(ears.words.all.contains("secret Enter"), ears.words.all::toString);
    }

    @OnRealTerminals
    @DisplayName("the twin: the same, while the terminal echoes, is found in each place")
    void typed_whileTheTerminalEchoes_isFound(World world, @TempDir Path folder) throws Exception {
        Ears ears = new Ears();
        try (ErrorLog log = new ErrorLog();
                World.Lab lab = ears.open(world)) {
            Session session = start(lab, READER.replace("stty -echo; ", ""), folder.resolve("output"));
            session.awaitText("Password: ").within(ofSeconds(30)).block();
            Mark before = session.sendLine(SECRET);
            session.await(text("got " + SECRET.length()).since(before))
                    .within(ofSeconds(30))
                    .block();
            ears.ask(lab, session, "twin");
            session.press(Key.ctrl('c')); // nothing of the screen, but what is told of the input
            ears.end(session, folder, log);
        }
        String found = ears.found().toString();
        for (String place : List.of(
                "twin pending:",
                "twin diagnostics:",
                "twin failure.getMessage:",
                "twin mark:",
                "twin output:",
                "trace:",
                "observer:",
                "recording:")) {
            assertTrue(found.contains(place), place + " is not in " + found);
        }
        assertTrue(ears.words.all.contains("\"" + SECRET + "\" Enter"), ears.words.all::toString);
    }

    @OnRealTerminals
    @DisplayName("a reply, and what is typed for a command that is run in a shell")
    void typed_byAReplyAndForACommand_standsNowhere(World world, @TempDir Path folder) throws Exception {
        Ears ears = new Ears();
        try (ErrorLog log = new ErrorLog();
                World.Lab lab = ears.open(world)) {
            Session shell = lab.wsh().start(SessionSpec.command("bash", "--norc", "--noprofile"));
            ears.listen(shell);
            Pending<CommandResult> run =
                    shell.run("stty -echo; printf 'Password: '; read -r p; stty echo; echo; echo \"got ${#p}\"");
            shell.await(text("Password: ").and(echoOff())).within(ofSeconds(30)).block();
            shell.sendLine(SECRET);
            CommandResult result = run.within(ofSeconds(30)).block();
            assertTrue(result.text().contains("got " + SECRET.length()), result::text);
            ears.told.put("result", result);
            ears.ask(lab, shell, "run");

            Registration reply = shell.on(
                    text("Code: ").and(echoOff()).since(shell.mark()), (session, screen) -> session.sendLine(SECRET));
            Pending<CommandResult> second =
                    shell.run("stty -echo; printf 'Code: '; read -r p; stty echo; echo; echo \"got ${#p}\"");
            CommandResult answered = second.within(ofSeconds(30)).block();
            assertTrue(answered.text().contains("got " + SECRET.length()), answered::text);
            ears.told.put("reply", reply);
            ears.told.put("answered", answered);
            ears.ask(lab, shell, "reply");
            reply.close();
            shell.close();
            ears.end(shell, folder, log);
        }
        assertEquals(List.of(), ears.found());
    }

    @OnRealTerminals
    @DisplayName("the state when the terminal takes it decides, not that of the call")
    void typed_beforeTheTerminalTakesIt_isHiddenUntilThen(World world, @TempDir Path folder) throws Exception {
        Ears ears = new Ears();
        try (ErrorLog log = new ErrorLog();
                World.Lab lab = ears.open(world)) {
            // a line that the kernel would cut waits, and by the time it is taken echo is off
            Session session = start(
                    lab, "echo ready; read -r x; stty -echo -icanon; echo off; cat > /dev/null", folder.resolve("o"));
            session.awaitText("ready").within(ofSeconds(30)).block();
            session.type("x".repeat(5000));
            session.type(SECRET);
            ears.ask(lab, session, "waiting");
            session.close();
            ears.end(session, folder, log);
        }
        assertEquals(List.of(), ears.found());
        assertTrue(ears.words.all.contains("hidden"), ears.words.all::toString);
    }

    @OnRealTerminals
    @DisplayName("a line editor shows what is typed, and so do failures")
    void typed_forALineEditor_isTold(World world) {
        Ears ears = new Ears();
        try (World.Lab lab = ears.open(world)) {
            Session shell = lab.wsh()
                    .start(SessionSpec.command("bash", "--norc", "--noprofile").env("PS1", "ready> "));
            shell.awaitText("ready> ").within(ofSeconds(30)).block();
            shell.await(echoOff()).within(ofSeconds(30)).block();
            Mark typed = shell.sendLine("echo 4$((1+1))");
            shell.await(text("42").since(typed)).within(ofSeconds(30)).block();
            ears.ask(lab, shell, "editor");
            assertEquals(List.of("\"echo 4$((1+1))\" Enter"), ears.words.all);
            assertTrue(typed.toString().contains("echo 4"), typed::toString);
        }
    }

    @Test
    void typed_onAFakeWithoutEcho_isHiddenEvenIfItIsNeverTaken(@TempDir Path folder) throws Exception {
        Ears ears = new Ears();
        FakePty program = FakePty.script().echo(false).onStart(out("Password: "), refuseInput(ofSeconds(100)));
        try (ErrorLog log = new ErrorLog();
                FakeLab lab = new FakeLab(
                        program, builder -> builder.observer(ears.words).observer(ears.recorder))) {
            Session session = lab.start("s");
            session.awaitText("Password").block();
            session.sendLine(SECRET);
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class, () -> session.awaitText("never").block());
            assertEquals(List.of("hidden Enter"), failure.evidence().get(0).lastInputs());
            session.close();
            lab.time.settle();
            ears.told.put("failure", failure);
            ears.end(session, folder, log);
        }
        assertEquals(List.of("hidden Enter"), ears.words.all);
        assertEquals(List.of(), ears.found());
        assertFalse(Arrays.toString(ears.words.all.toArray()).contains("hunter"));
    }
}
