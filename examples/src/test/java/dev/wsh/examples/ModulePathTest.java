package dev.wsh.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's module that requires the API and nothing else: compiled and run on the module path, in a JVM of its own. */
@EnabledOnOs(OS.LINUX)
class ModulePathTest {

    private static final String MODULE_INFO = "module app { requires dev.wsh; }";

    private static final String MAIN = """
            package app;

            import dev.wsh.Session;
            import dev.wsh.SessionSpec;
            import dev.wsh.Wsh;

            public class Main {
                public static void main(String[] args) {
                    try (Wsh wsh = Wsh.open()) {
                        Session session = wsh.start(SessionSpec.command("cat"));
                        session.sendLine("hello");
                        session.awaitText("hello").block();
                        System.out.println(session.screen().line(0) + " from " + Wsh.class.getModule().getName()
                                + " and " + wsh.getClass().getModule().getName()
                                + ", and a class path of "
                                + System.getProperty("java.class.path").length() + " characters");
                    }
                }
            }
            """;

    /** What a user of the library has on the module path: the library and what it needs at run time. */
    private static final Pattern NEEDED = Pattern.compile(".*/(wsh-(api|impl)(/target/classes|-[^/]*(?<!-tests)\\.jar)"
            + "|(pty4j|kotlin-stdlib|annotations|jna|jna-platform|slf4j-api|slf4j-simple)-[0-9][^/]*\\.jar)");

    private static final String LIBRARY = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> NEEDED.matcher(entry).matches())
            .collect(Collectors.joining(File.pathSeparator));

    @TempDir
    Path dir;

    @BeforeEach
    void compile() throws IOException {
        Path sources = Files.createDirectories(dir.resolve("src/app"));
        Path moduleInfo = Files.writeString(dir.resolve("src/module-info.java"), MODULE_INFO);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--module-path",
                        LIBRARY,
                        "-d",
                        dir.resolve("app").toString(),
                        moduleInfo.toString(),
                        main.toString());
        assertEquals(0, status, said::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void start_userIsAModule_findsTheEngineAndRunsASession(String provider) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=com.sun.jna",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dwsh.pty=" + provider,
                "--module-path",
                LIBRARY + File.pathSeparator + dir.resolve("app"),
                "--module",
                "app/app.Main");
        Path log = dir.resolve("log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed + Files.readString(log));
        assertEquals(
                "hello from dev.wsh and dev.wsh.impl, and a class path of 0 characters",
                printed.strip(),
                Files.readString(log));
    }
}
