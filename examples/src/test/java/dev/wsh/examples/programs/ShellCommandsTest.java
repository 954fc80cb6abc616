package dev.wsh.examples.programs;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.CommandFailedException;
import dev.wsh.CommandResult;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands typed into a shell, one after the other, with their results; and what another session said meanwhile. */
class ShellCommandsTest {
    private final Wsh wsh = Wsh.open();

    @AfterEach
    void close() {
        wsh.close();
    }

    private Session shell() {
        return wsh.start(SessionSpec.shell(Path.of("/bin/sh")).named("work"));
    }

    private static CommandResult run(Session shell, String command) {
        return shell.run(command).within(ofSeconds(30)).block();
    }

    @Test
    void run_command_hasStatusAndOutputAndKeepsTheShell() {
        Session shell = shell();

        assertEquals("/usr", run(shell, "cd /usr && pwd").output().text().strip());
        assertEquals(Path.of("/usr"), run(shell, "true").cwd().orElseThrow());
        CommandResult failed = run(shell, "ls /no-such-folder");

        assertFalse(failed.success());
        CommandFailedException failure = assertThrows(CommandFailedException.class, failed::orThrow);
        assertTrue(failure.getMessage().contains("no-such-folder"), failure::getMessage);
    }

    @Test
    void run_besideServer_failureIsExplainedByTheServersLog() {
        Session server =
                wsh.start(SessionSpec.shellCommand("echo listening; read request; echo \"$request failed\"; cat")
                        .named("server"));
        server.awaitText("listening").block();
        Mark before = server.mark();

        CommandResult request = run(shell(), "exit 7");
        server.sendLine("GET /orders");
        server.awaitText("GET /orders failed").block();

        assertEquals(7, request.status().code().orElseThrow());
        assertTrue(server.outputSince(before).text().contains("failed"));
    }
}
