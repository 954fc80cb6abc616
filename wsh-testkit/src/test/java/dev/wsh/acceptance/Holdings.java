package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this JVM holds.
 *
 * @param processes its children
 * @param threads names of the engine's threads
 * @param descriptors what its file descriptors stand for, those of jars left out, which load at any time
 */
public record Holdings(Set<String> processes, Set<String> threads, List<String> descriptors) {

    /**
     * Looks at this moment.
     *
     * @return what is held now
     * @throws IOException if the descriptors cannot be listed
     */
    public static Holdings now() throws IOException {
        return new Holdings(
                ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .map(ProcessHandle::toString)
                        .collect(Collectors.toCollection(TreeSet::new)),
                Thread.getAllStackTraces().keySet().stream()
                        .filter(Thread::isAlive)
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("wsh-"))
                        .collect(Collectors.toCollection(TreeSet::new)),
                openDescriptors());
    }

    static List<String> openDescriptors() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : all.toList()) {
                try {
                    names.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException e) {
                    assertFalse(Files.exists(descriptor), "it is the one that listed the directory");
                }
            }
        }
        names.removeIf(name -> name.endsWith(".jar")
                || name.endsWith("/fd")
                || name.contains("/jdk")
                || name.endsWith("/modules")
                || name.endsWith("random"));
        names.sort(String::compareTo);
        return names;
    }

    /**
     * Fails if there is more than before.
     *
     * @param before what was held then
     */
    public void assertSameAs(Holdings before) {
        assertEquals(before.processes(), processes(), "processes");
        Set<String> more = new TreeSet<>(threads());
        more.removeAll(before.threads());
        assertEquals(Set.of(), more, "threads");
        List<String> opened = new ArrayList<>(descriptors());
        before.descriptors().forEach(opened::remove); // what earlier tests held may be closed meanwhile
        assertEquals(List.of(), opened, "file descriptors");
    }
}
