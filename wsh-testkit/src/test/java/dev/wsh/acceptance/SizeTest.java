package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Cases 19, 36 and 37 with real programs: what the terminal's size is for the program, for the kernel and for us. */
@EnabledOnOs(OS.LINUX)
class SizeTest {

    private static void assertSize(int rows, int cols, Session session) {
        assertEquals(
                rows + "x" + cols,
                session.screen().rows() + "x" + session.screen().cols());
        assertEquals(
                rows + "x" + cols, session.info().rows() + "x" + session.info().cols());
        assertEquals(rows, session.screen().lines().size());
    }

    private static void assertProgramSees(int rows, int cols, Session session) {
        Mark asked = session.sendLine("stty size");
        session.await(text(rows + " " + cols).since(asked)).within(ofSeconds(5)).block();
    }

    @OnRealTerminals
    @DisplayName("36: 30x120 and 40x100: sizes are exact; resized to 50x160: the screen is, and \"stty size\" says so")
    void resize_session_changesScreenAndTerminal(World world) {
        try (World.Lab lab = world.open()) {
            Session wide = lab.wsh().start(Shell.BASH.spec().size(30, 120));
            Session high = lab.wsh().start(Shell.BASH.spec().size(40, 100));
            wide.ready().block();
            high.ready().block();
            assertSize(30, 120, wide);
            assertSize(40, 100, high);
            assertProgramSees(30, 120, wide);
            assertProgramSees(40, 100, high);
            Shell.awaitPrompt(wide);
            wide.resize(50, 160);
            assertSize(50, 160, wide);
            assertProgramSees(50, 160, wide);
            assertSize(40, 100, high);
            assertProgramSees(40, 100, high);
        }
    }

    @OnRealTerminals
    @DisplayName("37: two sessions of 80 and 120 columns: each keeps its own width")
    void size_twoSessions_wrapEachAtItsOwn(World world) {
        try (World.Lab lab = world.open()) {
            SessionSpec hundred = SessionSpec.shellCommand("printf '%0100d' 0");
            Session narrow = lab.wsh().start(hundred.size(24, 80));
            Session wide = lab.wsh().start(hundred.size(24, 120));
            for (Session session : List.of(narrow, wide)) {
                session.onExit().within(ofSeconds(5)).block();
                assertEquals(
                        "0".repeat(100),
                        session.outputSince(session.startMark()).text());
            }
            assertEquals(
                    List.of("0".repeat(80), "0".repeat(20)),
                    narrow.screen().lines().subList(0, 2));
            assertEquals(List.of("0".repeat(100), ""), wide.screen().lines().subList(0, 2));
        }
    }

    @OnRealTerminals
    @DisplayName("19: 1x1 and 100x200: the program sees that size from its start")
    void start_edgeSizes_areThereFromTheStart(World world) {
        try (World.Lab lab = world.open()) {
            for (int[] size : new int[][] {{1, 1}, {100, 200}, {1000, 1000}}) {
                Session session =
                        lab.wsh().start(SessionSpec.command("stty", "size").size(size[0], size[1]));
                session.onExit().within(ofSeconds(5)).block();
                assertEquals(
                        size[0] + " " + size[1] + "\n",
                        session.outputSince(session.startMark()).text());
                assertSize(size[0], size[1], session);
            }
        }
    }
}
