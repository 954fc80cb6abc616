package dev.wsh.stress;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program of the tests in a JVM of its own, with what it prints. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final StringBuffer printed = new StringBuffer();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
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

    /** Reads until a line is printed. */
    void awaitLine(String wanted) throws IOException {
        for (String line = output.readLine(); !wanted.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new AssertionError("the program has ended and printed " + printed);
            }
            printed.append(line).append('\n');
        }
    }

    long pid() {
        return process.pid();
    }

    Outcome await(Duration patience) throws InterruptedException {
        CompletableFuture<String> rest =
                CompletableFuture.supplyAsync(() -> output.lines().collect(Collectors.joining("\n")));
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        return new Outcome(ended ? process.exitValue() : -1, printed + rest.join());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
