package dev.wsh.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EdgesTest {
    /** A class that refers to what it must not. */
    private record Bad(Edges edge, String packageName, String body) {}

    private static final List<Bad> BAD = List.of(
            new Bad(Edges.NATIVE_LIBRARIES_ONLY_IN_PTY, "dev.wsh.impl.session", "com.pty4j.WinSize size;"),
            new Bad(
                    Edges.NATIVE_LIBRARIES_ONLY_IN_PTY,
                    "dev.wsh.impl.vt",
                    "Object o() { return com.sun.jna.Pointer.NULL; }"),
            new Bad(
                    Edges.NATIVE_LIBRARIES_ONLY_IN_PTY,
                    "dev.wsh.impl",
                    "java.util.List<com.sun.jna.Memory> signatureOnly;"),
            new Bad(
                    Edges.TERMINAL_KNOWS_NO_ENGINE,
                    "dev.wsh.impl.vt.state",
                    "Runnable r = dev.wsh.impl.session.Stub::touch;"),
            new Bad(Edges.TERMINAL_KNOWS_NO_SESSIONS, "dev.wsh.impl.vt", "dev.wsh.Session session;"),
            new Bad(
                    Edges.TERMINAL_KNOWS_NO_SESSIONS,
                    "dev.wsh.impl.vt.snapshot",
                    "void f(dev.wsh.SessionGroup group) {}"),
            new Bad(Edges.PARSER_STANDS_ALONE, "dev.wsh.impl.vt.parser", "dev.wsh.impl.vt.grid.Stub stub;"),
            new Bad(
                    Edges.GRID_STANDS_ALONE,
                    "dev.wsh.impl.vt.grid",
                    "boolean f(Object o) { return o instanceof dev.wsh.impl.vt.parser.Stub; }"),
            new Bad(Edges.API_KNOWS_ITSELF_AND_JAVA, "dev.wsh", "org.slf4j.Logger log;"),
            new Bad(Edges.API_KNOWS_ITSELF_AND_JAVA, "dev.wsh.spi", "dev.wsh.impl.session.Stub stub;"),
            new Bad(Edges.TESTKIT_KNOWS_NO_ENGINE, "dev.wsh.testkit", "dev.wsh.impl.session.Stub[] stubs;"));

    @ParameterizedTest
    @EnumSource(Edges.class)
    void edge_inMainClasses_isAbsent(Edges edge) {
        List<CompiledClass> classes = ProjectTree.PUBLISHED.stream()
                .flatMap(module -> ProjectTree.classes(module).stream())
                .toList();
        assertEquals("", String.join("\n", edge.violations(classes)));
    }

    @TestFactory
    Stream<DynamicTest> edge_inBadSample_isFound(@TempDir Path folder) throws IOException {
        List<Samples.Source> sources = new ArrayList<>(List.of(
                new Samples.Source(
                        "dev.wsh.impl.session.Stub",
                        "package dev.wsh.impl.session; public class Stub { public static void touch() {} }"),
                new Samples.Source("dev.wsh.impl.vt.grid.Stub", "package dev.wsh.impl.vt.grid; public class Stub {}"),
                new Samples.Source(
                        "dev.wsh.impl.vt.parser.Stub", "package dev.wsh.impl.vt.parser; public class Stub {}")));
        for (int i = 0; i < BAD.size(); i++) {
            Bad bad = BAD.get(i);
            String text = "package " + bad.packageName() + "; class Sample" + i + " { " + bad.body() + " }";
            sources.add(new Samples.Source(bad.packageName() + ".Sample" + i, text));
        }
        List<CompiledClass> compiled = Samples.compile(folder, sources);
        return IntStream.range(0, BAD.size())
                .mapToObj(i -> dynamicTest(
                        BAD.get(i).toString(),
                        () -> assertFalse(BAD.get(i)
                                .edge()
                                .violations(Samples.of(compiled, "Sample" + i))
                                .isEmpty())));
    }

    @Test
    void badSamples_together_coverEveryEdge() {
        assertEquals(
                List.of(Edges.values()), BAD.stream().map(Bad::edge).distinct().toList());
    }
}
