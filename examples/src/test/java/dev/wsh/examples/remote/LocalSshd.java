package dev.wsh.examples.remote;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** OpenSSH's server on a free port of the loopback address, with keys and a configuration of its own in a folder. */
final class LocalSshd implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final int TRIES = 5;

    /** Where a server that root starts puts its unprivileged part; the package's service makes it at the boot. */
    private static final Path ROOTS_EMPTY_FOLDER = Path.of("/run/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    private LocalSshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Skips the test, and says so, where OpenSSH is not installed. */
    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(SSHD), "no sshd: openssh-server is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "no ssh: openssh-client is not installed");
    }

    static LocalSshd start(Path folder) throws IOException, InterruptedException {
        assumeInstalled();
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(ROOTS_EMPTY_FOLDER);
        }
        keygen(folder.resolve("host_key"));
        keygen(folder.resolve("user_key"));
        for (int i = 0; ; i++) {
            int port = freePort();
            Process process = run(folder, port);
            if (isListening(process)) {
                return new LocalSshd(folder, port, process);
            }
            if (i == TRIES) {
                throw new IOException("sshd did not start: " + Files.readString(folder.resolve("log")));
            }
        }
    }

    private static Process run(Path folder, int port) throws IOException {
        Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%d
                HostKey %s/host_key
                AuthorizedKeysFile %s/user_key.pub
                PidFile none
                UsePAM no
                StrictModes no
                PermitRootLogin yes
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                MaxSessions 1000
                MaxStartups 100
                AllowTcpForwarding yes
                PrintMotd no
                PrintLastLog no
                """.formatted(port, folder, folder));
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host_key.pub")));
        Files.writeString(
                folder.resolve("ssh_config"), """
                Host here
                  HostName 127.0.0.1
                  Port %d
                  User %s
                  IdentityFile %s/user_key
                  IdentitiesOnly yes
                  UserKnownHostsFile %s/known_hosts
                  StrictHostKeyChecking yes
                  BatchMode yes
                """.formatted(port, System.getProperty("user.name"), folder, folder));
        return new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("sshd_config").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean isListening(Process process) throws IOException {
        BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.startsWith("Server listening on")) {
                Thread rest = new Thread(() -> log.lines().forEach(ignored -> {}), "sshd-log");
                rest.setDaemon(true);
                rest.start();
                return true;
            }
        }
        return false;
    }

    private static void keygen(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file.toString()))
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("ssh-keygen failed");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A transport to it. */
    Transports.Transport transport() {
        return Transports.ssh("here").options("-F", file("ssh_config").toString());
    }

    /** Ends it with all its connections, as if the machine were cut off: nobody says goodbye. */
    void cutOff() {
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() throws InterruptedException {
        cutOff();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
