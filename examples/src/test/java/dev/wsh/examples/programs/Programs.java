package dev.wsh.examples.programs;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that may be missing on this machine. */
final class Programs {

    private Programs() {}

    /** Skips the test, and says so, if there is no such program. */
    static void assumeInstalled(String name) {
        Stream<Path> path = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder, name));
        assumeTrue(path.anyMatch(Files::isExecutable), name + " is not installed");
    }
}
