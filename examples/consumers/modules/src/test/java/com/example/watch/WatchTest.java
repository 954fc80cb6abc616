package com.example.watch;

import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.CommandResult;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.EnabledIfTerminals;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.WshTest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module's own tests, and its program on a module path. */
@WshTest
class WatchTest {

    @Test
    void lastLine_ofAFake_isTold(Wsh wsh, FakePty fake) {
        fake.onStart(out("one\r\ntwo\r\n"), exit(0));
        assertEquals("two", Watch.lastLine(wsh, "anything"));
    }

    @Test
    void tests_areInTheModule() {
        assertEquals("com.example.watch", WatchTest.class.getModule().getName());
        assertEquals("dev.wsh", Wsh.class.getModule().getName());
    }

    @Test
    @EnabledIfTerminals
    void program_withNothingButAModulePath_runs() throws IOException {
        CommandResult run = run(jar -> true);
        assertEquals("hello (dev.wsh, dev.wsh.impl)\n", run.text());
        assertTrue(run.success());
    }

    /** pty4j is written in Kotlin in part: it needs Kotlin's library, and the module path has to have it. */
    @Test
    @EnabledIfTerminals
    void program_withoutKotlinsLibrary_isToldAtItsStart() throws IOException {
        CommandResult run = run(jar -> !jar.startsWith("kotlin"));
        assertTrue(run.text().contains("Module kotlin.stdlib not found, required by dev.wsh.impl"), run.text());
        assertFalse(run.success());
    }

    private static CommandResult run(Predicate<String> jars) throws IOException {
        String path;
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("watch.modules")))) {
            path = all.filter(jar -> jars.test(jar.getFileName().toString()))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        try (Wsh wsh = Wsh.open()) {
            return wsh.run(SessionSpec.command(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=com.sun.jna",
                                    "--module-path",
                                    System.getProperty("watch.classes") + File.pathSeparator + path,
                                    "--module",
                                    "com.example.watch/com.example.watch.Watch",
                                    "echo",
                                    "hello")
                            .size(24, 200))
                    .block();
        }
    }
}
