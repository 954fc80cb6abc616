package dev.wsh.examples.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A piece of Java as documents show it: a whole class, or imports and statements. Statements find a {@code wsh}, a {@code
 * dir}, and the usual imports.
 */
final class Snippet extends SimpleJavaFileObject {
    private static final String USUAL = """
            import dev.wsh.*;
            import dev.wsh.spi.*;
            import dev.wsh.testkit.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.regex.*;
            import static dev.wsh.Conditions.*;
            import static java.time.Duration.*;
            """;

    private static final String FIELDS = "class Snippet { static Wsh wsh; static Session session; static Path dir;\n";

    private final String source;

    private Snippet(String source) {
        super(URI.create("string:///Snippet.java"), Kind.SOURCE);
        this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
    }

    /** What the compiler does not like about it; empty if it compiles. */
    static List<String> errors(String block) {
        return inNewFolder(folder -> compile(block, folder));
    }

    /** Compiles and runs statements that need nothing from outside, with assertions on. */
    static void run(String block) {
        inNewFolder(folder -> {
            if (!compile(block, folder).isEmpty()) {
                throw new IllegalStateException("it does not compile");
            }
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
                loader.setDefaultAssertionStatus(true);
                Method method = loader.loadClass("Snippet").getDeclaredMethod("snippet");
                method.setAccessible(true);
                return method.invoke(null);
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<String> compile(String block, Path folder) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-d", folder.toString());
        compiler.getTask(null, null, found, options, null, List.of(new Snippet(wholeSource(block))))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static String wholeSource(String block) {
        String imports = block.lines().filter(Snippet::isImport).collect(Collectors.joining("\n"));
        String rest = block.lines().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
        boolean isClass = rest.lines().anyMatch(line -> line.matches("(public |final )*class .*"));
        String body = isClass
                ? rest.replaceFirst("public (final )?class", "class")
                : FIELDS + "static void snippet() throws Exception {\n" + rest + "\n} }";
        return USUAL + imports + "\n" + body;
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    private static <T> T inNewFolder(Function<Path, T> work) {
        Path folder;
        try {
            folder = Files.createTempDirectory("snippet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return work.apply(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
