package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.Conditions;
import dev.wsh.Key;
import dev.wsh.Match;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** One pager after another on the alternate screen: what the first showed is no text of the second. */
class PagerTest {

    private static final int ROUNDS = Integer.getInteger("wsh.pager.rounds", 5);

    @OnRealTerminals
    void awaitText_secondPager_neverMatchesTheFirst(World world, @TempDir Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/less")) || Files.isExecutable(Path.of("/bin/less")));
        try (World.Lab lab = world.open()) {
            Session shell = lab.wsh()
                    .start(SessionSpec.command("/bin/sh")
                            .cwd(folder)
                            .env("PS1", "$ ")
                            .env("LESS", ""));
            shell.awaitText("$ ").within(ofSeconds(60)).block();
            Pattern common = Pattern.compile("^common line of (\\w+)");
            for (int round = 0; round < ROUNDS; round++) {
                for (String name : new String[] {"one" + round, "two" + round}) {
                    Files.writeString(folder.resolve(name), "common line of " + name + "\n" + "filler\n".repeat(60));
                    shell.sendLine("less " + name);
                    Match match =
                            shell.await(text(common)).within(ofSeconds(60)).block();
                    assertEquals(name, match.group(1));
                    shell.await(Conditions.alternateScreen())
                            .within(ofSeconds(60))
                            .block();
                    shell.press(Key.of("q"));
                    shell.await(Conditions.alternateScreen().negate())
                            .within(ofSeconds(60))
                            .block();
                    shell.awaitText("$ ").within(ofSeconds(60)).block();
                }
            }
        }
    }
}
