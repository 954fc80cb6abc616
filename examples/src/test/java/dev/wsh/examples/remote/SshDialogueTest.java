package dev.wsh.examples.remote;

import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.firstOf;
import static dev.wsh.Conditions.text;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.wsh.Condition;
import dev.wsh.Dialogue;
import dev.wsh.ExitStatus;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dialogue with OpenSSH, as a user has it: the host's key, the passphrase, the prompt; and wrong passwords. */
class SshDialogueTest {

    private enum Asked {
        HOST_KEY,
        PASSPHRASE,
        PASSWORD,
        PROMPT,
        ENDED
    }

    private static final Condition<Asked> NEXT = firstOf(
            text("(yes/no").map(match -> Asked.HOST_KEY),
            text("Enter passphrase").map(match -> Asked.PASSPHRASE),
            text("password:").map(match -> Asked.PASSWORD),
            text("far$ ").map(match -> Asked.PROMPT),
            exited().map(status -> Asked.ENDED));

    @TempDir
    Path folder;

    @BeforeEach
    void needsSshd() {
        LocalSshd.assumeInstalled();
    }

    private SessionSpec ssh(LocalSshd server, String key) {
        return SessionSpec.command(
                        "ssh",
                        "-tt",
                        "-p",
                        Integer.toString(server.port()),
                        "-o",
                        "UserKnownHostsFile=" + folder.resolve("known"),
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        "StrictHostKeyChecking=ask",
                        "-i",
                        key,
                        "127.0.0.1",
                        "env PS1='far$ ' sh -i")
                .unsetEnv("SSH_AUTH_SOCK")
                .unsetEnv("SSH_ASKPASS")
                .unsetEnv("DISPLAY");
    }

    private static Asked next(Dialogue ssh) {
        return ssh.expect(NEXT).within(ofSeconds(60)).block();
    }

    @Test
    void dialogue_hostKeyPassphraseAndPrompt() throws Exception {
        try (LocalSshd server = LocalSshd.start(folder.resolve("server"), "four secret words", false);
                Wsh wsh = Wsh.open()) {
            Session session = wsh.start(ssh(server, server.file("user_key").toString()));
            Dialogue ssh = session.dialogue();
            List<Asked> asked = new ArrayList<>();
            for (Asked next = next(ssh); next != Asked.PROMPT; next = next(ssh)) {
                asked.add(next);
                switch (next) {
                    case HOST_KEY -> ssh.sendLine("yes");
                    case PASSPHRASE ->
                        ssh.sendSecret(asked.size() == 2 ? "a wrong one" : "four secret words")
                                .block();
                    default -> throw new AssertionError(next + "\n" + session.screen());
                }
            }
            assertEquals(List.of(Asked.HOST_KEY, Asked.PASSPHRASE, Asked.PASSPHRASE), asked);
            ssh.sendLine("echo $((6 * 7))");
            assertEquals(Asked.PROMPT, next(ssh));
            assertEquals("42", ssh.output().text().lines().findFirst().orElse(""));
            ssh.sendLine("exit 3");
            assertEquals(Asked.ENDED, next(ssh));
            assertEquals(3, session.onExit().block().code().orElseThrow());
            assertFalse(session.snapshot().lines().toString().contains("secret words"));
        }
    }

    @Test
    void dialogue_passwordIsAskedThreeTimes() throws Exception {
        try (LocalSshd server = LocalSshd.start(folder.resolve("server"), "", true);
                Wsh wsh = Wsh.open()) {
            Session session = wsh.start(ssh(server, "/nonexistent"));
            Dialogue ssh = session.dialogue();
            List<Asked> asked = new ArrayList<>();
            for (Asked next = next(ssh); next != Asked.ENDED; next = next(ssh)) {
                asked.add(next);
                if (next == Asked.HOST_KEY) {
                    ssh.sendLine("yes");
                } else {
                    ssh.sendSecret("wrong " + asked.size()).block();
                }
            }
            assertEquals(List.of(Asked.HOST_KEY, Asked.PASSWORD, Asked.PASSWORD, Asked.PASSWORD), asked);
            assertEquals(ExitStatus.ofCode(255), session.onExit().block());
        }
    }
}
