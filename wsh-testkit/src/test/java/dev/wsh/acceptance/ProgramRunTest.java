package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.CommandFailedException;
import dev.wsh.CommandResult;
import dev.wsh.Diagnostics;
import dev.wsh.InvalidSpecException;
import dev.wsh.NameConflictException;
import dev.wsh.Pending;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.SpawnException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.WshClosedException;
import dev.wsh.testkit.FakePty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Programs from their start to their end: {@code Wsh.run}. */
class ProgramRunTest {

    private static FakePty program() {
        return FakePty.script().onStart(out("working\r\n"), after(ofSeconds(60)), out("done\r\n"), exit(3));
    }

    private static SessionSpec spec(String name) {
        return SessionSpec.command("program", "--all").named(name);
    }

    @Test
    void run_program_resultIsWholeAndTheSessionIsClosed() {
        try (FakeLab lab = new FakeLab(program(), builder -> {})) {
            CommandResult result = lab.wsh.run(spec("unit")).block();

            assertEquals(3, result.exitCode());
            assertEquals("working\ndone\n", result.text());
            assertEquals(List.of("working", "done"), result.lines());
            assertEquals("program --all", result.command());
            assertEquals(ofSeconds(60), result.took());
            assertEquals("working", result.screen().line(0));
            assertTrue(result.shellEnded());
            assertFalse(result.timedOut());
            assertEquals(Optional.empty(), result.cwd());
            assertTrue(lab.wsh.sessions().isEmpty() && lab.wsh.ended().isEmpty());
            CommandFailedException failure = assertThrows(CommandFailedException.class, result::orThrow);
            assertTrue(failure.getMessage().contains("program --all: exit 3 after 60.000 s"), failure::getMessage);
            assertTrue(failure.getMessage().endsWith("    done"), failure::getMessage);
        }
    }

