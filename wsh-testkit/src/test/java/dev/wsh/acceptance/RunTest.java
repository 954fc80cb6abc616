package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.CommandFailedException;
import dev.wsh.CommandResult;
import dev.wsh.CommandResult.Certainty;
import dev.wsh.Conditions;
import dev.wsh.Key;
import dev.wsh.Pending;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionSpec;
import dev.wsh.UncertainResultException;
import dev.wsh.WaitTimeoutException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE: Commands. Their status and output are exact, in every shell. */
class RunTest {

    private static CommandResult run(Session shell, String command, RunOption... options) {
        return shell.run(command, options).within(ofSeconds(30)).block();
    }

    private static void assertRun(Session shell, int code, String text, String command) {
        CommandResult result = run(shell, command, RunOption.STRICT);
        assertEquals(text, result.text(), command);
        assertEquals(code, result.exitCode(), command);
        assertEquals(Certainty.OBSERVED, result.certainty(), command);
        assertFalse(result.shellEnded(), command);
    }

    // 111
    @InRunShells
    void run_printf_isExact(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            assertRun(session, 0, "a\nb\n", "printf 'a\\nb\\n'");
            assertRun(session, 0, "no line end", "printf 'no line end'");
            assertRun(session, 0, "", "true");
            assertRun(session, 0, "", "");
        }
    }

    // 112
    @InRunShells
    void run_failingCommands_haveTheirStatus(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            assertRun(session, 1, "", "false");
            run(session, shell.say("exit_with() { return $1; }", "function exit_with; return $argv[1]; end"));
            assertRun(session, 42, "", "exit_with 42");
            assertEquals(127, run(session, "no-such-command").exitCode());
            assertEquals(137, run(session, "sh -c 'kill -KILL $$'").exitCode());
        }
    }

    // 113
    @InRunShells
    void run_state_livesOn(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            CommandResult cd = run(session, shell.say("cd /usr && export X=1", "cd /usr; and set -gx X 1"));
            assertEquals(Optional.of(Path.of("/usr")), cd.cwd());
            assertRun(session, 0, "/usr 1\n", "echo $PWD $X");
            run(session, "sh -c 'exit 7'");
            assertRun(session, 0, "7\n", shell.say("echo $?", "echo $status"));
            assertRun(session, 0, "0\n", shell.say("echo $?", "echo $status"));
        }
    }

    // 114
    @InRunShells
    void run_textOfAScript_isTakenAsInAScript(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            assertRun(session, 0, "it's \"so\"\n", shell.say("echo 'it'\\''s \"so\"'", "echo 'it\\'s \"so\"'"));
            assertRun(session, 0, "a!b !! !echo\n", "echo \"a!b !! !echo\"");
            assertRun(session, 0, "1\n2\n3\n", "echo 1\necho 2\necho 3");
            assertRun(session, 0, "kept\n", "echo kept # not this");
            assertRun(session, 0, "x\n", "echo x \\");
            assertRun(session, 0, "ab\n", "echo a\\\nb");
            assertRun(session, 0, "Grüße, 日本, 🙂\n", "echo 'Grüße, 日本, 🙂'");
            assertRun(session, 0, "a\tb  \n", "printf 'a\\tb  \\n'");
            assertRun(session, 0, "in sub\n", shell.say("(echo in sub)", "begin; echo in sub; end"));
            assertRun(session, 0, "y\n", "echo x | sed s/x/y/");
            if (shell != RunShell.FISH) {
                assertRun(session, 0, "one $HOME\ntwo\n", "cat <<'EOF'\none $HOME\ntwo\nEOF");
                assertRun(session, 0, "1\n2\n", "for i in 1 2\ndo\n  echo $i\ndone");
            }
        }
    }

    @InRunShells
    void run_incompleteCommand_failsAndHarmsNobody(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            for (String incomplete : new String[] {"echo \"open", "echo 'open", "if true", "echo (", "true | )"}) {
                CommandResult result = run(session, incomplete, RunOption.STRICT);
                assertFalse(result.success(), result::toString);
                assertRun(session, 0, "fine\n", "echo fine");
            }
        }
    }

    // 117
    @InRunShells
    void run_twiceAtOnce_oneAfterTheOther(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            Pending<CommandResult> first = session.run("sleep 0.3; echo first");
            Pending<CommandResult> second = session.run("echo second");
            Pending<CommandResult> third = session.run("echo third");
            assertEquals("third\n", third.within(ofSeconds(30)).block().text());
            assertTrue(first.isDone() && second.isDone());
            assertEquals("first\n", first.block().text());
            assertEquals("second\n", second.block().text());
        }
    }

    @InRunShells
    void run_cancelled_isInterruptedAndTheShellGoesOn(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            Pending<CommandResult> pending = session.run("echo begun; sleep 100; echo never");
            session.awaitText("begun").block();
            pending.cancel(true);
            assertThrows(CancellationException.class, pending::block);
            assertRun(session, 0, "usable\n", "echo usable");
        }
    }

    @InRunShells
    void run_cancelledBeforeItsTurn_isNeverRun(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            Pending<CommandResult> first = session.run("sleep 0.2");
            Pending<CommandResult> second = session.run(shell.say("X=run", "set -g X run"));
            second.cancel(true);
            first.within(ofSeconds(30)).block();
            assertRun(session, 0, "[]\n", "echo \"[$X]\"");
        }
    }

    @InRunShells
    void run_deadlinePasses_failsWithEvidenceAndTheShellGoesOn(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            run(session, "true");
            Pending<CommandResult> pending =
                    session.run("echo begun; sleep 100").within(ofMillis(900));
            WaitTimeoutException failure = assertThrows(WaitTimeoutException.class, pending::block);
            assertTrue(failure.getMessage().contains("echo begun; sleep 100"), failure::getMessage);
            assertTrue(failure.getMessage().contains("(its end)"), failure::getMessage);
            assertTrue(failure.getMessage().contains(": sleep 100"), failure::getMessage);
            assertRun(session, 0, "usable\n", "echo usable");
        }
    }

    @InRunShells
    void run_limitOfTime_isSaidInTheResult(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            CommandResult result =
                    run(session, "printf begun; sleep 100; echo never", RunOption.timeLimit(ofMillis(500)));
            assertTrue(result.timedOut(), result::toString);
            assertEquals(130, result.exitCode());
            assertEquals("begun", result.text().strip());
            assertRun(session, 0, "usable\n", "echo usable");
        }
    }

    @InRunShells
    void run_ctrlC_endsItWithStatus130(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            Pending<CommandResult> pending =
                    session.run("printf begun; sleep 100; echo never").within(ofSeconds(30));
            session.await(Conditions.text("begun").since(session.startMark())).block();
            awaitForeground(session, "sleep");
            session.press(Key.ctrl('c'));
            CommandResult result = pending.block();
            assertEquals(130, result.exitCode(), result::toString);
            assertEquals(Certainty.OBSERVED, result.certainty());
            assertEquals("begun^C", result.text().strip());
            assertRun(session, 0, "usable\n", "echo usable");
        }
    }

    @InRunShells
    void run_ctrlCInALoopOfTheShell_endsItWithStatus130(World world, RunShell shell) {
        // its own fault: at a prompt of any terminal it ignores 1 Ctrl-C of 150 in such a loop, and all that follow
        assumeTrue(shell != RunShell.BUSYBOX, "busybox does not always heed Ctrl-C in a loop");
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            String loop = shell.say("while :; do :; done", "while true; end");
            Pending<CommandResult> pending =
                    session.run("printf begun; " + loop).within(ofSeconds(30));
            session.await(Conditions.text("begun").since(session.startMark())).block();
            session.awaitIdle(ofMillis(200)).block(); // it is in the loop, not in printf
            session.press(Key.ctrl('c'));
            CommandResult result = pending.block();
            // what fish says of a loop of its own is 130, or that all is well
            assertTrue(result.exitCode() == 130 || shell == RunShell.FISH && result.exitCode() == 0, result::toString);
            assertEquals("begun^C", result.text().strip());
            assertRun(session, 0, "usable\n", "echo usable");
        }
    }

    /** Waits until a program has the terminal: a Ctrl-C before that is the shell's. */
    private static void awaitForeground(Session session, String program) {
        session.await(Conditions.screen("a moment", screen -> true)).block();
        for (int look = 0; look < 1000; look++) {
            try {
                session.await(Conditions.text("never there"))
                        .within(ofMillis(1))
                        .block();
            } catch (WaitTimeoutException e) {
                if (e.getMessage().contains(": " + program)) {
                    return;
                }
            }
        }
        throw new AssertionError(program + " never was in the foreground");
    }

    // 118
    @InRunShells
    void run_shellEnds_completesWithTheSessionsExit(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            for (String ends : new String[] {"printf out; exit 3", "printf out; exec sh -c 'exit 3'"}) {
                CommandResult result = run(shell.start(lab), ends, RunOption.STRICT);
                assertEquals(3, result.exitCode(), result::toString);
                assertTrue(result.shellEnded(), result::toString);
                assertTrue(result.text().startsWith("out"), result::toString);
            }
        }
    }

    @InRunShells
    void run_sessionHasEnded_fails(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            session.kill().block();
            assertThrows(SessionEndedException.class, () -> run(session, "true"));
        }
    }

    @InRunShells
    void run_foreignMarks_areOutput(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            assertRun(
                    session,
                    0,
                    "one\ntwo\n",
                    "printf '\\033]133;C\\007one\\n\\033]133;D;9\\007\\033]133;A\\007\\033]133;D;9;WSH=00;/;00\\007two\\n'");
        }
    }

    // 115
    @InRunShells
    void run_muchOutput_isCompleteOrCutAsSaid(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            CommandResult cut = run(session, "seq 100000", RunOption.outputLimit(1000));
            long all = 588_895 + 100_000; // each line ends with CR LF
            assertEquals(1000, cut.output().bytes().length);
            assertEquals(all - 1000, cut.output().droppedBytes());
            assertTrue(cut.text().endsWith("99999\n100000\n"));
            CommandResult whole = run(session, "seq 100000");
            assertEquals(all, whole.output().bytes().length);
            assertEquals(0, whole.output().droppedBytes());
        }
    }

    @InRunShells
    void run_longCommand_isNotCut(World world, RunShell shell) {
        try (World.Lab lab = world.open()) {
            Session session = shell.start(lab);
            String word = "0123456789".repeat(10_000);
            CommandResult result = run(session, "echo " + word + " | wc -c");
            assertEquals("100001", result.text().strip());
        }
    }

    @Test
    void run_nul_isRefused() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("any");
            assertThrows(IllegalArgumentException.class, () -> session.run("a\0b"));
            assertThrows(IllegalArgumentException.class, () -> session.run("a\ud800b"));
        }
    }

    // 119
    @OnRealTerminals
    void run_noShell_isInferredOrRefused(World world) {
        try (World.Lab lab = world.open()) {
            Session cat = lab.wsh().start(SessionSpec.command("cat"));
            UncertainResultException refused =
                    assertThrows(UncertainResultException.class, () -> run(cat, "hello", RunOption.STRICT));
            assertTrue(refused.getMessage().contains("cat"), refused::getMessage);

            CommandResult result = run(cat, "hello");
            assertEquals(Certainty.INFERRED, result.certainty());
            assertTrue(result.status().code().isEmpty());
            assertThrows(IllegalStateException.class, result::exitCode);
            assertThrows(CommandFailedException.class, result::orThrow);
            assertEquals("hello\n", result.text());
        }
    }
}
