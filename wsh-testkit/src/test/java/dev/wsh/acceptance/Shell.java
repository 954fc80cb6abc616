package dev.wsh.acceptance;

import dev.wsh.Conditions;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.provider.Arguments;

/** The shells that a machine may have, each without the user's own configuration and with one prompt. */
enum Shell {
    BASH("bash", "--norc", "--noprofile"),
    DASH("dash"),
    ZSH("zsh", "-f"),
    FISH("fish", "--no-config", "-C", "function fish_prompt; echo -n '" + Shell.PROMPT + "'; end");

    static final String PROMPT = "ready> ";

    private static final List<Path> FOLDERS = List.of(Path.of("/bin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    private final String executable;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> arguments;

    Shell(String executable, String... arguments) {
        this.executable = executable;
        this.arguments = List.of(arguments);
    }

    static Stream<Arguments> inEachWorld() {
        return Stream.of(World.REAL, World.PORTABLE)
                .flatMap(world -> Arrays.stream(values()).map(shell -> Arguments.of(world, shell)));
    }

    SessionSpec spec() {
        Assumptions.assumeTrue(
                FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(executable))),
                "needs " + executable);
        List<String> argv =
                Stream.concat(Stream.of(executable), arguments.stream()).toList();
        return SessionSpec.command(argv).env("PS1", PROMPT).unsetEnv("ENV").readyWhen(Conditions.text(PROMPT));
    }

    /**
     * Waits until the shell reads its next line. What is typed before that is read by the terminal's line discipline, which
     * makes something else of a ^D.
     */
    static void awaitPrompt(Session session) {
        session.await(Conditions.screen(
                        "a prompt", screen -> screen.line(screen.cursor().row()).equals(PROMPT.strip())))
                .within(Duration.ofSeconds(10))
                .block();
    }

    /** Starts it, and waits for its prompt. */
    Session start(World.Lab lab) {
        return lab.wsh().start(spec()).ready().block();
    }
}
