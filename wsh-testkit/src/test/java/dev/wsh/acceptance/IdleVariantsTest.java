package dev.wsh.acceptance;

import static dev.wsh.Conditions.idle;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.refuseInput;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.wsh.Idle;
import dev.wsh.Pending;
import dev.wsh.Region;
import dev.wsh.Session;
import dev.wsh.Settled;
import dev.wsh.Settled.Confirmation;
import dev.wsh.spi.PtyProvider.Capability;
import dev.wsh.testkit.FakePty;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as quiet, and how sure it is. */
class IdleVariantsTest {

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private static Settled.Idle quiet(Settled settled) {
        return assertInstanceOf(Settled.Idle.class, settled);
    }

    /** Ten times 20 ms apart something is printed; when is it quiet for 100 ms, counted from the first? */
    private long quietAfterTen(String printed, Idle idle) {
        Session session = lab.start("s" + lab.pty.spawns().size());
        Duration begin = lab.time.elapsed();
        lab.terminal(session).play(every(ofMillis(20), 10, out(printed)));
        lab.time.settle();
        Settled.Idle settled = quiet(session.await(idle).within(ofSeconds(5)).block());
        assertEquals(ofMillis(100), settled.quietFor());
        return lab.since(begin);
    }

    @Test
    @DisplayName("byVisibleChange: the same screen drawn again and again is quiet; by bytes it is not")
    void byVisibleChange_sameScreenRepainted_isQuiet() {
        String repaint = "\033[Hthe same";
        assertEquals(180 + 100, quietAfterTen(repaint, idle(ofMillis(100))));
        assertEquals(100, quietAfterTen(repaint, idle(ofMillis(100)).byVisibleChange()));
    }

    @Test
    @DisplayName("byVisibleChange: a screen that changes is not quiet")
    void byVisibleChange_screenChanges_waitsForTheLastChange() {
        assertEquals(180 + 100, quietAfterTen(".", idle(ofMillis(100)).byVisibleChange()));
    }

    @Test
    @DisplayName("ignoring a region: changes inside it do not count, those beside it do")
    void ignoringRegions_changesInside_doNotCount() {
        Region clock = Region.block(0, 0, 1, 20);
        Region second = Region.rows(2, 3);
        assertEquals(100, quietAfterTen(".", idle(ofMillis(100)).ignoring(clock)));
        assertEquals(180 + 100, quietAfterTen("\r\n.", idle(ofMillis(100)).ignoring(clock)));
        assertEquals(
                100, quietAfterTen("\033[3;70H*\033[3;1H.", idle(ofMillis(100)).ignoring(clock, second)));
        assertEquals(180 + 100, quietAfterTen(".", idle(ofMillis(100)).ignoring(Region.block(0, 0, 1, 5))));
    }

    @Test
    @DisplayName("ignoring a text: changes of what matches do not count, others do")
    void ignoringText_changesOfIt_doNotCount() {
        Pattern stars = Pattern.compile("\\*+");
        assertEquals(100, quietAfterTen("*", idle(ofMillis(100)).ignoring(stars)));
        assertEquals(180 + 100, quietAfterTen("*x", idle(ofMillis(100)).ignoring(stars)));
    }

    @Test
    @DisplayName("UNCONFIRMED: where the system can't tell whether there is more output")
    void awaitIdle_systemCantTell_isUnconfirmed() {
        Set<Capability> blind = EnumSet.allOf(Capability.class);
        blind.remove(Capability.CONFIRMED_IDLE);
        try (FakeLab other = new FakeLab(FakePty.script().guaranteeing(blind), builder -> {})) {
            Session session = other.start("s");
            other.touch(session);
            Settled.Idle settled = quiet(session.awaitIdle(ofMillis(100)).block());
            assertEquals(Confirmation.UNCONFIRMED, settled.confirmation());
            assertEquals(100, other.since(Duration.ZERO));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\033[3", "x\033]2;title", "\033[?2026hx", "x\033Pq"})
    @DisplayName("UNFINISHED: an open sequence or synchronized update delays the window by a second, and is reported")
    void awaitIdle_sequenceStaysOpen_isUnfinishedAfterASecond(String open) {
        Session session = lab.start("s");
        Duration begin = lab.time.elapsed();
        lab.terminal(session).output(open);
        Settled.Idle settled =
                quiet(session.awaitIdle(ofMillis(100)).within(ofSeconds(5)).block());
        assertEquals(1000, lab.since(begin));
        assertEquals(Confirmation.UNFINISHED, settled.confirmation());
    }

    @Test
    @DisplayName("input that waits for the kernel: not quiet, and the window counts from when the kernel took it")
    void awaitIdle_inputWaits_countsFromWhenItWasTaken() {
        try (FakeLab slow = new FakeLab(FakePty.script().onStart(refuseInput(ofMillis(300))), builder -> {})) {
            Session session = slow.start("s");
            Duration begin = slow.time.elapsed();
            session.type("x");
            Pending<Settled> pending = session.awaitIdle(ofMillis(100));
            slow.pass(399);
            assertFalse(pending.isDone(), "300 ms until it was taken, then the window");
            assertEquals(ofMillis(100), quiet(pending.block()).quietFor());
            assertEquals(400, slow.since(begin));
            Duration again = slow.time.elapsed();
            assertEquals(
                    ofMillis(100),
                    quiet(session.awaitIdle(ofMillis(50)).block()).quietFor());
            assertEquals(0, slow.since(again));
        }
    }

    @Test
    @DisplayName("flushed: completes when the kernel took the input, not before")
    void flushed_kernelTakesItLater_completesThen() {
        try (FakeLab slow = new FakeLab(FakePty.script().onStart(refuseInput(ofMillis(300))), builder -> {})) {
            Session session = slow.start("s");
            session.type("x");
            Pending<Void> flushed = session.flushed();
            slow.pass(299);
            assertFalse(flushed.isDone());
            flushed.block();
            assertEquals(300, slow.since(Duration.ZERO));
            assertEquals("x", slow.terminal(session).input());
        }
    }
}
