package dev.wsh.impl.pty.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compiles and runs the peers in C; where there is no compiler they are left out, and that is said. */
final class Peer {
    private static final Path SOURCES = Path.of(System.getProperty("wsh.bench.c", "wsh-impl/src/jmh/c"));

    private Peer() {}

    /** The number that the peer prints; empty without a compiler. */
    static OptionalDouble run(String name, String... args) throws IOException, InterruptedException {
        return Arrays.stream(numbers(name, args)).findFirst();
    }

    /** The numbers that the peer prints; none without a compiler. */
    static double[] numbers(String name, String... args) throws IOException, InterruptedException {
        Optional<Path> program = compile(name);
        if (program.isEmpty()) {
            return new double[0];
        }
        List<String> command = new ArrayList<>(List.of(program.get().toString()));
        command.addAll(Arrays.asList(args));
        String printed = output(command);
        return printed == null
                ? new double[0]
                : Arrays.stream(printed.strip().split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }

    /** Compiles a program; it is gone when this JVM ends. Empty without a compiler. */
    static Optional<Path> compile(String name) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("wsh-bench");
        Path program = directory.resolve(name);
        directory.toFile().deleteOnExit();
        program.toFile().deleteOnExit(); // in this order: the last one named goes first
        String source = SOURCES.resolve(name + ".c").toString();
        if (output(List.of("cc", "-O2", "-o", program.toString(), source)) == null) {
            System.out.println("(no C compiler: " + name + " is left out)");
            return Optional.empty();
        }
        return Optional.of(program);
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
