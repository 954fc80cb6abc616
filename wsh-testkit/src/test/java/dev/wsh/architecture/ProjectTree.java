package dev.wsh.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's folders, found from the folder that the tests run in. */
final class ProjectTree {
    static final List<String> PUBLISHED = List.of("wsh-api", "wsh-impl", "wsh-testkit");

    private ProjectTree() {}

    static Path classFolder(String module) {
        return root().resolve(module).resolve("target/classes");
    }

    static Path testClassFolder(String module) {
        return root().resolve(module).resolve("target/test-classes");
    }

    /** The compiled main classes of a module, module descriptor aside. Never empty. */
    static List<CompiledClass> classes(String module) {
        List<CompiledClass> classes = classesUnder(classFolder(module));
        if (classes.isEmpty()) {
            throw new IllegalStateException("no classes of " + module + "; compile it first");
        }
        return classes;
    }

    static List<CompiledClass> classesUnder(Path folder) {
        return files(folder, ".class").stream()
                .filter(file -> !file.endsWith("module-info.class"))
                .map(ProjectTree::parse)
                .toList();
    }

    /** The main sources of a module. Never empty. */
    static List<Path> sources(String module) {
        List<Path> sources = files(root().resolve(module).resolve("src/main/java"), ".java");
        if (sources.isEmpty()) {
            throw new IllegalStateException("no sources of " + module);
        }
        return sources;
    }

    private static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("wsh-impl/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("not inside the project: " + start);
    }

    private static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CompiledClass parse(Path file) {
        try {
            return CompiledClass.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
