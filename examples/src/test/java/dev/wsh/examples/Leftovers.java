package dev.wsh.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this JVM holds of the system: child processes, threads of the library, open file descriptors.
 *
 * @param processes the command lines of its descendants
 * @param threads the names of the library's threads
 * @param descriptors what each open descriptor is; empty where there is no {@code /proc}
 */
record Leftovers(List<String> processes, List<String> threads, List<String> descriptors) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Leftovers now() {
        List<String> processes = ProcessHandle.current()
                .descendants()
                .map(process -> process.info().commandLine().orElse("process " + process.pid()))
                .sorted()
                .toList();
        List<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("wsh-"))
                .sorted()
                .toList();
        return new Leftovers(processes, threads, openDescriptors());
    }

    /** There is nothing that was not there before. Of descriptors the number is compared: a pipe has another name each time. */
    void assertNoMoreThan(Leftovers before) {
        assertEquals(before.processes, processes, "processes");
        assertEquals(before.threads, threads, "threads");
        assertTrue(descriptors.size() <= before.descriptors.size(), () -> "descriptors: " + before + " -> " + this);
    }

    private static List<String> openDescriptors() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.map(Leftovers::target).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
