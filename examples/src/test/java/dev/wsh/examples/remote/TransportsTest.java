package dev.wsh.examples.remote;

import static dev.wsh.Conditions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.examples.remote.Transports.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Specs that run elsewhere: docker and kubectl by stand-ins that print and run their arguments, ssh for real. */
@EnabledOnOs(OS.LINUX)
class TransportsTest {
    @TempDir
    private Path folder;

    private Wsh wsh;

    @BeforeEach
    void open() {
        wsh = Wsh.open();
    }

    @AfterEach
    void close() {
        wsh.close();
    }

    /** A program that prints its arguments, a line each. */
    private String printer() throws IOException {
        return script("printer", "for a; do printf '[%s]\\n' \"$a\"; done");
    }

    private String script(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            Files.writeString(file, "#!/bin/sh\n" + body + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        return file.toString();
    }

    private List<String> printed(Transport transport, SessionSpec spec) throws IOException {
        Session session = wsh.start(transport.program(printer()).wrap(spec).size(24, 300));
        assertTrue(session.onExit().block().success());
        return session.outputSince(session.startMark()).text().lines().toList();
    }

    @Test
    void docker_arguments_areThose() throws IOException {
        SessionSpec spec = SessionSpec.command("make", "a b", "$HOME", "it's");
        assertEquals(
                List.of(
                        "[exec]",
                        "[-it]",
                        "[--detach-keys=ctrl-@,ctrl-^]",
                        "[-u]",
                        "[me]",
                        "[box]",
                        "[make]",
                        "[a b]",
                        "[$HOME]",
                        "[it's]"),
                printed(Transports.docker("box").options("-u", "me"), spec));
        assertEquals(
                List.of(
                        "[run]",
                        "[--rm]",
                        "[-it]",
                        "[--init]",
                        "[--detach-keys=ctrl-@,ctrl-^]",
                        "[debian:12]",
                        "[/bin/sh]",
                        "[-c]",
                        "[exit 3]"),
                printed(Transports.dockerRun("debian:12"), SessionSpec.shellCommand("exit 3")));
        assertEquals(
                "[exec \"${SHELL:-/bin/sh}\"]",
                printed(Transports.docker("box"), SessionSpec.shell()).get(6));
    }

    @Test
    void kubectl_arguments_areThose() throws IOException {
        assertEquals(
                List.of(
                        "[exec]",
                        "[-it]",
                        "[-n]",
                        "[prod]",
                        "[pod-1]",
                        "[-c]",
                        "[app]",
                        "[--]",
                        "[/bin/sh]",
                        "[-c]",
                        "[cd -- '/srv/my app' || exit 126; export A='it'\\''s'; exec make -k]"),
                printed(
                        Transports.kubectl("pod-1", "app").options("-n", "prod"),
                        SessionSpec.command("make", "-k")
                                .cwd(Path.of("/srv/my app"))
                                .env("A", "it's")));
    }

    @Test
    void docker_standInThatRuns_givesDirectoryVariablesAndExit() throws IOException {
        String docker = script("docker", "while [ \"$1\" != box ]; do shift; done; shift; exec \"$@\"");
        Session session = wsh.start(Transports.docker("box")
                .program(docker)
                .wrap(SessionSpec.shellCommand("pwd; echo \"$A|${HOME-none}\"; exit 9")
                        .cwd(Path.of("/usr/bin"))
                        .env("A", "x 'y' \\ $z")
                        .unsetEnv("HOME")
                        .named("far")
                        .tags("ci")));
        assertEquals(9, session.onExit().block().code().orElse(-1));
        assertEquals(
                "/usr/bin\nx 'y' \\ $z|none\n",
                session.outputSince(session.startMark()).text());
        assertEquals("far", session.name());
        assertEquals("[ci]", session.tags().toString());
    }

    @Test
    void place_thatLooksLikeAnOption_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Transports.ssh("-oProxyCommand=id"));
        assertThrows(IllegalArgumentException.class, () -> Transports.docker(""));
        assertThrows(IllegalArgumentException.class, () -> Transports.kubectl("pod", "--x"));
    }

    @Test
    void ssh_real_isAsHere() throws Exception {
        try (LocalSshd sshd = LocalSshd.start(folder.resolve("sshd"))) {
            Session session = wsh.start(sshd.transport()
                    .wrap(SessionSpec.command("/bin/sh")
                            .env("PS1", "far> ")
                            .env("A", "x 'y'\n\\ $z")
                            .cwd(Path.of("/usr/bin"))
                            .size(30, 90)
                            .named("far")));
            session.awaitText("far> ").block();
            Mark sent = session.sendLine("pwd; stty size; printf '<%s>\\n' \"$A\"");
            session.await(text("\\ $z>").since(sent)).block();
            assertEquals(
                    "/usr/bin\n30 90\n<x 'y'\n\\ $z>\n",
                    session.outputSince(sent)
                            .withoutEcho()
                            .text()
                            .replaceFirst("(?s)^\n", "")
                            .replaceFirst("far> $", ""));

            session.resize(40, 100);
            session.sendLine("trap 'echo now $(stty size)' WINCH; stty size");
            session.awaitText("40 100").block();
            session.sendLine("sh -c 'echo beg''un; exec sleep 100'"); // not while the shell itself is still at work
            session.awaitText("begun").block();
            Mark interrupted = session.press(Key.ctrl('c'));
            session.await(text("far> ").since(interrupted)).block(); // an interrupt drops what was typed after it
            session.sendLine("~.");
            session.awaitText("not found").block();
            session.sendLine("exit 42");
            assertEquals(42, session.onExit().block().code().orElse(-1));
        }
    }

    @Test
    void ssh_killedHere_hangsUpThere() throws Exception {
        try (LocalSshd sshd = LocalSshd.start(folder.resolve("sshd"))) {
            Session session =
                    wsh.start(sshd.transport().wrap(SessionSpec.shellCommand("echo pid=$$; exec sleep 1000")));
            long pid = Long.parseLong(
                    session.awaitText(Pattern.compile("pid=(\\d+)")).block().group(1));
            ProcessHandle far = ProcessHandle.of(pid).orElseThrow();
            session.kill().block();
            far.onExit().join();
        }
    }

    @Test
    void ssh_unknownHostKey_isRefused() throws Exception {
        try (LocalSshd sshd = LocalSshd.start(folder.resolve("sshd"))) {
            Files.writeString(sshd.file("known_hosts"), "");
            Session session = wsh.start(sshd.transport().wrap(SessionSpec.shellCommand("echo never")));
            assertEquals(255, session.onExit().block().code().orElse(-1));
            assertTrue(session.screen().text().contains("Host key verification failed"), session.screen()::text);
        }
    }
}
