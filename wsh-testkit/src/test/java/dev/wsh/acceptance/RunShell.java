package dev.wsh.acceptance;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.Arguments;

/** The shells that commands are run in, without the user's own configuration; each is skipped where it is not installed. */
enum RunShell {
    BASH("bash", "--norc", "--noprofile"),
    DASH("dash", "-i"),
    BUSYBOX("busybox", "sh", "-i"),
    ZSH("zsh", "-f"),
    FISH("fish", "--no-config");

    private static final List<Path> FOLDERS = List.of(Path.of("/bin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> argv;

    RunShell(String... argv) {
        this.argv = List.of(argv);
    }

    static Stream<Arguments> inEachWorld() {
        return Stream.of(World.REAL, World.PORTABLE)
                .flatMap(world -> Arrays.stream(values()).map(shell -> Arguments.of(world, shell)));
    }

    static void assumeInstalled(String program) {
        Assumptions.assumeTrue(
                FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program))), "needs " + program);
    }

    SessionSpec spec() {
        assumeInstalled(argv.get(0));
        return SessionSpec.command(argv)
                .env("HISTFILE", "/dev/null")
                .env("PS1", "$ ")
                .unsetEnv("ENV");
    }

    Session start(World.Lab lab) {
        return lab.wsh().start(spec());
    }

    /** The one of two texts that is in this shell's language. */
    String say(String posix, String fish) {
        return this == FISH ? fish : posix;
    }
}
