package dev.wsh.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.impl.session.WaitsLeft;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Where one order is played: an engine on fake terminals, and actors who take turns with its tasks. */
final class Stage implements AutoCloseable {

    /** Something an actor does. */
    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    final TurnTime time;
    final FakePty pty = FakePty.script();
    final Wire wire;
    final Wsh wsh;

    Stage(Order order, TurnTime.Pieces pieces, boolean faulty) {
        time = new TurnTime(order, pieces);
        wire = new Wire(pty, time, faulty);
        wsh = Wsh.builder()
                .timeSource(time)
                .ptyProvider(wire)
                .closeGrace(Duration.ofMillis(50))
                .transcript(4096)
                .scrollback(100)
                .open();
    }

    /** Starts a small session; outside the actors, nothing of it is part of the order. */
    Session start(String name, String... tags) {
        return wsh.start(SessionSpec.command("program").named(name).tags(tags).size(4, 20));
    }

    FakeTerminal terminal(Session session) {
        return pty.spawns().stream()
                .filter(spawn -> spawn.spec().sessionId().equals(session.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Adds an actor, who does some things one after the other; others may go on before each. */
    void actor(String name, Act... acts) {
        time.act(name, () -> {
            for (Act act : acts) {
                TurnTime.letOthers();
                try {
                    act.run();
                } catch (Exception e) {
                    throw new AssertionError(name + ": " + e, e);
                }
            }
        });
    }

    /** Waits, as an actor, for something that another one makes. */
    <T> T await(CompletableFuture<T> made) {
        try {
            time.await(made);
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
        return made.join();
    }

    /** Lets time pass before the actors come. */
    void settle(Duration passing) {
        time.settle(passing);
    }

    /**
     * Plays everything to its end.
     *
     * @param limit time passes before everything else has happened only up to here
     */
    void play(Duration limit) {
        time.explore(limit);
        assertEquals(List.of(), time.left(), "stuck");
    }

    /** Nothing is left, neither before nor after the close. */
    void finish() {
        assertEquals(Map.of(), WaitsLeft.of(wsh), "waits left");
        List<Session> all = wsh.sessions();
        wsh.close();
        time.settle(Duration.ofMinutes(1));
        assertEquals(List.of(), time.left(), "stuck after the close");
        all.forEach(session -> assertEquals(0, WaitsLeft.of(session), () -> "waits left on " + session));
    }

    @Override
    public void close() {
        time.abandon();
    }
}
