package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.CommandResult;
import dev.wsh.RunOption;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random commands whose status and output are known, in every shell: none may come out wrong. */
class RunGeneratedTest {

    private static final int SOAK = Integer.getInteger("test.run.commands", 10_000);

    /** Runs commands made from a seed, one after the other in one shell; a failure names the seed. */
    private static void runAll(World.Lab lab, RunShell shell, long seed, int count) {
        SessionSpec spec = shell.spec().cwd(Path.of("/"));
        try (Session session = lab.wsh().start(spec)) {
            RunGenerator generator = new RunGenerator(seed, shell, "/");
            for (int i = 0; i < count; i++) {
                RunGenerator.Command command = generator.next();
                CommandResult result = session.run(command.text(), RunOption.STRICT)
                        .within(ofSeconds(60))
                        .block();
                String where = shell + ", seed " + seed + ", command " + i + ":\n" + command.text();
                assertEquals(command.output(), result.text(), where);
                assertEquals(command.status(), result.exitCode(), where);
            }
        }
    }

    @InRunShells
    void run_generatedCommands_areExact(World world, RunShell shell) {
        long seed = Long.getLong("test.run.seed", new Random().nextLong());
        try (World.Lab lab = world.open()) {
            runAll(lab, shell, seed, 40);
        }
    }

    @Test
    @Tag("soak")
    void run_thousandsOfGeneratedCommandsAtOnce_areExact() {
        long seed = Long.getLong("test.run.seed", new Random().nextLong());
        try (World.Lab lab = World.REAL.open()) {
            int each = SOAK / RunShell.values().length;
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (RunShell shell : RunShell.values()) {
                all.add(CompletableFuture.runAsync(() -> runAll(lab, shell, seed, each)));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        }
    }
}
