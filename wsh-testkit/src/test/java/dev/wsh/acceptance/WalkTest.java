package dev.wsh.acceptance;

import static dev.wsh.Conditions.alternateScreen;
import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.Wsh;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Case 105 on real terminals: random walks through what can be done with a shell's session, each step of which agrees with a
 * model. The five walks go at once. A walk is told by its seed: {@code -Dwsh.walk.seed=} repeats the first with it.
 */
@EnabledOnOs(OS.LINUX)
class WalkTest {

    @OnRealTerminals
    @DisplayName("105: 5 walks of 20 to 50 random steps: no hang, model and session agree, no orphan, no thread left")
    void walk_randomSteps_agreesWithTheModel(World world, TestInfo info, TestReporter reporter) throws Exception {
        walks(world, 1, 0); // loads what stays
        Holdings before = Holdings.now();
        long seed = Long.getLong("wsh.walk.seed", System.nanoTime());
        reporter.publishEntry(info.getDisplayName() + " seed", Long.toString(seed));
        walks(world, 5, seed);
        Holdings.now().assertSameAs(before);
    }

    static void walks(World world, int count, long seed) throws Exception {
        List<Session> sessions = Collections.synchronizedList(new ArrayList<>());
        try (World.Lab lab = world.open()) {
            Race.inThreads(count, number -> {
                Walk walk = new Walk(lab.wsh(), Shell.BASH.start(lab), number, new Random(seed + number));
                sessions.add(walk.session);
                try {
                    walk.run();
                } catch (Exception | AssertionError e) {
                    throw new AssertionError("walk with seed " + (seed + number) + ": " + walk.steps, e);
                }
            });
            Orphans.assertNone(sessions);
        }
    }

    private enum Step {
        COMMAND,
        RESUBSCRIBE,
        ALTERNATE,
        RESIZE,
        RENAME,
        TAG,
        PAUSE
    }

    /** One walk, with the model of its session. */
    private static final class Walk {
        private final Wsh wsh;
        private final Session session;
        private final int number;
        private final Random random;
        private final List<String> steps = new ArrayList<>();
        private final Set<String> tags = new TreeSet<>();
        private OutputText output;
        private String name;
        private int commands;
        private int rows = 24;
        private int cols = 80;
        private boolean alternate;

        Walk(Wsh wsh, Session session, int number, Random random) {
            this.wsh = wsh;
            this.session = session;
            this.number = number;
            this.random = random;
            this.name = session.name();
            this.output = OutputText.of(session, session.mark());
        }

        void run() throws Exception {
            int length = 20 + random.nextInt(31);
            for (int i = 0; i < length; i++) {
                step(Step.values()[random.nextInt(Step.values().length)]);
                compare();
            }
            command("echo l''ast-one", "last-one");
            Shell.awaitPrompt(session);
            session.type("\u0004");
            assertTrue(session.onExit().within(ofSeconds(10)).block().success());
            output.awaitComplete(ofSeconds(10));
            assertTrue(output.text().contains("last-one"), output.text());
            assertEquals(alternate, session.screen().alternateScreen());
        }

        private void step(Step step) throws Exception {
            steps.add(step.name());
            switch (step) {
                case COMMAND -> {
                    commands++;
                    command("echo wa''lk-" + number + "-" + commands, "walk-" + number + "-" + commands);
                }
                case RESUBSCRIBE -> {
                    output.cancel();
                    output = OutputText.of(session, random.nextBoolean() ? session.mark() : session.startMark());
                }
                case ALTERNATE -> {
                    alternate = !alternate;
                    command("printf '\\033[?1049" + (alternate ? "h" : "l") + "'; echo sw''itched", "switched");
                    session.await(
                                    alternate
                                            ? alternateScreen()
                                            : alternateScreen().negate())
                            .within(ofSeconds(10))
                            .block();
                }
                case RESIZE -> {
                    // while it prepares its prompt, bash sets the size that it has just read
                    Shell.awaitPrompt(session);
                    rows = 5 + random.nextInt(56);
                    cols = 60 + random.nextInt(101);
                    session.resize(rows, cols);
                    command("stty size", rows + " " + cols);
                }
                case RENAME -> {
                    name = "walk-" + number + "." + random.nextInt(1000);
                    session.rename(name);
                }
                case TAG -> {
                    String tag = "tag-" + random.nextInt(3);
                    if (tags.add(tag)) {
                        session.addTags(tag);
                    } else {
                        tags.remove(tag);
                        session.removeTags(tag);
                    }
                }
                case PAUSE ->
                    session.awaitIdle(ofMillis(10 + random.nextInt(191)))
                            .within(ofSeconds(10))
                            .block();
            }
        }

        /** Types a line, and waits until the screen and the subscriber have its output. */
        private void command(String line, String printed) throws Exception {
            Mark before = session.sendLine(line);
            session.await(text(printed).since(before)).within(ofSeconds(10)).block();
            output.await(printed, ofSeconds(10));
        }

        private void compare() {
            assertEquals(name, session.name());
            assertEquals(Optional.of(session), wsh.find(name));
            assertEquals(tags, session.tags());
            for (int i = 0; i < 3; i++) {
                String tag = "tag-" + i;
                assertEquals(tags.contains(tag), wsh.tagged(tag).sessions().contains(session), tag);
            }
            assertEquals(
                    rows + "x" + cols,
                    session.screen().rows() + "x" + session.screen().cols());
            assertEquals(alternate, session.screen().alternateScreen());
            assertTrue(session.exitStatus().isEmpty());
        }
    }
}
