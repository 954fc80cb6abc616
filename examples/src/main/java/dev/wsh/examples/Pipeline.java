package dev.wsh.examples;

import static java.time.Duration.ofMinutes;

import dev.wsh.ExitStatus;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Pipeline: staged work, where what one session prints is the input of the next, which starts only if the first succeeded.
 */
public final class Pipeline {
    private static final String BUILD = """
            for step in compile test package; do
                echo "$step ..."
                sleep 0.2
                if [ "$step" = "$FAIL_AT" ]; then echo "$step failed"; exit 1; fi
            done
            echo 'version 1.0' > app-1.0.txt
            echo 'artifact: app-1.0.txt'
            """;

    private static final String DEPLOY = "mkdir live && cp \"$ARTIFACT\" live && echo \"$ARTIFACT is live\"";

    private Pipeline() {}

    /**
     * Builds and deploys in a new directory.
     *
     * @param args the step at which the build is to fail: {@code compile}, {@code test} or {@code package}; or nothing
     * @throws IOException if no directory can be made
     */
    public static void main(String[] args) throws IOException {
        Path dir = Files.createTempDirectory("pipeline");
        System.exit(run(dir, args.length == 0 ? "" : args[0], System.out) ? 0 : 1);
    }

    static boolean run(Path dir, String failAt, PrintStream out) {
        try (Wsh wsh = Wsh.open()) {
            Session build = wsh.start(
                    SessionSpec.shellCommand(BUILD).named("build").cwd(dir).env("FAIL_AT", failAt));
            Pending<Match> artifact = build.awaitText(Pattern.compile("^artifact: (\\S+)$"));
            ExitStatus built = build.onExit().within(ofMinutes(5)).block();
            out.println("build: " + built);
            if (!built.success()) {
                build.screen().text().lines().forEach(line -> out.println("    " + line));
                out.println("nothing is deployed");
                return false;
            }

            Session deploy = wsh.start(SessionSpec.shellCommand(DEPLOY)
                    .named("deploy")
                    .cwd(dir)
                    .env("ARTIFACT", artifact.block().group(1)));
            ExitStatus deployed = deploy.onExit().within(ofMinutes(5)).block();
            out.println("deploy: " + deployed + ": " + LastLine.of(deploy.screen()));
            return deployed.success();
        }
    }
}
