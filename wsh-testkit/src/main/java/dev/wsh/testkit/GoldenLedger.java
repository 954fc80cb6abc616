package dev.wsh.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Which golden screens the tests of one class used. Once the class is over it reports, or in {@link Golden.Mode#UPDATE}
 * deletes, those that nobody needs: of tests that have passed without them, and of no test at all if every test has passed.
 * A run of some tests says nothing about the others. Thread-safe.
 */
final class GoldenLedger implements AutoCloseable {

    private static final Pattern FILE = Pattern.compile("(.*?)((?:\\[\\d+])*)((?:-\\d+|\\.[^/]*)?)\\.screen");

    private final Path folder;
    private final Set<String> methods;
    private final Set<String> used = new HashSet<>();
    private final Set<String> passed = new HashSet<>();
    private boolean delete;

    GoldenLedger(Path root, TestPlace place) {
        folder = root.resolve(place.screens());
        methods = new HashSet<>();
        for (Method method : tests(place.type())) {
            methods.add(method.getName());
        }
    }

    private static List<Method> tests(Optional<Class<?>> type) {
        return type.stream()
                .flatMap(found ->
                        AnnotationSupport.findAnnotatedMethods(found, Testable.class, HierarchyTraversalMode.TOP_DOWN)
                                .stream())
                .toList();
    }

    /** Notes a file as used, and returns where it is. */
    synchronized Path use(String name) {
        used.add(name);
        return folder.resolve(name);
    }

    /** Notes a test as passed, by what the names of its files begin with. */
    synchronized void passed(String test, boolean update) {
        passed.add(test);
        delete |= update;
    }

    /** Returns the files that nobody needs. */
    synchronized List<Path> orphans() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Set<String> ran = new HashSet<>();
        passed.forEach(test -> ran.add(test.replaceAll("\\[.*", "")));
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> isOrphan(file.getFileName().toString(), ran))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOrphan(String name, Set<String> ran) {
        Matcher parts = FILE.matcher(name);
        if (!parts.matches() || used.contains(name)) {
            return false;
        }
        if (methods.contains(parts.group(1))) {
            return passed.contains(parts.group(1) + parts.group(2));
        }
        return !methods.isEmpty() && ran.containsAll(methods);
    }

    @Override
    public synchronized void close() throws IOException {
        List<String> names = new ArrayList<>();
        for (Path orphan : orphans()) {
            names.add(orphan.toString());
            if (delete) {
                Files.delete(orphan);
            }
        }
        if (!names.isEmpty()) {
            String did = delete ? "deleted" : "used by no test; run with -Dwsh.golden=update to delete them";
            System.getLogger("dev.wsh.testkit")
                    .log(
                            delete ? Level.INFO : Level.WARNING,
                            "golden screens, " + did + ": " + String.join(", ", names));
        }
    }
}
