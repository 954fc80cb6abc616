package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.SpawnException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.spi.SessionObserver;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class ObserverTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<SessionObserver.Wait> waits = new ArrayList<>();
    private final SessionObserver observer = new SessionObserver() {
        @Override
        public void started(Session session, int rows, int cols, TimeSource time) {
            seen.add("started " + session.name() + " " + rows + "x" + cols);
        }

        @Override
        public void notStarted(Session session) {
            seen.add("not started " + session.name());
        }

        @Override
        public void printed(Session session, long offset, ByteBuffer bytes) {
            seen.add("printed " + offset + " " + StandardCharsets.UTF_8.decode(bytes));
        }

        @Override
        public void typed(Session session, Mark before, String words) {
            seen.add("typed " + before.outputOffset() + " " + words);
        }

        @Override
        public void resized(Session session, Mark before, int rows, int cols) {
            seen.add("resized " + before.outputOffset() + " " + rows + "x" + cols);
        }

        @Override
        public void waits(Session session, Wait wait) {
            waits.add(wait);
        }

        @Override
        public void ended(Session session, ExitStatus exit) {
            seen.add("ended " + exit);
        }
    };
    private final FakePty fake = FakePty.script().onStart(out("$ ")).onInput("bye\r", out("so long"), exit(3));

    @Test
    void observer_ofASession_seesItsLifeInOrder() {
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = open(time)) {
            Session session = wsh.start(SessionSpec.command("sh").named("a").size(5, 20));
            session.awaitText("$").block();
            session.resize(6, 30);
            session.sendLine("bye");
            session.onExit().block();
        }
        assertEquals(
                List.of(
                        "started a 5x20",
                        "printed 0 $ ",
                        "resized 2 6x30",
                        "typed 2 \"bye\" Enter",
                        "printed 2 so long",
                        "ended exit 3"),
                seen);
    }

    @Test
    void observer_ofAWait_learnsItsOutcomeAndWhetherAnyoneLooked() {
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = open(time)) {
            Session session = wsh.start(SessionSpec.command("sh"));
            session.awaitText("$").block();
            session.awaitText("never").within(ofSeconds(1));
            Pending<?> third = session.awaitIdle(ofMillis(10));
            List<Optional<Throwable>> outcomes = new ArrayList<>();
            waits.forEach(wait -> wait.whenDone(outcomes::add));
            time.advance(ofSeconds(2));
            assertEquals(
                    List.of(true, false, false),
                    waits.stream().map(SessionObserver.Wait::isLookedAt).toList());
            assertTrue(waits.stream().allMatch(SessionObserver.Wait::isDone));
            assertEquals(3, outcomes.size());
            assertEquals(
                    1,
                    outcomes.stream()
                            .filter(outcome -> outcome.orElse(null) instanceof WaitTimeoutException)
                            .count());
            third.thenAccept(settled -> {});
            assertTrue(waits.get(2).isLookedAt(), "a dependent is a look");
            assertTrue(waits.get(1).what().contains("never"), waits.get(1).what());
        }
    }

    @Test
    void observer_thatThrows_disturbsNobody() {
        SessionObserver broken = new SessionObserver() {
            @Override
            public void printed(Session session, long offset, ByteBuffer bytes) {
                bytes.position(bytes.limit());
                throw new IllegalStateException("broken on purpose");
            }
        };
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder()
                        .timeSource(time)
                        .ptyProvider(fake)
                        .observer(broken)
                        .observer(observer)
                        .open()) {
            Session session = wsh.start(SessionSpec.command("sh"));
            assertFalse(session.awaitText("$").block().text().isEmpty());
            assertTrue(seen.contains("printed 0 $ "), seen.toString());
        }
    }

    @Test
    void observer_ofAStartThatFails_isToldOfIt() {
        FakePty refusing = FakePty.script();
        refusing.refusing(spec -> {
            if (!seen.isEmpty()) {
                throw new SpawnException("refused on purpose", "sh", 0, null);
            }
        });
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder()
                        .timeSource(time)
                        .ptyProvider(refusing)
                        .observer(observer)
                        .open()) {
            assertThrows(
                    SpawnException.class,
                    () -> wsh.start(SessionSpec.command("sh").named("b")));
        }
        assertEquals(List.of("started b 24x80", "not started b"), seen);
    }

    private Wsh open(VirtualTime time) {
        return Wsh.builder()
                .timeSource(time)
                .ptyProvider(fake)
                .observer(observer)
                .open();
    }
}
