package dev.wsh.acceptance;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Conditions;
import dev.wsh.EngineException;
import dev.wsh.InvalidSpecException;
import dev.wsh.NoSuchSessionException;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.SpawnException;
import dev.wsh.Wsh;
import dev.wsh.WshClosedException;
import dev.wsh.WshException;
import dev.wsh.testkit.FakePty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is answered with a clear error, and nothing is started. Names are in case 12, tags in 75, sizes in 19. */
class BadInputTest {

    static Stream<Arguments> invalidSpecs() {
        SessionSpec shell = SessionSpec.command("/bin/sh");
        return Stream.of(World.values())
                .flatMap(world -> Stream.of(
                                Map.entry("name", shell.named("a b")),
                                Map.entry("name", shell.named("a\0b")),
                                Map.entry("name", shell.namePrefix("no/slash")),
                                Map.entry("name", shell.namePrefix("p".repeat(57))),
                                Map.entry("tag", shell.tags("fine", "not fine")),
                                Map.entry("size", shell.size(0, 80)),
                                Map.entry("size", shell.size(24, 1001)),
                                Map.entry("cwd", shell.cwd(Path.of("/no/such/directory"))),
                                Map.entry("cwd", shell.cwd(Path.of("/etc/passwd"))),
                                Map.entry("env", shell.env("NAME", "nul\0")),
                                Map.entry("env", shell.env("nul\0", "x")),
                                Map.entry("env", shell.env("A=B", "x")),
                                Map.entry("env", shell.env("", "x")),
                                Map.entry("argv", SessionSpec.command("/bin/sh", "-c", "echo a\0b")),
                                Map.entry("argv", SessionSpec.command("nul\0", "x")),
                                Map.entry("argv", SessionSpec.command("")),
                                Map.entry("argv", SessionSpec.command(List.of())),
                                Map.entry("argv", SessionSpec.shellCommand("echo a\0b")))
                        .map(entry -> Arguments.of(world, entry.getKey(), entry.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1} of {2}")
    @MethodSource("invalidSpecs")
    @DisplayName("A spec that can't be right: InvalidSpecException that names the field, nothing started")
    void start_invalidSpec_namesTheField(World world, String field, SessionSpec spec) {
        try (World.Lab lab = world.open()) {
            InvalidSpecException refused =
                    assertThrows(InvalidSpecException.class, () -> lab.wsh().start(spec));
            assertEquals(field, refused.field());
            assertFalse(refused.expected().isBlank());
            assertFalse(refused.getMessage().contains("\0"), "a message is printable");
            assertEquals(List.of(), lab.wsh().sessions());
            assertEquals(List.of(), lab.wsh().ended());
            lab.fake().ifPresent(fake -> assertEquals(List.of(), fake.spawns()));
            assertEquals("0", lab.wsh().start(lab.shell()).name(), "no name was used up");
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("A missing executable: SpawnException that names it, nothing started")
    void start_missingExecutable_namesIt(World world) {
        try (World.Lab lab = world.open()) {
            for (String missing : List.of("no-such-program-anywhere", "/no/such/program", "./no-such-program")) {
                SpawnException refused =
                        assertThrows(SpawnException.class, () -> lab.wsh().start(SessionSpec.command(missing, "x")));
                assertEquals(missing, refused.executable());
                assertEquals(OptionalInt.of(2), refused.errno(), refused.getMessage());
                assertTrue(refused.getMessage().contains(missing), refused.getMessage());
            }
            assertEquals(List.of(), lab.wsh().sessions());
            assertEquals(List.of(), lab.wsh().ended());
            assertEquals("0", lab.wsh().start(lab.shell()).name(), "no name was used up");
        }
    }

    @Test
    @DisplayName("A file that is not executable, and a directory: SpawnException with EACCES")
    void start_notExecutable_saysSo(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("data"), "not a program");
        try (World.Lab lab = World.REAL.open()) {
            for (Path path : List.of(file, dir)) {
                SpawnException refused =
                        assertThrows(SpawnException.class, () -> lab.wsh().start(SessionSpec.command(path.toString())));
                assertEquals(OptionalInt.of(13), refused.errno(), refused.getMessage());
            }
            assertEquals(List.of(), lab.wsh().sessions());
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("A closed Wsh: WshClosedException from everything that starts something")
    void closedWsh_everything_saysSo(World world) {
        World.Lab lab = world.open();
        Wsh wsh = lab.wsh();
        Session session = wsh.start(lab.shell());
        wsh.close();
        int spawned = lab.fake().map(fake -> fake.spawns().size()).orElse(0);
        assertThrows(WshClosedException.class, () -> wsh.start(lab.shell()));
        assertThrows(WshException.class, () -> wsh.awaitAnyIdle(ofMillis(100)).block());
        assertThrows(
                WshException.class,
                () -> wsh.waitForMembers()
                        .awaitAnyIdle(ofMillis(100))
                        .unbounded()
                        .block(),
                "nobody can join any more");
        assertThrows(NoSuchSessionException.class, () -> wsh.get("0"));
        assertThrows(SessionEndedException.class, () -> session.type("x"));
        assertThrows(SessionEndedException.class, () -> session.resize(10, 10));
        assertEquals(24, session.screen().rows(), "reading works for ever");
        lab.fake().ifPresent(fake -> assertEquals(spawned, fake.spawns().size()));
        lab.close();
    }

    @Test
    @DisplayName("Wrong numbers and durations: IllegalArgumentException at the call")
    void arguments_wrong_areRefusedAtTheCall() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            assertThrows(IllegalArgumentException.class, () -> session.awaitIdle(ZERO));
            assertThrows(IllegalArgumentException.class, () -> session.awaitIdle(ofMillis(-1)));
            assertThrows(IllegalArgumentException.class, () -> session.awaitText(""));
            assertThrows(IllegalArgumentException.class, () -> session.terminate(ofMillis(-1)));
            assertThrows(IllegalArgumentException.class, () -> lab.wsh.terminate(ofMillis(-1)));
            assertThrows(IllegalArgumentException.class, () -> lab.wsh.awaitAnyIdle(ZERO));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> session.await(Conditions.idle(ofSeconds(1)).fromNow()).within(ofSeconds(1)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> session.awaitIdle(ofSeconds(1)).within(ZERO));
            Session other = lab.start("other");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> session.await(Conditions.text("x").since(other.mark())));
            assertThrows(IllegalArgumentException.class, () -> session.outputSince(other.mark()));
            lab.time.settle();
        }
        for (Runnable wrong : List.<Runnable>of(
                () -> Wsh.builder().maxSessions(0),
                () -> Wsh.builder().deadline(ZERO),
                () -> Wsh.builder().closeGrace(ofMillis(-1)),
                () -> Wsh.builder().retainEnded(-1),
                () -> Wsh.builder().retainEndedBytes(-1),
                () -> Wsh.builder().scrollback(-1),
                () -> Wsh.builder().inputQueue(0))) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }

    @Test
    @DisplayName("null: NullPointerException at the call")
    void arguments_null_areRefusedAtTheCall() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            assertThrows(NullPointerException.class, () -> lab.wsh.start(null));
            assertThrows(NullPointerException.class, () -> SessionSpec.command((String) null));
            assertThrows(NullPointerException.class, () -> SessionSpec.shellCommand(null));
            assertThrows(NullPointerException.class, () -> session.awaitIdle(null));
            assertThrows(NullPointerException.class, () -> session.await(null));
            assertThrows(NullPointerException.class, () -> session.type(null));
            assertThrows(NullPointerException.class, () -> lab.wsh.get(null));
        }
    }

    @Test
    @DisplayName("A provider that does not work here: refused when opening, with its reason")
    void open_providerUnavailable_saysWhy() {
        FakePty broken = FakePty.script().unavailable("no terminals on the moon");
        EngineException refused = assertThrows(
                EngineException.class, () -> Wsh.builder().ptyProvider(broken).open());
        assertTrue(refused.getMessage().contains("no terminals on the moon"), refused.getMessage());
    }
}
