package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.CommandResult;
import dev.wsh.CommandResult.Certainty;
import dev.wsh.Key;
import dev.wsh.Pending;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in shells as people have them: with options, traps, prompts, slow starts, and other shells inside. */
@Tag("pty")
class RunOddShellsTest {

    private final Wsh wsh = Wsh.open();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        wsh.close();
    }

    private Session bash() {
        return wsh.start(RunShell.BASH.spec());
    }

    private static CommandResult run(Session shell, String command, RunOption... options) {
        return shell.run(command, options).within(ofSeconds(60)).block();
    }

    private static void assertRun(Session shell, int code, String output, String command) {
        CommandResult result = run(shell, command, RunOption.STRICT);
        assertEquals(output, result.text(), command);
        assertEquals(code, result.exitCode(), command);
    }

    private static void awaitRunning(Session session, String shown) {
        session.await(text(shown).since(session.startMark())).block();
        session.awaitIdle(ofMillis(300)).block();
    }

    @Test
    void run_bash_leavesHistoryTrapsOptionsAndPromptAlone() {
        Session shell = bash();
        run(shell, "trap 'echo bye' EXIT; trap 'echo usr' USR1; PS1='mine> '; PROMPT_COMMAND='own=1'");
        shell.sendLine("echo own");
        shell.await(text("own")).block();
        String state = "trap -p; set -o; shopt; echo \"$PS1 $PROMPT_COMMAND\"; compgen -v; compgen -A function; alias";
        CommandResult before = run(shell, state);
        run(shell, "false");
        run(shell, "echo");
        assertEquals(before.text(), run(shell, state).text());
        assertRun(shell, 0, "    1  echo own\n", "history");
    }

    @Test
    void run_errTrap_runsOnceAndKnowsTheLine() {
        Session shell = bash();
        run(shell, "trap 'echo \"failed in line $LINENO\"' ERR");
        assertRun(shell, 1, "failed in line 2\n", "true\nfalse");
        assertRun(shell, 0, "failed in line 1\nok\n", "false; echo ok");
        assertFalse(run(shell, "echo 'open").success());
    }

    @Test
    void run_xtrace_showsTheCommandAlone() {
        Session shell = bash();
        run(shell, "set -x");
        CommandResult result = run(shell, "echo a");
        assertTrue(result.text().matches("\\++ echo a\na\n"), result::toString);
        assertEquals(0, result.exitCode());
    }

    @Test
    void run_options_areKept() {
        Session shell = bash();
        assertRun(shell, 0, "", "set -u; set -C; set -f");
        CommandResult unbound = run(shell, "echo $nope");
        assertFalse(unbound.success());
        assertTrue(unbound.text().endsWith("unbound variable\n"), unbound::toString);
        assertRun(shell, 0, "*\n", "echo *");
        assertRun(shell, 0, "", "set -e");
        assertRun(shell, 1, "", "! true");
        assertRun(shell, 0, "still\n", "false || echo still");
        CommandResult last = run(shell, "echo out; false; echo never");
        assertEquals(1, last.exitCode());
        assertTrue(last.shellEnded());
        assertEquals("out\n", last.text());
    }

    @Test
    void run_poorEnvironment_works() {
        Session shell = bash();
        run(shell, "printf() { echo mine; }; echo() { builtin echo mine; }; alias .='false'; alias builtin='false'");
        assertRun(shell, 0, "x\n", "command echo x");
        run(shell, "unset -f printf echo; PATH=; exec >/dev/null");
        assertRun(shell, 0, "", "echo gone");
        assertRun(shell, 0, "seen\n", "echo seen >&2");
    }

    @Test
    void run_promptsOfAllKinds_areNoOutput() {
        for (RunShell kind : List.of(RunShell.BASH, RunShell.ZSH)) {
            Session shell = wsh.start(kind.spec());
            run(shell, "PS1=$'two lines\\n\\e[32mand colour\\e[0m> '; RPROMPT='at the right'");
            run(shell, "PROMPT_COMMAND='echo from the prompt; false'; precmd() { echo from the prompt; false; }");
            assertRun(shell, 0, "a", "printf a");
            assertRun(shell, 0, "b\n", "echo b");
            run(
                    shell,
                    "PROMPT_COMMAND='title=$PWD; false'"); // of an interrupted command bash does not tell where it ends
            Pending<CommandResult> pending =
                    shell.run("printf begun; sleep 100").within(ofSeconds(60));
            awaitRunning(shell, "begun");
            shell.press(Key.ctrl('c'));
            assertEquals("begun^C", pending.block().text().strip());
            assertRun(shell, 0, "b\n", "echo b");
        }
    }

    @Test
    void run_viMode_works() {
        for (RunShell kind : List.of(RunShell.BASH, RunShell.ZSH)) {
            Session shell = wsh.start(kind.spec());
            run(shell, kind == RunShell.BASH ? "set -o vi" : "bindkey -v");
            assertRun(shell, 0, "a\n", "echo a");
            assertRun(shell, 0, "b\n", "echo b");
            shell.press(Key.ESC); // to the command mode
            shell.awaitIdle(ofMillis(700)).block(); // else it is Alt
            assertRun(shell, 0, "c\n", "echo c");
        }
    }

    @Test
    void run_slowStart_isWaitedFor() throws IOException {
        RunShell.assumeInstalled("bash");
        Path rc = folder.resolve("rc");
        Files.writeString(rc, "echo starting; sleep 0.7; read -t 0.7 line; PS1='slow> '; rc=done\n");
        Session shell = wsh.start(SessionSpec.command("bash", "--noprofile", "--rcfile", rc.toString()));
        assertRun(shell, 0, "done []\n", "echo \"$rc [$line]\"");
    }

    @Test
    void run_halfALineTyped_isDropped() {
        for (RunShell kind : RunShell.values()) {
            Session shell = wsh.start(kind.spec());
            assertRun(shell, 0, "", "true");
            shell.type("echo half");
            shell.await(text("echo half")).block();
            assertRun(shell, 0, "whole\n", "echo whole");
        }
    }

    @Test
    void run_ctrlZ_stoppedIsAResult() {
        for (RunShell kind : List.of(RunShell.BASH, RunShell.DASH, RunShell.BUSYBOX, RunShell.ZSH)) {
            Session shell = wsh.start(kind.spec());
            Pending<CommandResult> pending =
                    shell.run("sh -c 'echo begun; exec sleep 100'").within(ofSeconds(60));
            awaitRunning(shell, "begun");
            shell.press(Key.ctrl('z'));
            CommandResult result = pending.block();
            assertTrue(result.exitCode() > 128, result::toString);
            assertTrue(run(shell, "jobs")
                    .text()
                    .toLowerCase(java.util.Locale.ROOT)
                    .matches("(?s).*(stopped|suspended).*"));
            assertTrue(run(shell, "echo usable").text().contains("usable"));
        }
    }

    @Test
    void run_backgroundJob_doesNotHoldItUp() {
        for (RunShell kind : RunShell.values()) {
            Session shell = wsh.start(kind.spec());
            CommandResult result = run(shell, "sh -c 'sleep 0.5; echo la''te' &");
            assertEquals(0, result.exitCode(), result::toString);
            assertFalse(result.text().contains("late"), result::toString);
            shell.await(text("late").since(shell.startMark())).block();
        }
    }

    @Test
    void run_fullScreenProgram_endsWithItsStatus() throws IOException {
        RunShell.assumeInstalled("less");
        Path file = Files.writeString(folder.resolve("text"), "first line\n" + "more\n".repeat(100) + "last line\n");
        Session shell = bash();
        Pending<CommandResult> pending = shell.run("less " + file).within(ofSeconds(60));
        shell.awaitText("first line").block();
        shell.type("G");
        shell.awaitText("last line").block();
        shell.type("q");
        assertEquals(0, pending.block().exitCode());
        assertRun(shell, 0, "after\n", "echo after");
    }

    @Test
    void run_readerOfInput_getsWhatIsTypedAndSaysWhatItWaitsFor() {
        for (RunShell kind : List.of(RunShell.BASH, RunShell.DASH, RunShell.ZSH)) {
            Session shell = wsh.start(kind.spec());
            Pending<CommandResult> pending =
                    shell.run("printf 'name? '; read x; echo \"got $x\"").within(ofSeconds(60));
            awaitRunning(shell, "name? ");
            shell.sendLine("Ada");
            assertTrue(pending.block().text().endsWith("got Ada\n"));
            WaitTimeoutException failure = assertThrows(
                    WaitTimeoutException.class,
                    () -> shell.run("printf 'more? '; read x")
                            .within(ofMillis(1500))
                            .block());
            assertTrue(failure.getMessage().contains("more?"), failure::getMessage);
            assertTrue(failure.getMessage().contains("(its end)"), failure::getMessage);
            assertRun(shell, 0, "usable\n", "echo usable");
        }
    }

    @Test
    void run_nestedShell_isTypedIntoAndItsEndIsSeen() {
        Session shell = bash();
        run(shell, "level=outer");
        shell.sendLine("dash -i");
        shell.awaitIdle(ofMillis(400)).block();
        assertRun(shell, 0, "[]\n", "echo \"[$level]\"");
        CommandResult ended = run(shell, "exit 5");
        assertEquals(5, ended.exitCode(), ended::toString);
        assertTrue(ended.shellEnded(), ended::toString);
        assertRun(shell, 0, "[outer]\n", "echo \"[$level]\"");
    }

    @Test
    void run_shellReplacedByAnother_isInferred() {
        Session shell = bash();
        CommandResult result = run(shell, "exec bash --norc --noprofile");
        assertEquals(Certainty.INFERRED, result.certainty(), result::toString);
        assertEquals("", result.text());
        assertRun(shell, 0, "new\n", "echo new");
    }

    @Test
    void run_strangeDirectory_isTold() throws IOException {
        Path strange = Files.createDirectory(folder.resolve("a b;c'd\"é日\n$x"));
        for (RunShell kind : RunShell.values()) {
            Session shell = wsh.start(kind.spec().cwd(strange));
            assertEquals(Optional.of(strange), run(shell, "true").cwd(), kind.toString());
        }
    }

    @Test
    void run_filesOfCommands_areGone() throws IOException {
        Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
        Session shell = bash();
        String script = run(shell, "echo \"$BASH_SOURCE\"").text().strip();
        Path made = Path.of(script).getParent();
        assertEquals(tmp, made.getParent().getParent()); // in the folder of this JVM
        assertEquals(
                "[OWNER_EXECUTE, OWNER_READ, OWNER_WRITE]",
                new java.util.TreeSet<>(Files.getPosixFilePermissions(made).stream()
                                .map(Enum::name)
                                .toList())
                        .toString());
        run(shell, "true");
        try (var left = Files.list(made)) {
            assertEquals(List.of(), left.toList());
        }
        shell.kill().block();
        shell.onExit().block();
        for (int i = 0; i < 500 && Files.exists(made); i++) {
            wsh.run(SessionSpec.command("true")).block();
        }
        assertFalse(Files.exists(made));
    }
}
