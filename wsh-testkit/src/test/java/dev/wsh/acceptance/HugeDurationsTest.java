package dev.wsh.acceptance;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Conditions;
import dev.wsh.Input;
import dev.wsh.Pending;
import dev.wsh.RunOption;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import dev.wsh.testkit.VirtualTime;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Durations beyond what nanoseconds can count mean for ever, wherever users can give one. */
class HugeDurationsTest {

    private static final List<Duration> HUGE =
            List.of(ofSeconds(Long.MAX_VALUE), ChronoUnit.FOREVER.getDuration(), ofDays(300 * 365));

    private static final Map<String, Use> USES = uses();

    /** A use of a method with a duration, which must neither throw nor harm the session. */
    private interface Use {
        void go(FakeLab lab, Session session, Duration huge);
    }

    private static Map<String, Use> uses() {
        Map<String, Use> uses = new TreeMap<>();
        uses.put("Condition.holding", (lab, session, huge) -> {
            waitsOn(lab, session.await(Conditions.text("a").holding(huge)));
            waitsOn(lab, session.await(Conditions.text("a").holding(huge).holding(huge)));
        });
        uses.put("Conditions.idle", (lab, session, huge) -> {
            session.on(Conditions.idle(huge), (who, settled) -> {});
            waitsOn(lab, session.await(Conditions.idle(huge).fromNow()));
            waitsOn(lab, session.await(Conditions.idle(huge).computingNothing()));
            waitsOn(lab, lab.wsh.awaitAnyIdle(Conditions.idle(huge).fromNow()));
        });
        uses.put("Idle.holding", (lab, session, huge) -> {
            waitsOn(lab, session.await(Conditions.idle(huge).holding(huge).holding(huge)));
            waitsOn(lab, lab.wsh.awaitAnyIdle(Conditions.idle(huge).holding(huge)));
        });
        uses.put("Input.pause", (lab, session, huge) -> {
            session.send(Input.text("a"), Input.pause(huge), Input.pause(huge), Input.text("x"));
            lab.pass(1000);
            assertEquals("a", lab.terminal(session).input());
        });
        uses.put("Pending.within", (lab, session, huge) -> {
            waitsOn(lab, session.awaitText("never").within(huge));
            waitsOn(
                    lab,
                    session.awaitText("never").unbounded().thenApply(match -> 1).within(huge));
            waitsOn(lab, lab.wsh.awaitAnyExit().within(huge));
            waitsOn(lab, session.awaitIdle(ofDays(1000)).within(huge));
        });
        uses.put("Race.awaitAnyIdle", (lab, session, huge) -> waitsOn(lab, lab.wsh.awaitAnyIdle(huge)));
        uses.put("RunOption.timeLimit", (lab, session, huge) -> {
            Pending<?> run = session.run("echo x", RunOption.timeLimit(huge));
            lab.pass(1);
            assertFalse(run.isCompletedExceptionally());
            run.cancel(true);
        });
        uses.put("Session.awaitIdle", (lab, session, huge) -> waitsOn(lab, session.awaitIdle(huge)));
        uses.put("Session.activity", (lab, session, huge) -> {
            Collecting<SessionEvent.Activity> seen = Collecting.all(session.activity(huge));
            lab.touch(session);
            assertEquals(1, seen.items().size());
        });
        uses.put("Session.screens", (lab, session, huge) -> {
            Collecting<Screen> seen = Collecting.all(session.screens(huge));
            lab.touch(session);
            lab.touch(session);
            assertEquals(1, seen.items().size());
        });
        uses.put("Session.terminate", (lab, session, huge) -> {
            Session other = lab.start("other");
            assertTrue(other.terminate(huge).block().complete());
        });
        uses.put("SessionGroup.awaitAllIdle", (lab, session, huge) -> waitsOn(lab, lab.wsh.awaitAllIdle(huge)));
        uses.put("SessionGroup.terminate", (lab, session, huge) -> {
            lab.start("other", "tag");
            assertTrue(lab.wsh.tagged("tag").terminate(huge).block().complete());
        });
        uses.put("SessionSpec.timeLimit", (lab, session, huge) -> {
            Session limited = lab.wsh.start(SessionSpec.command("sleep", "95").timeLimit(huge));
            lab.pass(1000);
            assertTrue(limited.exitStatus().isEmpty());
            assertTrue(lab.wsh.sessions().contains(limited));
        });
        uses.put("Wsh.Builder.closeGrace", (lab, session, huge) -> {
            try (FakeLab other = new FakeLab(FakePty.script(), options -> options.closeGrace(huge))) {
                Session closed = other.start("a");
                other.wsh.close();
                assertFalse(other.terminal(closed).isAlive());
            }
        });
        uses.put("Wsh.Builder.deadline", (lab, session, huge) -> {
            try (FakeLab other = new FakeLab(FakePty.script(), options -> options.deadline(huge))) {
                Session one = other.start("a");
                waitsOn(other, one.awaitText("never"));
                waitsOn(other, one.awaitIdle(huge));
                waitsOn(other, other.wsh.awaitAny(Conditions.text("never")));
                waitsOn(other, other.wsh.awaitAllIdle(huge));
            }
        });
        return uses;
    }

