package dev.wsh.acceptance;

import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.CommandResult;
import dev.wsh.Key;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.UncertainResultException;
import dev.wsh.Wsh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commands in shells behind another program, which nobody can ask for a status. */
@Tag("pty")
class RunFarShellTest {

    private final Wsh wsh = Wsh.open();

    @AfterEach
    void close() {
        wsh.close();
    }

    private static CommandResult run(Session shell, String command, RunOption... options) {
        return shell.run(command, options).within(ofSeconds(60)).block();
    }

    /** A shell on a terminal of its own, which another program carries to and fro: as behind ssh or in a container. */
    private Session far() {
        RunShell.assumeInstalled("script");
        Session session = wsh.start(RunShell.BASH.spec());
        assertEquals(0, run(session, "true", RunOption.STRICT).exitCode());
        session.sendLine("script -q -c \"env PS1='far> ' dash -i\" /dev/null");
        session.await(visible("far> ")).block();
        return session;
    }

    @Test
    void run_inAFarShell_isRefusedWhereItMustBeObserved() {
        Session session = far();
        UncertainResultException refused = assertThrows(
                UncertainResultException.class, () -> run(session, "touch /nonexistent/x", RunOption.STRICT));
        assertTrue(refused.getMessage().contains("script"), refused::getMessage);
        session.press(Key.ctrl('d'));
        session.awaitIdle(ofMillis(300)).block();
        assertEquals("near\n", run(session, "echo near", RunOption.STRICT).text());
    }
}
