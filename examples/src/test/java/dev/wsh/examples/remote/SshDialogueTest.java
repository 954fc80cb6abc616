package dev.wsh.examples.remote;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Dialogue;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The dialogue that ssh leads with its user, with OpenSSH's server: the host's key, a passphrase asked three times, a prompt. */
@EnabledOnOs(OS.LINUX)
class SshDialogueTest {
    private static final String PASSPHRASE = "correct horse battery";

    @TempDir
    private Path folder;

    /** Makes a key with a passphrase that the server accepts, and says how to log in with it and no other. */
    private SessionSpec login(LocalSshd sshd) throws IOException, InterruptedException {
        Path key = folder.resolve("locked_key");
        Process keygen = new ProcessBuilder(
                        "ssh-keygen", "-q", "-t", "ed25519", "-N", PASSPHRASE, "-C", "locked", "-f", key.toString())
                .inheritIO()
                .start();
        assertEquals(0, keygen.waitFor());
        Files.writeString(
                sshd.file("user_key.pub"),
                Files.readString(folder.resolve("locked_key.pub")),
                StandardOpenOption.APPEND);
        return SessionSpec.command(
                        "ssh",
                        "-F",
                        "none",
                        "-t",
                        "-p",
                        String.valueOf(sshd.port()),
                        "-i",
                        key.toString(),
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        "UserKnownHostsFile=" + folder.resolve("known"),
                        "-o",
                        "GlobalKnownHostsFile=none",
                        "-o",
                        "StrictHostKeyChecking=ask",
                        "127.0.0.1",
                        "PS1='far> ' exec sh -i")
                .unsetEnv("SSH_AUTH_SOCK")
                .unsetEnv("SSH_ASKPASS");
    }

    @Test
    void login_hostKeyPassphraseAndPrompt_isOneLoop() throws Exception {
        try (LocalSshd sshd = LocalSshd.start(folder.resolve("sshd"));
                Wsh wsh = Wsh.open()) {
            Session session = wsh.start(login(sshd));
            Dialogue talk = session.dialogue();
            List<Integer> asked = new ArrayList<>();
            int question = -1;
            while (question != 2) {
                question = talk.expectAny("continue connecting", "Enter passphrase for key", "far> ")
                        .within(ofSeconds(30))
                        .block()
                        .index();
                asked.add(question);
                if (question == 0) {
                    talk.answer("yes");
                } else if (question == 1) {
                    talk.answerSecret(asked.size() == 4 ? PASSPHRASE : "wrong")
                            .within(ofSeconds(30))
                            .block();
                }
            }
            assertEquals(List.of(0, 1, 1, 1, 2), asked);
            talk.answer("echo $((6 * 7))");
            talk.expect("42").within(ofSeconds(30)).block();
            talk.answer("exit");
            assertTrue(session.onExit().within(ofSeconds(30)).block().success());
            String all = session.outputSince(session.startMark()).text();
            assertFalse(all.contains("horse") || all.contains("wrong"), all);
        }
    }
}
