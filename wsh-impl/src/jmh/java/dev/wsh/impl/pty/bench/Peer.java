package dev.wsh.impl.pty.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Compiles and runs the peers in C; where there is no compiler they are left out, and that is said. */
final class Peer {
    private static final Path SOURCES = Path.of(System.getProperty("wsh.bench.c", "wsh-impl/src/jmh/c"));

    private Peer() {}

    /** The last number that the peer prints; empty without a compiler. */
    static OptionalDouble run(String name, String... args) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("wsh-bench");
        Path program = directory.resolve(name);
        try {
            if (output(List.of(
                            "cc",
                            "-O2",
                            "-o",
                            program.toString(),
                            SOURCES.resolve(name + ".c").toString()))
                    == null) {
                System.out.println("(no C compiler: " + name + " is left out)");
                return OptionalDouble.empty();
            }
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(Arrays.asList(args));
            String printed = output(command);
            return printed == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(printed.strip()));
        } finally {
            Files.deleteIfExists(program);
            Files.deleteIfExists(directory);
        }
    }

    private static @org.jspecify.annotations.Nullable String output(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? all : null;
        } catch (IOException e) {
            return null;
        }
    }

    static double percentile(double[] values, int percent) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
