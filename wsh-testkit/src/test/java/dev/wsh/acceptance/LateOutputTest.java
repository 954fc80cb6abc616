package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.failure;
import static dev.wsh.testkit.Steps.hangUp;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.ExitStatus.OutputEnd;
import dev.wsh.Output;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.testkit.FakePty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process has ended and a descendant of it still holds the terminal: what that prints is output like any other. */
class LateOutputTest {

    private static String textOf(Collecting<Output> output) {
        return output.items().stream().map(Output::text).collect(Collectors.joining());
    }

    private static FakeLab labOf(FakePty pty) {
        return new FakeLab(pty, builder -> {});
    }

    /** The leader prints and ends, and its descendant prints 70 ms later. */
    private static FakePty printsLater() {
        return FakePty.script().onStart(out("leader "), exit(0), after(ofMillis(70)), out("late"));
    }

    @EnabledOnOs(OS.LINUX)
    @OnRealTerminals
    @DisplayName(
            "a grandchild prints after the exit: the screen, outputSince and subscribers get it, then they complete")
    void exit_grandchildPrintsLater_isShownAndPublished(World world, @TempDir Path dir) throws Exception {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.shellCommand(
                                    "trap '' HUP; (while [ ! -e go ]; do sleep 0.01; done; printf LATE) & printf 'LEADER '")
                            .cwd(dir));
            OutputText output = OutputText.of(session, session.startMark());
            Collecting<Screen> screens = Collecting.all(session.screens(ofMillis(1)));
            ExitStatus exit = session.onExit().within(ofSeconds(10)).block();
            assertEquals(OutputEnd.TERMINAL_STILL_OPEN, exit.output());
            output.await("LEADER ", ofSeconds(10));
            Files.createFile(dir.resolve("go"));
            output.await("LATE", ofSeconds(10));
            output.awaitComplete(ofSeconds(10));
            assertEquals("LEADER LATE", output.text());
            assertEquals("LEADER LATE", session.screen().text());
            assertEquals("LEADER LATE", session.outputSince(session.startMark()).text());
            screens.complete.get(10, TimeUnit.SECONDS);
            List<Screen> seen = screens.items();
            assertEquals("LEADER LATE", seen.get(seen.size() - 1).text());
        }
    }

    @EnabledOnOs(OS.LINUX)
    @OnRealTerminals
    @DisplayName("a grandchild that never ends: a subscriber is completed when the session is closed")
    void close_grandchildHoldsTheTerminal_completesSubscribers(World world) throws Exception {
        try (World.Lab lab = world.open(builder -> builder.closeGrace(ofMillis(1)))) {
            Session session = lab.wsh().start(SessionSpec.shellCommand("trap '' HUP; sleep 9999 & printf LEADER"));
            OutputText output = OutputText.of(session, session.startMark());
            ExitStatus exit = session.onExit().within(ofSeconds(10)).block();
            assertEquals(OutputEnd.TERMINAL_STILL_OPEN, exit.output());
            session.close();
            output.awaitComplete(ofSeconds(10));
            assertEquals("LEADER", output.text());
        }
    }

    @Test
    @DisplayName("on the fake: late output reaches subscribers, who complete at the end of the output, not at the exit")
    void exit_descendantPrintsLater_subscribersCompleteAfterIt() {
        try (FakeLab lab = labOf(printsLater())) {
            Session session = lab.start("s");
            Collecting<Output> output = Collecting.all(session.output(session.startMark()));
            Collecting<Output> idler = new Collecting<>(0);
            session.output(session.startMark()).subscribe(idler);
            Collecting<Screen> screens = Collecting.all(session.screens(ofMillis(10)));
            lab.pass(69);
            assertTrue(session.exitStatus().isPresent());
            assertEquals("leader ", textOf(output));
            assertFalse(output.complete.isDone(), "a descendant still holds the terminal");
            assertFalse(idler.complete.isDone());
            assertFalse(screens.complete.isDone());
            lab.pass(11);
            assertEquals("leader late", textOf(output));
            assertTrue(output.complete.isDone());
            assertTrue(idler.complete.isDone());
            assertTrue(screens.complete.isDone());
            List<Screen> seen = screens.items();
            assertEquals("leader late", seen.get(seen.size() - 1).text());
            assertEquals("leader late", session.screen().text());
            assertEquals("leader late", session.outputSince(session.startMark()).text());
            assertEquals(0, lab.time.pendingTimers());
        }
    }

    @Test
    @DisplayName("on the fake: one who subscribes between the exit and the late output gets both")
    void subscribe_afterTheExit_getsLateOutput() {
        try (FakeLab lab = labOf(printsLater())) {
            Session session = lab.start("s");
            lab.pass(10);
            assertTrue(session.exitStatus().isPresent());
            Collecting<Output> all = Collecting.all(session.output(session.startMark()));
            Collecting<Output> coming = Collecting.all(session.output(session.mark()));
            lab.pass(100);
            assertEquals("leader late", textOf(all));
            assertEquals("late", textOf(coming));
            assertTrue(all.complete.isDone());
            assertTrue(coming.complete.isDone());
        }
    }

    @Test
    @DisplayName("on the fake: a descendant that stays: closing the session completes its subscribers")
    void close_descendantStays_completesSubscribers() {
        FakePty stays = FakePty.script().onStart(out("leader "), exit(0), after(ofHours(1)), out("late"));
        try (FakeLab lab = labOf(stays)) {
            Session session = lab.start("s");
            Collecting<Output> output = Collecting.all(session.output(session.startMark()));
            Collecting<Screen> screens = Collecting.all(session.screens(ofMillis(10)));
            lab.pass(10_000);
            assertFalse(output.complete.isDone());
            session.close();
            lab.time.settle();
            assertEquals("leader ", textOf(output));
            assertTrue(output.complete.isDone());
            assertTrue(screens.complete.isDone());
        }
    }

    @Test
    @DisplayName("on the fake: the terminal fails after the exit: subscribers complete")
    void failure_afterTheExit_completesSubscribers() {
        FakePty fails = FakePty.script()
                .onStart(out("leader "), exit(0), after(ofMillis(50)), failure(new IOException("a broken terminal")));
        try (FakeLab lab = labOf(fails)) {
            Session session = lab.start("s");
            Collecting<Output> output = Collecting.all(session.output(session.startMark()));
            lab.pass(49);
            assertFalse(output.complete.isDone());
            lab.pass(1);
            assertTrue(output.complete.isDone());
            assertEquals(OptionalInt.of(0), session.exitStatus().orElseThrow().code());
        }
    }

    @Test
    @DisplayName("on the fake: the output ends before the exit is told: subscribers complete at the exit")
    void exit_afterTheEndOfOutput_completesSubscribers() {
        try (FakeLab lab = labOf(FakePty.script().onStart(out("all"), hangUp(), after(ofMillis(50)), exit(0)))) {
            Session session = lab.start("s");
            Collecting<Output> output = Collecting.all(session.output(session.startMark()));
            lab.pass(49);
            assertFalse(output.complete.isDone(), "the process may open its terminal again");
            lab.pass(1);
            assertEquals("all", textOf(output));
            assertTrue(output.complete.isDone());
        }
    }
}
