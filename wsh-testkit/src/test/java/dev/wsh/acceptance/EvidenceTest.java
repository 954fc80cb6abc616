package dev.wsh.acceptance;

import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ConditionFailedException;
import dev.wsh.Evidence;
import dev.wsh.Input;
import dev.wsh.ProcessInfo;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a failed wait says of the session. */
class EvidenceTest {

    private static Evidence timeout(Session session) {
        WaitTimeoutException failure = assertThrows(
                WaitTimeoutException.class,
                () -> session.awaitText("never").within(ofMillis(1)).block());
        assertEquals(1, failure.evidence().size());
        return failure.evidence().get(0);
    }

    private static List<String> commands(Evidence evidence) {
        return evidence.processes().stream().map(ProcessInfo::command).toList();
    }

    @Tag("pty")
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FAKE")
    void timeout_commandInForeground_isNamedAndTheShellIsNot(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.command("/bin/sh").env("PS1", "$ "));
            session.awaitText("$ ").block();
            Evidence atPrompt = timeout(session);
            assertEquals(List.of("/bin/sh"), commands(atPrompt), atPrompt.describe());
            assertEquals(
                    session.info().pid().orElseThrow(),
                    atPrompt.processes().get(0).pid());
            assertEquals(session.id(), atPrompt.processes().get(0).sessionId());

            session.sendLine("sleep 1001 & sh -c 'echo st\"\"arted; sleep 1002; :' | cat");
            session.awaitText("started").block();
            Evidence running = timeout(session);
            while (!commands(running).containsAll(List.of("cat", "sleep 1002"))) {
                running = timeout(session); // they are about to start
            }
            assertEquals(3, running.processes().size(), running.describe());
            assertTrue(running.describe().contains(": sleep 1002\n"), running.describe());
        }
    }

    @Tag("pty")
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FAKE")
    void hopeless_runningProgram_isNamed(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.shellCommand("echo broken; exec sleep 1001"));
            ConditionFailedException failure = assertThrows(
                    ConditionFailedException.class,
                    () -> session.await(text("fine").unless(visible("broken"))).block());
            assertEquals(1, failure.evidence().processes().size(), failure::getMessage);
        }
    }

    @Tag("pty")
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void ended_noProcess_isNamed(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.command("true"));
            session.await(exited()).within(ofSeconds(5)).block();
            SessionEndedException failure = assertThrows(
                    SessionEndedException.class,
                    () -> session.awaitText("never").block());
            assertEquals(List.of(), failure.evidence().processes());
        }
    }

    @Test
    void timeout_queriesThatAreNotAnswered_areListed() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            lab.terminal(session).output("\033[6n\033[21t\033]52;c;?\007\033[1;1;1;1;2;2*y\033[4711n\033[?4712n");
            lab.time.settle();
            assertEquals(
                    List.of("CSI 21 t", "OSC 52 ?", "CSI 1 * y", "CSI 4711 n", "CSI ? 4712 n"),
                    timeout(session).unansweredQueries());
            for (int i = 0; i < 20; i++) {
                lab.terminal(session).output("\033[" + (100 + i) + "n");
            }
            lab.time.settle();
            Evidence evidence = timeout(session);
            assertEquals(8, evidence.unansweredQueries().size());
            assertEquals("CSI 119 n", evidence.unansweredQueries().get(7));
            assertTrue(evidence.describe().contains("unanswered queries: CSI 112 n CSI 113 n"), evidence::describe);
        }
    }

    @Test
    void timeout_inputs_areListedInOrder() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            session.sendLine("one");
            session.send(Input.bytes(new byte[] {3}));
            assertEquals(List.of("\"one\" Enter", "1 byte"), timeout(session).lastInputs());
        }
    }
}