    @Test
    void run_moreThanTheLimit_waitInOrder() {
        try (FakeLab lab = new FakeLab(program(), builder -> builder.parallelRuns(2))) {
            List<String> order = new ArrayList<>();
            List<Pending<CommandResult>> all = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String name = "run-" + i;
                Pending<CommandResult> run = lab.wsh.run(spec(name));
                run.thenAccept(result -> order.add(name));
                all.add(run);
            }
            lab.pass(1);
            assertEquals(2, lab.wsh.sessions().size());
            Pending.allOf(all.toArray(new Pending<?>[0])).block();
            assertEquals(5, lab.pty.spawns().size());
            assertEquals(List.of("run-0", "run-1", "run-2", "run-3", "run-4"), order);
            assertEquals(ofMinutes(3), lab.time.elapsed());
        }
    }

    @Test
    void run_cancelled_endsTheProgramAndTheNextBegins() {
        try (FakeLab lab = new FakeLab(program(), builder -> builder.parallelRuns(1))) {
            Pending<CommandResult> first = lab.wsh.run(spec("first"));
            Pending<CommandResult> second = lab.wsh.run(spec("second"));
            Pending<CommandResult> third = lab.wsh.run(spec("third"));
            lab.pass(10);
            second.cancel(true);
            first.cancel(true);
            assertEquals(3, third.block().exitCode());
            assertThrows(CancellationException.class, second::block);
            assertEquals(2, lab.pty.spawns().size());
            assertTrue(lab.wsh.sessions().isEmpty());
        }
    }

    @Test
    void run_deadline_failsWithEvidenceAndEndsTheProgram() {
        try (FakeLab lab = new FakeLab(program(), builder -> {})) {
            Pending<CommandResult> run = lab.wsh.run(spec("unit")).within(ofSeconds(5));
            WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, run::block);
            assertTrue(failure.getMessage().contains("program --all"), failure::getMessage);
            assertTrue(failure.getMessage().contains("working"), failure::getMessage);
            lab.pass(1000);
            assertTrue(lab.wsh.sessions().isEmpty());
        }
    }

    @Test
    void run_badSpecOrStart_throwsAtOnceOrFailsInItsTurn() {
        FakePty refusing = program().refusing(spec -> {
            if (spec.argv().get(0).equals("missing")) {
                throw new SpawnException("no such program", "missing", 2, null);
            }
        });
        try (FakeLab lab = new FakeLab(refusing, builder -> builder.parallelRuns(1))) {
            assertThrows(InvalidSpecException.class, () -> lab.wsh.run(spec("a b")));
            assertThrows(SpawnException.class, () -> lab.wsh.run(SessionSpec.command("missing")));
            Pending<CommandResult> first = lab.wsh.run(spec("same"));
            assertThrows(SpawnException.class, () -> lab.wsh.run(SessionSpec.command("missing")));
            lab.start("taken");
            Pending<CommandResult> taken = lab.wsh.run(spec("taken"));
            Pending<CommandResult> last = lab.wsh.run(spec("same"));
            assertEquals(3, last.block().exitCode());
            assertEquals(3, first.block().exitCode());
            assertThrows(NameConflictException.class, taken::block);
        }
    }

    @Test
    void run_queued_isToldApartFromOneThatRuns() {
        try (FakeLab lab = new FakeLab(program(), builder -> builder.parallelRuns(1))) {
            lab.wsh.run(spec("first"));
            lab.wsh.run(spec("second"));
            Pending<CommandResult> third = lab.wsh.run(spec("third").env("X", "y"));
            lab.pass(2000);
            assertEquals(
                    List.of(Optional.of("first"), Optional.empty(), Optional.empty()),
                    lab.wsh.diagnostics().runs().stream()
                            .map(Diagnostics.Run::session)
                            .toList());
            assertEquals("""
                    sessions: 1; waits: 0; callbacks: 0 running, 0 waiting; engine: 0 running, 0 waiting
                      session "first", running, last activity 2.000 s ago
                      run: session "first" for 2.000 s: program --all
                      run: waits for its turn for 2.000 s: program --all
                      run: waits for its turn for 2.000 s: program --all""", lab.wsh.diagnostics().toString());
            String queued =
                    "the end of \"program --all\", which has not begun: it waits for its turn behind 1 that run,"
                            + " of at most 1 at once, and 1 that wait";
            assertEquals("wait for " + queued, third.toString());
            WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, third.within(ofSeconds(5))::block);
            assertEquals("timed out after 5 s waiting for " + queued, failure.getMessage());
            assertEquals(List.of(), failure.evidence());
            lab.pass(130_000);
            assertEquals(List.of(), lab.wsh.diagnostics().runs());
        }
    }

    /** What is wrong is said at the call, whether it is its turn or not. */
    @OnRealTerminals
    void run_wrongAndQueued_isRefusedAtTheCall(World world) {
        try (World.Lab lab = world.open(builder -> builder.parallelRuns(1))) {
            Pending<CommandResult> first = lab.wsh().run(SessionSpec.shellCommand("sleep 1000"));
            assertThrows(SpawnException.class, () -> lab.wsh().run(SessionSpec.command("no-such-program")));
            SessionSpec lost = SessionSpec.command("true").cwd(Path.of("/no/such/folder"));
            assertThrows(InvalidSpecException.class, () -> lab.wsh().run(lost));
            assertEquals(1, lab.wsh().diagnostics().runs().size());
            first.cancel(true);
        }
    }

    @Test
    void run_queuedAfterTheClose_isRefused() {
        FakeLab lab = new FakeLab(program(), builder -> builder.parallelRuns(1));
        lab.wsh.run(spec("first"));
        lab.wsh.close();
        assertThrows(WshClosedException.class, () -> lab.wsh.run(spec("second")));
        lab.close();
    }

    @Test
    void run_sessionOrWshClosed_fails() {
        FakeLab lab = new FakeLab(program(), builder -> builder.parallelRuns(1));
        Pending<CommandResult> first = lab.wsh.run(spec("first"));
        Pending<CommandResult> second = lab.wsh.run(spec("second"));
        Pending<CommandResult> third = lab.wsh.run(spec("third"));
        lab.wsh.sessions().get(0).close();
        assertThrows(SessionEndedException.class, first::block);
        lab.pass(1);
        lab.wsh.close();
        assertThrows(SessionEndedException.class, second::block);
        assertThrows(WshClosedException.class, third::block);
        assertThrows(WshClosedException.class, () -> lab.wsh.run(spec("fourth")));
        lab.close();
    }

    @OnRealTerminals
    void run_realPrograms_areComplete(World world) {
        try (World.Lab lab = world.open(builder -> builder.parallelRuns(3))) {
            List<Pending<CommandResult>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                all.add(lab.wsh().run(SessionSpec.shellCommand("seq 1000 | tail -n 3; exit " + i)));
            }
            for (int i = 0; i < 12; i++) {
                CommandResult result = all.get(i).within(ofSeconds(60)).block();
                assertEquals(i, result.exitCode());
                assertEquals("998\n999\n1000\n", result.text());
                assertEquals("seq 1000 | tail -n 3; exit " + i, result.command());
            }
            CommandResult much = lab.wsh()
                    .run(SessionSpec.command("seq", "400000"))
                    .within(ofSeconds(60))
                    .block();
            assertEquals(0, much.output().droppedBytes());
            assertTrue(much.text().startsWith("1\n2\n") && much.text().endsWith("399999\n400000\n"));
            assertTrue(lab.wsh().sessions().isEmpty());
        }
    }

    @OnRealTerminals
    void run_timesOut_leavesNoProcess(World world) {
        try (World.Lab lab = world.open()) {
            Pending<CommandResult> run = lab.wsh()
                    .run(SessionSpec.shellCommand("echo begun; sleep 1000"))
                    .within(ofMillis(700));
            assertThrows(WaitTimeoutException.class, run::block);
            assertTrue(lab.wsh().sessions().isEmpty());
        }
    }
}
