package dev.wsh.stress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program of the tests in a JVM of its own, with what it prints. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final CompletableFuture<String> printed;

    private ChildJvm(Process process) {
        this.process = process;
        this.printed = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "(what it printed could not be read: " + e + ")";
            }
        });
    }

    static ChildJvm start(Class<?> program, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(args));
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** What came of a program: its exit code, or -1 if it had to be killed, and all that it printed. */
    record Outcome(int code, String printed) {}

    Outcome await(Duration patience) throws InterruptedException {
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        return new Outcome(ended ? process.exitValue() : -1, printed.join());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
