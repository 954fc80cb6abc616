package dev.wsh.examples.programs;

import static dev.wsh.Conditions.echoOff;
import static dev.wsh.Conditions.foreground;
import static dev.wsh.Conditions.gone;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Output;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/typing.md}, one by one, with real programs. */
class WhenMayITypeTest {

    private static final Condition<Match> PROMPT = visible(Pattern.compile("^\\$ $"));

    private final Wsh wsh = Wsh.open();

    @BeforeEach
    void needsBash() {
        Programs.assumeInstalled("bash");
    }

    @AfterEach
    void close() {
        wsh.close();
    }

    private Session shell() {
        Session shell = wsh.start(SessionSpec.command("bash", "--norc", "--noprofile")
                .env("PS1", "$ ")
                .env("HISTFILE", "/dev/null"));
        shell.await(PROMPT).block();
        return shell;
    }

    @Test
    void answer_isNewerAndNoEcho() {
        Session shell = shell();
        for (int i = 0; i < 3; i++) {
            Mark typed = shell.sendLine("sleep 0.1; echo done");
            Match done = shell.await(text("done").notEcho().since(typed)).block();
            assertEquals("done", done.line());
            shell.await(visible(Pattern.compile("^\\$ $")).notEcho().since(typed))
                    .block();
            Output printed = shell.outputSince(typed).withoutEcho();
            assertEquals("done\n$ ", printed.text());
            assertEquals(Output.Echo.OBSERVED, printed.echo());
        }
    }

    @Test
    void secondLine_needsNoWait() {
        Session shell = shell();
        shell.sendLine("sleep 0.2; echo fi''rst");
        shell.sendLine("echo sec''ond");
        shell.awaitText("second").block();
        assertTrue(shell.screen().text().contains("first"));
    }

    @Test
    void password_waitsForTheTerminal() {
        Programs.assumeInstalled("python3");
        Session asks = wsh.start(
                SessionSpec.command("python3", "-c", "import getpass; print(len(getpass.getpass('Password: ')))"));
        asks.awaitText("Password:").block();
        asks.await(echoOff()).block();
        asks.send(Input.secret("hunter2"), Key.ENTER);
        asks.awaitText(Pattern.compile("^7$")).block();
        assertFalse(asks.screen().text().contains("hunter2"));
    }

    @Test
    void resize_waitsForWhatIsNewer() {
        Session shell = wsh.start(SessionSpec.command(
                "bash",
                "-c",
                "trap 'set -- $(stty size); echo \"$1 rows\"' WINCH; echo ready; while :; do sleep 0.05; done"));
        shell.awaitText("ready").block();
        Mark resized = shell.resize(40, 120);
        shell.await(visible("40 rows").since(resized)).block();
    }

    @Test
    void gone_isAwaitedOnceItWasThere() {
        Session shell = shell();
        shell.sendLine("sleep 0.1; printf 'Sav''ing'; sleep 0.2; printf '\\r      \\rall is well'");
        shell.await(visible("Saving")).block();
        shell.await(gone("Saving")).block();
        shell.awaitText("all is well").block();
    }

    @Test
    void escape_isFollowedAfterAPause() {
        Programs.assumeInstalled("vim");
        Session vim = wsh.start(SessionSpec.command("vim", "-u", "NONE", "-N"));
        vim.awaitText("~").block();
        vim.type("ihello");
        vim.awaitText("hello").block();
        vim.send(Key.ESC, Input.pause(ofMillis(50)), Input.text(":q!"), Key.ENTER);
        assertTrue(vim.onExit().block().success());
    }

    @Test
    void ctrlC_waitsForTheForeground() {
        Session shell = shell();
        Mark typed = shell.sendLine("sleep 100");
        shell.await(foreground("sleep")).block();
        shell.press(Key.ctrl('c'));
        shell.await(visible(Pattern.compile("^\\$ $")).notEcho().since(typed)).block();
        shell.sendLine("echo \"status $?\"");
        shell.awaitText("status 130").block();
    }

    @Test
    void inputThatNobodyReads_isDroppedAndPassedByASignal() {
        Session busy = wsh.start(SessionSpec.command(
                "sh",
                "-c",
                "stty -icanon -echo; trap 'echo woken; exit' INT; echo ready; while :; do sleep 0.05; done"));
        busy.awaitText("ready").block();
        busy.type("x".repeat(100_000));
        assertTrue(busy.dropInput().block() > 0);
        busy.signal(Signal.INT);
        busy.awaitText("woken").block();
    }
}
