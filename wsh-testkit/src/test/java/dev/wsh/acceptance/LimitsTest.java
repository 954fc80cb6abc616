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
import dev.wsh.SessionSpec;
import dev.wsh.TooManySessionsException;
import dev.wsh.impl.pty.LogLines;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Steps;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    @DisplayName(
            "91: input that was never accepted is said once at the end, in the log too, whether anybody waits or not")
    void exit_inputNotAccepted_isLoggedOnce() {
        FakePty pty = FakePty.script().backpressure(4096).onStart(Steps.stopReading());
        try (LogLines log = new LogLines();
                FakeLab lab = new FakeLab(pty, builder -> {})) {
            Session unheard = lab.start("unheard");
            Session awaited = lab.start("awaited");
            Session heard = lab.start("heard");
            unheard.type("x".repeat(10_000));
            awaited.type("x".repeat(4097));
            Pending<Void> flushed = awaited.flushed();
            heard.type("x".repeat(4096));
            lab.pass(1000);
            assertEquals(List.of(), log.linesWith("WARN"));
            for (Session session : List.of(unheard, awaited, heard)) {
                lab.terminal(session).exit(0);
                lab.time.settle();
                session.close();
                lab.pass(1000);
            }
            assertThrows(SessionEndedException.class, flushed::block);
            List<String> warnings = log.linesWith("WARN");
            assertEquals(2, warnings.size(), warnings::toString);
            assertTrue(warnings.get(0).contains("session unheard")
                    && warnings.get(0).contains(" 5904 bytes of input"));
            assertTrue(warnings.get(1).contains("session awaited")
                    && warnings.get(1).contains(" 1 bytes of input"));
        }
    }

    @OnRealTerminals
    @DisplayName("91: on a real terminal: a child that never reads is killed: the rest of its input is in the log")
    void kill_childThatNeverReads_restIsLogged(World world) {
        try (World.Lab lab = world.open();
                LogLines log = new LogLines()) {
            Session session = lab.wsh()
                    .start(SessionSpec.shellCommand("stty raw -echo; echo ready; exec sleep 9999")
                            .named("never-reads"));
            session.awaitText("ready").within(ofSeconds(10)).block();
            session.type("x".repeat(1 << 20));
            assertTrue(session.kill().within(ofSeconds(10)).block().complete());
            List<String> warnings = log.linesWith("session never-reads");
            assertEquals(1, warnings.size(), warnings::toString);
            Matcher rest = Pattern.compile("(\\d+) bytes of input").matcher(warnings.get(0));
            assertTrue(rest.find(), warnings.get(0));
            int left = Integer.parseInt(rest.group(1));
            assertTrue(left > 0 && left < 1 << 20, "the kernel took some: " + left);
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
