package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.InputRejectedException;
import dev.wsh.InvalidSpecException;
import dev.wsh.Pending;
import dev.wsh.Scrollback;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.TooManySessionsException;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Cases 20 to 25, and the bound of the input queue (91): what is refused at a limit, and that a limit is given back. */
class LimitsTest {

    private static FakeLab atMost(int sessions) {
        return new FakeLab(FakePty.script(), builder -> builder.maxSessions(sessions));
    }

    @Test
    @DisplayName("20: at most 2, 3 creates: TooManySessions, 2 sessions, no third process")
    void start_overTheLimit_isRefused() {
        try (FakeLab lab = atMost(2)) {
            lab.start("a");
            lab.start("b");
            TooManySessionsException refused = assertThrows(TooManySessionsException.class, () -> lab.start("c"));
            assertEquals(2, refused.limit());
            assertEquals(2, lab.wsh.sessions().size());
            assertEquals(2, lab.pty.spawns().size());
        }
    }

    @Test
    @DisplayName("21: at most 1 and a live session: TooManySessions, also under another name and tag")
    void start_atTheLimit_isRefusedWhateverTheName() {
        try (FakeLab lab = atMost(1)) {
            Session only = lab.start("only");
            assertThrows(TooManySessionsException.class, () -> lab.start("other", "tag"));
            assertEquals(List.of(only), lab.wsh.sessions());
        }
    }

    @Test
    @DisplayName("22: without a limit that matters: 10 sessions")
    void start_underTheLimit_isFine() {
        try (FakeLab lab = new FakeLab()) {
            IntStream.range(0, 10).forEach(i -> lab.start("s" + i));
            assertEquals(10, lab.wsh.sessions().size());
        }
    }

    @Test
    @DisplayName("23: at most 1: when the only one is killed, closed or has exited, the next create succeeds")
    void start_afterAnEnd_isFine() {
        try (FakeLab lab = atMost(1)) {
            lab.start("killed").kill().block();
            Session exits = lab.start("exits");
            lab.terminal(exits).exit(0);
            exits.onExit().block();
            Session closed = lab.start("closed");
            closed.close();
            closed.onExit().block();
            lab.start("last");
            assertEquals(4, lab.pty.spawns().size());
        }
    }

    @Test
    @DisplayName("24: an invalid tag at create: InvalidSpec, no process, no slot used")
    void start_invalidTag_usesNoSlot() {
        try (FakeLab lab = atMost(1)) {
            assertThrows(InvalidSpecException.class, () -> lab.start("s", "not a tag"));
            assertEquals(0, lab.pty.spawns().size());
            lab.start("s");
        }
    }

    @Test
    @DisplayName("24: a start that the provider refuses uses no slot and no name")
    void start_refusedByTheProvider_usesNoSlot() {
        boolean[] refuse = {true};
        FakePty pty = FakePty.script().refusing(spec -> {
            if (refuse[0]) {
                throw new InvalidSpecException("cwd", "/x", "an existing directory");
            }
        });
        try (FakeLab lab = new FakeLab(pty, builder -> builder.maxSessions(1))) {
            assertThrows(InvalidSpecException.class, () -> lab.start("s"));
            assertEquals(List.of(), lab.wsh.sessions());
            refuse[0] = false;
            assertEquals("s", lab.start("s").name());
        }
    }

    @Test
    @DisplayName("25: more history than is kept: the kept lines, with the number of dropped ones")
    void scrollback_overTheLimit_tellsWhatWasDropped() {
        String lines = IntStream.range(0, 200).mapToObj(i -> "line " + i).collect(Collectors.joining("\r\n"));
        FakePty pty = FakePty.script().onStart(out(lines));
        try (FakeLab lab = new FakeLab(pty, builder -> builder.scrollback(100))) {
            Scrollback history = lab.start("s").scrollback();
            assertEquals(200 - 24 - 100, history.dropped());
            assertEquals(100, history.lines().size());
            assertEquals("line 76", history.lines().get(0));
            assertEquals("line 175", history.lines().get(99));
            assertEquals(100, history.lines(0, Integer.MAX_VALUE).size());
        }
    }

    @Test
    @DisplayName("91: a child that does not read: flushed() stays pending, input past the bound is refused")
    void send_nobodyReads_isBounded() {
        FakePty pty = FakePty.script().backpressure(4096).onStart(Steps.stopReading());
        try (FakeLab lab = new FakeLab(pty, builder -> builder.inputQueue(10_000))) {
            Session session = lab.start("s");
            session.type("x".repeat(10_000));
            Pending<Void> flushed = session.flushed();
            lab.pass(60_000);
            assertTrue(!flushed.isDone(), "the program has not read");
            assertEquals(4096, lab.terminal(session).input().length());
            assertThrows(InputRejectedException.class, () -> session.type("y".repeat(5000)));
            lab.time.settle();
            assertTrue(!lab.terminal(session).input().contains("y"), "all of a call or nothing");
            lab.terminal(session).exit(0);
            SessionEndedException ended = assertThrows(
                    SessionEndedException.class,
                    () -> flushed.within(ofSeconds(5)).block());
            assertTrue(ended.getMessage().contains("5904"), ended.getMessage());
        }
    }

    @Test
    @DisplayName("91: a child that reads again gets the rest in order")
    void send_readsLater_getsTheRest() {
        FakePty pty = FakePty.script()
                .backpressure(7)
                .onStart(Steps.stopReading(), Steps.after(ofSeconds(1)), Steps.startReading())
                .onInput("!", exit(0));
        try (FakeLab lab = new FakeLab(pty, builder -> {})) {
            Session session = lab.start("s");
            String text = IntStream.range(0, 100).mapToObj(String::valueOf).collect(Collectors.joining(",")) + "!";
            session.type(text);
            assertTrue(session.onExit().within(ofSeconds(5)).block().success());
            assertEquals(text, lab.terminal(session).input());
            assertEquals(1000, lab.since(Duration.ZERO));
        }
    }
}
