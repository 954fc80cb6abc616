package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

/** Names and values are bytes to the system; none is lost, whatever the JVM's locale is. */
class RawBytesTest {

    @TempDir
    Path folder;

    /** In a directory whose name is UTF-8 in part, reached through a link; the JVM's arguments follow. */
    private static final String STRANGE_WORLD = """
            set -e
            real=$(printf 'gr\\303\\274\\303\\237 \\377'); link=$(printf 'l\\303\\244nk')
            mkdir "$real" && ln -s "$real" "$link" && cd "$link"
            bin=$(printf 'b\\303\\266n'); mkdir "$bin"
            printf '#!/bin/sh\\necho "found $0" > report\\n' > "$bin/found"
            printf '#!/bin/sh\\necho "here $0" > report\\n' > here
            chmod +x "$bin/found" here
            for name in $(printf 'f\\303\\274nf \\376 plain'); do
                mkdir -p "folders/$name" && (cd "folders/$name" && pwd -P > name)
            done
            PATH=$PATH:$PWD/$bin
            UTF8=$(printf '\\342\\202\\254') LATIN=$(printf '\\344\\377x')
            export PATH UTF8 LATIN
            exec "$@"
            """;

    private void runInStrangeWorld(World world, String locale) throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        ProcessBuilder jvm = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        STRANGE_WORLD,
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        RawBytesProgram.class.getName(),
                        world.name())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        jvm.environment().remove("LANG");
        jvm.environment().put("LC_ALL", locale);
        Process process = jvm.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), printed);
        try (Stream<Path> left = Files.walk(temporary)) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList(), "left behind");
        }
    }

    @OnRealTerminals
    @DisplayName(
            "a JVM in the POSIX locale, as in containers: environment, PATH, directories and arguments, byte for byte")
    void start_posixLocale_losesNoByte(World world) throws Exception {
        runInStrangeWorld(world, "POSIX");
    }

    @OnRealTerminals
    @DisplayName("a JVM in a UTF-8 locale: bytes that are no UTF-8 are not lost either")
    void start_utf8Locale_losesNoByte(World world) throws Exception {
        runInStrangeWorld(world, "C.UTF-8");
    }
}
