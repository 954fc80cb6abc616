package dev.wsh.impl.vt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays the scripts beside this class; see {@link TerminalScript} for their language. */
final class TerminalScriptTest {
    private static final List<String> SCRIPTS = List.of(
            "10-movement",
            "11-wrap",
            "12-scroll",
            "13-edit",
            "14-margins",
            "15-modes",
            "16-tabs",
            "17-charsets",
            "18-rendition",
            "19-unicode",
            "20-reports",
            "21-screens",
            "22-strings",
            "23-rectangles",
            "24-reflow",
            "25-vt52",
            "26-windows",
            "27-colours",
            "28-status",
            "29-stacks",
            "30-shell",
            "31-images");

    @TestFactory
    Stream<DynamicContainer> scripts() {
        return SCRIPTS.stream()
                .map(name -> DynamicContainer.dynamicContainer(
                        name,
                        TerminalScript.cases(read(name)).stream()
                                .map(one -> DynamicTest.dynamicTest(one.name(), () -> TerminalScript.play(one)))));
    }

    private static String read(String name) {
        try (InputStream in = TerminalScriptTest.class.getResourceAsStream("scripts/" + name + ".test")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
