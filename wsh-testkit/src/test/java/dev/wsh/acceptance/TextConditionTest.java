package dev.wsh.acceptance;

import static dev.wsh.Conditions.echoOff;
import static dev.wsh.Conditions.foreground;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.Color;
import dev.wsh.ConditionFailedException;
import dev.wsh.Idle;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Region;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.TextCondition;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Conditions on text are made stricter by style, place and mark, and wider by case. */
class TextConditionTest {

    private static Match first(TextCondition condition, String output) {
        FakePty fake = FakePty.script().onStart(out(output));
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(fake).open()) {
            return wsh.start(SessionSpec.command("fake"))
                    .await(condition)
                    .within(ofSeconds(5))
                    .block();
        }
    }

    @Test
    void styled_plainAndRed_findsTheRedOne() {
        Match match = first(
                text("error").styled(style -> style.fg().equals(Color.RED)), "error \033[31merror\033[m error\r\n");
        assertEquals(6, match.region().col());
    }

    @Test
    void styled_onlyPartlyRed_isNotTrue() {
        TextCondition red = text("error").styled(style -> style.fg().equals(Color.RED));
        assertThrows(WaitTimeoutException.class, () -> first(red, "\033[31merr\033[mor\r\n"));
    }

    @Test
    void styled_testThrows_failsTheWait() {
        TextCondition broken = text("error").styled(style -> {
            throw new IllegalStateException("broken");
        });
        Exception failure = assertThrows(Exception.class, () -> first(broken, "error"));
        assertEquals("broken", failure.getCause().getMessage());
    }

    /** Styled runs the user's code: a call of the session from another thread gets through while the test of a style runs. */
    @Test
    void styled_testAsksTheSession_holdsNoLock() {
        FakePty fake = FakePty.script().onStart(after(ofMillis(50)), out("error\r\n"));
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(fake).open()) {
            Session session = wsh.start(SessionSpec.command("fake"));
            TextCondition asking = text("error").styled(style -> {
                String seen = CompletableFuture.supplyAsync(
                                () -> session.screen().line(0))
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
                return seen.startsWith("error");
            });
            assertEquals(
                    "error", session.await(asking).within(ofSeconds(5)).block().text());
        }
    }

    @Test
    void in_textAlsoElsewhere_findsTheOneInside() {
        Match match = first(visible("ok").in(Region.rows(2, 4)), "ok\r\nok\r\nok\r\nok");
        assertEquals(2, match.region().row());
    }

    @Test
    void in_textOnlyOutside_isNotTrue() {
        TextCondition below = text("ok").in(Region.rows(5, 9));
        assertThrows(WaitTimeoutException.class, () -> first(below, "ok\r\nok\r\n"));
    }

    @Test
    void ignoringCase_otherCase_isFound() {
        assertEquals("ÄRGER", first(text("ärger").ignoringCase(), "ÄRGER").text());
        assertThrows(WaitTimeoutException.class, () -> first(text("ärger"), "ÄRGER"));
    }

    @Test
    void text_lineEndOrTab_isRefusedWithAReason() {
        String lines =
                assertThrows(IllegalArgumentException.class, () -> text("a\nb")).getMessage();
        assertTrue(lines.contains("within one line"), lines);
        String tab = assertThrows(IllegalArgumentException.class, () -> visible("a\tb"))
                .getMessage();
        assertTrue(tab.contains("a screen has none"), tab);
    }

    @Test
    void idle_namedHeldAndHopeless_staysAnIdleForRaces() {
        FakePty fake = FakePty.script().onStart(after(ofMillis(50)), out("fatal\r\n"));
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(fake).open()) {
            wsh.start(SessionSpec.command("fake"));
            Idle held = idle(ofMillis(200)).holding(ofMillis(300)).named("the build");
            assertTrue(wsh.awaitAnyIdle(held).block() instanceof Settled.Idle);
            assertEquals(ofMillis(550), time.elapsed());
            Pending<Settled> hopeless =
                    wsh.sessions().get(0).await(idle(ofSeconds(9)).fromNow().unless(visible("fatal")));
            assertThrows(ConditionFailedException.class, hopeless::block);
        }
    }

    @Test
    @Tag("pty")
    void foregroundAndEchoOff_realPrograms_areSeen() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "elsewhere nobody can tell");
        try (Wsh wsh = Wsh.open()) {
            Session shell = wsh.start(SessionSpec.command(
                    "sh", "-c", "sleep 60; stty -echo; printf 'Password: '; read secret; echo done"));
            assertEquals("sleep", shell.await(foreground("sleep")).block().program());
            shell.press(Key.ctrl('c'));
            Session asks = wsh.start(
                    SessionSpec.shellCommand("printf 'Password: '; sleep 0.2; stty -echo; read x; echo done"));
            asks.await(echoOff()).block();
            Mark before = asks.mark();
            asks.sendLine("hidden");
            asks.awaitText("done").block();
            assertEquals(-1, asks.outputSince(before).text().indexOf("hidden"));
        }
    }
}