    /** It can be told, and is not over after a thousand seconds. */
    private static void waitsOn(FakeLab lab, Pending<?> pending) {
        assertNotNull(lab.wsh.diagnostics().toString());
        lab.pass(1_000_000);
        assertFalse(pending.isDone(), pending::toString);
        assertThrows(TimeoutException.class, () -> pending.get(1, TimeUnit.SECONDS));
        pending.cancel(true);
    }

    static Stream<Arguments> everyUse() {
        return USES.keySet().stream().flatMap(use -> HUGE.stream().map(huge -> Arguments.of(use, huge)));
    }

    @ParameterizedTest
    @MethodSource("everyUse")
    void hugeDuration_inEveryMethod_isForEver(String use, Duration huge) {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("session");
            lab.print(session, "a\r\n");
            USES.get(use).go(lab, session, huge);
            assertFalse(lab.wsh.diagnostics().toString().isEmpty());
            lab.print(session, "still there\r\n");
            assertEquals("still there", session.awaitText("still there").block().text());
            lab.wsh.close();
            assertTrue(lab.pty.spawns().stream().noneMatch(FakeTerminal::isAlive));
        }
    }

    @Test
    void list_ofMethodsWithADuration_isWhole() throws Exception {
        Path classes = Path.of(
                Wsh.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertEquals(USES.keySet(), Files.isDirectory(classes) ? takers(classes) : takersInJar(classes));
    }

    private static Set<String> takersInJar(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            return takers(inside.getPath("/"));
        }
    }

    private static Set<String> takers(Path classes) throws IOException {
        try (Stream<Path> files = Files.list(classes.resolve("dev/wsh"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> load("dev.wsh." + name.replace(".class", "")))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                    .filter(method -> List.of(method.getParameterTypes()).contains(Duration.class))
                    .map(method -> method.getDeclaringClass()
                                    .getName()
                                    .substring("dev.wsh.".length())
                                    .replace('$', '.') + "." + method.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, /* initialize= */ false, Wsh.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @InRunShells
    void run_withAHugeLimit_runsAndLeavesTheShell(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            for (Duration huge : HUGE) {
                assertEquals(
                        "x",
                        session.run("echo x", RunOption.timeLimit(huge))
                                .block()
                                .text()
                                .strip());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"REAL", "PORTABLE"})
    void realClock_withHugeDurations_endsAllTheSame(World world) {
        try (World.Lab lab = world.open()) {
            for (Duration huge : HUGE) {
                Session session = lab.wsh().start(SessionSpec.command("cat").timeLimit(huge));
                session.send(Input.text("a"), Input.pause(huge), Input.text("x"));
                session.awaitText("a").within(huge).block();
                assertTrue(session.terminate(huge).block().complete());
                assertTrue(session.exitStatus().isPresent());
            }
        }
    }

    /** Whatever goes wrong between the spawn and the return: nobody has the session, who could end the process. */
    @Test
    void start_thatFailsAfterTheSpawn_endsTheProcessAndGivesTheNameBack() {
        try (VirtualTime time = new VirtualTime()) {
            Duration limit = Duration.ofSeconds(77);
            FakePty pty = FakePty.script();
            try (Wsh wsh = Wsh.builder()
                    .timeSource(refusing(time, limit))
                    .ptyProvider(pty)
                    .open()) {
                SessionSpec spec = SessionSpec.command("sleep", "95").named("name");
                assertThrows(IllegalStateException.class, () -> wsh.start(spec.timeLimit(limit)));
                time.advance(ofSeconds(5));
                assertEquals(1, pty.spawns().size());
                assertFalse(pty.spawns().get(0).isAlive());
                assertEquals(List.of(), wsh.sessions());
                assertEquals("name", wsh.start(spec).name());
            }
        }
    }

    /** A clock that fails for one delay. */
    private static TimeSource refusing(TimeSource time, Duration refused) {
        return (TimeSource) Proxy.newProxyInstance(
                HugeDurationsTest.class.getClassLoader(), new Class<?>[] {TimeSource.class}, (proxy, method, args) -> {
                    if (method.getName().equals("schedule") && args[0].equals(refused)) {
                        throw new IllegalStateException("refused");
                    }
                    try {
                        return method.invoke(time, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
