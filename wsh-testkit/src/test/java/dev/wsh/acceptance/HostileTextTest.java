package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.InvalidSpecException;
import dev.wsh.Key;
import dev.wsh.NoSuchSessionException;
import dev.wsh.Notification;
import dev.wsh.ProcessInfo;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.SessionSpec;
import dev.wsh.ShellCommand;
import dev.wsh.SpawnException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.WshException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What programs, users and the system put into messages forges no line there and moves no cursor. */
class HostileTextTest {

    /** Would begin a line of a log, colour it, ring and turn the order of what follows. */
    private static final String HOSTILE = "x\nERROR forged\u001b[31m\u0007\u202e";

    private static void assertHarmless(String message) {
        assertTrue(
                message.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c) || c == '\u202e'),
                () -> "a control in: " + message.replaceAll("\\p{Cntrl}", "?"));
        assertTrue(message.lines().noneMatch(line -> line.startsWith("ERROR")), () -> "a forged line in: " + message);
    }

    private static void assertHarmless(WshException thrown) {
        assertHarmless(String.valueOf(thrown.getMessage()));
        assertHarmless(thrown.toString());
    }

    @OnRealTerminals
    @DisplayName(
            "a program whose own name and title are hostile: the failure of a wait and the facts of the session say so")
    void evidence_hostileProgram_isHarmless(World world) {
        String title = "printf '\\033]2;a\\302\\233\\342\\200\\256b\\007'; ";
        try (World.Lab lab = world.open()) {
            List<SessionEvent> events = new CopyOnWriteArrayList<>();
            lab.wsh().listen(events::add);
            Session session = lab.wsh()
                    .start(SessionSpec.command("bash", "-c", title + "exec -a \"$1\" sleep 1000", "bash", HOSTILE));
            session.awaitIdle(ofMillis(200)).block();
            session.send(Input.text(HOSTILE), Key.ENTER);
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class,
                    () -> session.await(text("never")).within(ofMillis(300)).block());
            assertTrue(failure.getMessage().contains("ERROR forged\\e[31m\\x07"), failure::getMessage);
            assertHarmless(failure);
            assertHarmless(session.toString());
            assertHarmless(session.info().toString());
            assertHarmless(session.screen().toString());
            assertHarmless(session.outputSince(session.startMark()).toString());
            events.forEach(event -> assertHarmless(event.toString()));
            assertHarmless(lab.wsh().diagnostics().toString());
            session.kill().block();
            assertHarmless(session.onExit().within(ofSeconds(5)).block().toString());
        }
    }

    @OnRealTerminals
    @DisplayName("names that can't be: of programs, directories, sessions, texts to wait for")
    void messages_hostileNames_areHarmless(World world) {
        try (World.Lab lab = world.open()) {
            assertHarmless(assertThrows(SpawnException.class, () -> lab.wsh().start(SessionSpec.command(HOSTILE))));
            assertHarmless(
                    assertThrows(SpawnException.class, () -> lab.wsh().start(SessionSpec.command("/no/" + HOSTILE))));
            assertHarmless(assertThrows(
                    SpawnException.class,
                    () -> lab.wsh().start(SessionSpec.command("no").env("PATH", HOSTILE))));
            assertHarmless(assertThrows(
                    InvalidSpecException.class,
                    () -> lab.wsh().start(SessionSpec.command("cat").cwd(Path.of("/no/" + HOSTILE)))));
            assertHarmless(assertThrows(
                    InvalidSpecException.class,
                    () -> lab.wsh().start(SessionSpec.command("cat").named(HOSTILE))));
            assertHarmless(
                    assertThrows(NoSuchSessionException.class, () -> lab.wsh().get(HOSTILE)));
            assertHarmless(SessionSpec.command(HOSTILE).toString());
            assertHarmless(text(HOSTILE.replace("\n", "")).toString());
        }
    }

    @Test
    @DisplayName("a variable with a NUL is refused by its name; its value may be a secret, and stands nowhere")
    void env_valueWithNul_isNotShown() {
        try (FakeLab lab = new FakeLab()) {
            InvalidSpecException refused = assertThrows(
                    InvalidSpecException.class,
                    () -> lab.wsh.start(SessionSpec.command("cat").env("TOKEN", "hunter2\0")));
            assertFalse((refused + " " + refused.value()).contains("hunter2"), refused::toString);
            assertEquals("TOKEN", refused.value());
        }
    }

    @Test
    @DisplayName("what log lines and messages are made of: processes, notifications, commands of shells, conditions")
    void toString_ofHostileParts_isHarmless() {
        assertHarmless(new ProcessInfo(7, HOSTILE, "id").toString());
        assertHarmless(new Notification("", HOSTILE, HOSTILE).toString());
        assertHarmless(
                new ShellCommand(Optional.of(HOSTILE), "", OptionalInt.empty(), /* running= */ true, /* cut= */ false)
                        .toString());
    }
}
