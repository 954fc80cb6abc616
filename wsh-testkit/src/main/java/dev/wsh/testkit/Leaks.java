package dev.wsh.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Threads of engines and open terminals that were not there before. Nobody can tell whose a thread or a descriptor is, so
 * the answer is empty if another test began or was under way meanwhile.
 */
final class Leaks {

    /** How long a thread that ends by itself may take. */
    private static final long GRACE_MILLIS = 2000;

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    /** What only terminals and their processes need: the JDK opens the rest when it likes. */
    private static final Pattern TERMINAL = Pattern.compile("/dev/ptmx|/dev/pts/.*|anon_inode:\\[pidfd].*");

    private static final AtomicLong BEGUN = new AtomicLong();
    private static final AtomicLong ENDED = new AtomicLong();

    private final long number = BEGUN.incrementAndGet();
    private final boolean alone = ENDED.get() == number - 1;
    private final Set<Thread> threads = engineThreads();
    private final Map<String, String> descriptors = descriptors();

    private Leaks() {}

    /** Remembers what is there now. */
    static Leaks begin() {
        return new Leaks();
    }

    /** Returns what is there and was not, in words. To be called once. */
    List<String> end() {
        boolean still = alone && BEGUN.get() == number;
        ENDED.incrementAndGet();
        List<String> left = new ArrayList<>();
        if (still) {
            Set<Thread> more = new HashSet<>(engineThreads());
            more.removeAll(threads);
            more.stream()
                    .filter(Leaks::stays)
                    .map(thread -> "thread \"" + thread.getName() + "\": an engine was not closed")
                    .sorted()
                    .forEach(left::add);
            Map<String, String> opened = descriptors();
            opened.entrySet().removeAll(descriptors.entrySet());
            opened.forEach((number, target) -> left.add("descriptor " + number + ": " + target));
        }
        return left;
    }

    private static boolean stays(Thread thread) {
        try {
            thread.join(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    private static Set<Thread> engineThreads() {
        Set<Thread> found = new HashSet<>(Thread.getAllStackTraces().keySet());
        found.removeIf(thread -> !thread.getName().startsWith("wsh-"));
        return found;
    }

    private static Map<String, String> descriptors() {
        Map<String, String> open = new TreeMap<>();
        if (Files.isDirectory(DESCRIPTORS)) {
            try (Stream<Path> all = Files.list(DESCRIPTORS)) {
                all.forEach(link -> open.put(link.getFileName().toString(), target(link)));
            } catch (IOException e) {
                return Map.of();
            }
        }
        open.values().removeIf(target -> !TERMINAL.matcher(target).matches());
        return open;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }
}
