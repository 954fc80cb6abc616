package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.WshAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Color;
import dev.wsh.Conditions;
import dev.wsh.Emulator;
import dev.wsh.Key;
import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

final class AssertionsTest {
    private static final Color RED = new Color.Indexed(1);

    private final VirtualTime time = new VirtualTime();
    private final Recorder recorder = new Recorder();

    @AfterEach
    void closeTime() {
        time.close();
    }

    /** Runs a fake and assertions about it. */
    private void with(FakePty fake, Consumer<Session> test) {
        try (Wsh wsh = Wsh.builder()
                .timeSource(time)
                .ptyProvider(fake)
                .observer(recorder)
                .deadline(ofSeconds(5))
                .open()) {
            test.accept(wsh.start(SessionSpec.command("app").named("app").size(5, 30)));
        }
    }

    private static FakePty menu() {
        return FakePty.script()
                .onStart(
                        out("\u001b]2;The Menu\u0007loading"),
                        after(ofMillis(200)),
                        out("\r\u001b[K\u001b[1;31mDeploy\u001b[m ok Deploy\r\n> "))
                .onInput("q", out("q\r\n\u0007\u001b[2J\u001b[Hbye"), after(ofMillis(10)), exit(3));
    }

    private static String failure(Executable assertion) {
        return assertThrows(AssertionFailedError.class, assertion).getMessage();
    }

    @Test
    void assertions_thatHoldSoon_waitForTheOutputAndNoLonger() {
        with(menu(), app -> {
            Match match = assertThat(app)
                    .shows("Deploy")
                    .inForeground(RED)
                    .bold()
                    .inRow(0)
                    .within(Region.rows(0, 1))
                    .match();
            assertEquals(0, match.region().col());
            assertEquals(ofMillis(200), time.elapsed());
            assertThat(app)
                    .shows(Pattern.compile("Dep[a-z]+"))
                    .onBackground(Color.DEFAULT)
                    .hides("loading")
                    .hasTitle("Menu")
                    .hasCursorAt(1, 2)
                    .row(0)
                    .isEqualTo("Deploy ok Deploy")
                    .row(1)
                    .matches(Pattern.compile("> *"))
                    .row(2)
                    .isBlank();
            app.type("q");
            assertThat(app)
                    .answers("bye")
                    .rings()
                    .exits(3)
                    .neverPrinted("password")
                    .leftTheTerminalClean();
            assertEquals(ofMillis(210), time.elapsed());
        });
    }

    @Test
    void shows_inAnotherStyle_waitsForTheOneThatHasIt() {
        FakePty fake = FakePty.script().onStart(out("error "), after(ofSeconds(1)), out("\u001b[31merror\u001b[m"));
        with(fake, app -> {
            Match match = assertThat(app).shows("error").inForeground(RED).match();
            assertEquals(6, match.region().col());
            assertEquals(ofSeconds(1), time.elapsed());
        });
    }

    @TestFactory
    Stream<DynamicTest> failures_ofEachAssertion_sayWhatWasExpectedAndWhatWas() {
        record Case(String name, Consumer<Session> assertion, List<String> says) {}
        return Stream.of(
                        new Case("shows", app -> assertThat(app).shows("Deplay"), List.of("to show \"Deplay\"")),
                        new Case(
                                "inForeground",
                                app -> assertThat(app).shows("ok").inForeground(RED),
                                List.of(
                                        "to show \"ok\" in foreground red",
                                        "\"ok\" in row 0, column 7 is default style")),
                        new Case(
                                "hides",
                                app -> assertThat(app).hides("Deploy"),
                                List.of("to hide \"Deploy\", in output newer than the last input")),
                        new Case(
                                "row",
                                app -> assertThat(app).row(0).isEqualTo("Deploy no Deploy"),
                                List.of(
                                        "  expected |Deploy no Deploy|",
                                        "   but was |Deploy ok Deploy|",
                                        "                   ^^")),
                        new Case(
                                "row that is not there",
                                app -> assertThat(app).row(5).isBlank(),
                                List.of("there are only rows 0 to 4")),
                        new Case(
                                "title",
                                app -> assertThat(app).hasTitle("Desk"),
                                List.of("to have a title with \"Desk\"")),
                        new Case(
                                "cursor",
                                app -> assertThat(app).hasCursorAt(4, 1),
                                List.of("to have its cursor at row 4, column 1", "cursor at row 1, column 2")),
                        new Case(
                                "exits",
                                app -> {
                                    app.type("q");
                                    assertThat(app).exits(0);
                                },
                                List.of("to exit with 0, but it ended with exit 3")),
                        new Case(
                                "killed",
                                app -> {
                                    app.type("q");
                                    assertThat(app).isKilledBy(Signal.KILL);
                                },
                                List.of("to be killed by KILL, but it ended with exit 3")),
                        new Case(
                                "neverPrinted",
                                app -> assertThat(app).shows("ok").neverPrinted("loading"),
                                List.of("to have never printed \"loading\", but it did")),
                        new Case(
                                "eventually",
                                app -> assertThat(app)
                                        .eventually(screen -> assertEquals("> !", screen.line(1), "the prompt")),
                                List.of("to pass an assertion on one screen", "the prompt ==> expected: <> !>")),
                        new Case(
                                "answers",
                                app -> {
                                    app.press(Key.ENTER);
                                    assertThat(app).answers("Deploy");
                                },
                                List.of("to answer \"Deploy\" to the last input", "last inputs: Enter")),
                        new Case(
                                "satisfies",
                                app -> assertThat(app)
                                        .satisfies(Conditions.bell().named("a bell")),
                                List.of("to satisfy a condition")),
                        new Case(
                                "everyFrame",
                                app -> assertThat(app)
                                        .shows("ok")
                                        .everyFrame(screen -> assertEquals("", screen.line(0))),
                                List.of("the frame at 0 ms did not", "│loading                       │")))
                .map(one -> DynamicTest.dynamicTest(one.name, () -> {
                    try (VirtualTime own = new VirtualTime();
                            Wsh wsh = Wsh.builder()
                                    .timeSource(own)
                                    .ptyProvider(menu())
                                    .observer(recorder)
                                    .deadline(ofSeconds(5))
                                    .open()) {
                        Session app = wsh.start(
                                SessionSpec.command("app").named("app").size(5, 30));
                        own.advance(ofSeconds(1));
                        String said = failure(() -> one.assertion.accept(app));
                        assertTrue(said.startsWith("expected session \"app\" "), said);
                        assertTrue(said.contains("┌" + "─".repeat(30) + "┐"), said);
                        one.says.forEach(part -> assertTrue(said.contains(part), () -> part + " is not in\n" + said));
                    }
                }));
    }

    @Test
    void failure_ofAWait_hasTheScreenInAFrameWithItsCursor() {
        with(menu(), app -> {
            String said = failure(() -> assertThat(app).atMost(ofSeconds(2)).shows("Quit"));
            assertEquals(
                    """
                    expected session "app" to show "Quit", but it did not within 2000 ms
                      quiet for 1800 ms
                      5 rows x 30 columns, cursor at row 1, column 2
                         ┌──────────────────────────────┐
                       0 │Deploy ok Deploy              │
                    ►  1 │>                             │
                         └──▲───────────────────────────┘
                          3 more rows are blank""",
                    said.lines()
                            .filter(line -> !line.startsWith("  nearest"))
                            .reduce((a, b) -> a + "\n" + b)
                            .orElse(""));
        });
    }

    @Test
    void failure_afterTheEnd_comesAtOnce() {
        with(menu(), app -> {
            assertThat(app).shows("ok");
            app.type("q");
            Duration before = time.elapsed();
            String said = failure(() -> assertThat(app).shows("Quit"));
            assertTrue(said.contains("it ended without (exit 3)"), said);
            assertEquals(before.plusMillis(10), time.elapsed());
        });
    }

    @Test
    void answers_toAnEcho_isNotEnough() {
        FakePty fake = FakePty.script()
                .echo(true)
                .onStart(out("$ "))
                .onInput("date\r", out("\r\n"), after(ofSeconds(1)), out("the date\r\n$ "));
        with(fake, app -> {
            assertThat(app).shows("$");
            app.sendLine("date");
            assertThat(app).answers("date");
            assertEquals(ofSeconds(1), time.elapsed());
        });
    }

    @Test
    void hides_beforeAnythingNew_waits() {
        FakePty fake =
                FakePty.script().onStart(out("menu")).onInput("x", after(ofSeconds(1)), out("\u001b[2J\u001b[Hother"));
        with(fake, app -> {
            assertThat(app).shows("menu");
            app.type("x");
            assertThat(app).hides("dialog");
            assertEquals(ofSeconds(1), time.elapsed());
        });
    }

    @Test
    void leftTheTerminalClean_ofAProgramThatCleansNothing_namesEachMode() {
        FakePty fake = FakePty.script()
                .onStart(out("\u001b[?1049h\u001b[?25l\u001b[?1002;1004;2004h\u001b[?1h\u001b[?7l"), exit(0));
        with(fake, app -> {
            String said = failure(() -> assertThat(app).leftTheTerminalClean());
            for (String part : List.of(
                    "the alternate screen",
                    "a hidden cursor",
                    "bracketed paste",
                    "focus reports",
                    "mouse drag reports",
                    "application cursor keys",
                    "automatic wrap off")) {
                assertTrue(said.contains(part), () -> part + " is not in\n" + said);
            }
        });
    }

    @Test
    void isQuiet_ofAProgramThatPrints_waitsForItsPause() {
        FakePty fake = FakePty.script().onStart(Steps.every(ofMillis(100), 20, out(".")), after(ofSeconds(9)), exit(0));
        with(fake, app -> {
            assertThat(app).isQuiet();
            assertTrue(time.elapsed().compareTo(ofMillis(2400)) >= 0, time.elapsed()::toString);
            assertTrue(time.elapsed().compareTo(ofMillis(2500)) <= 0, time.elapsed()::toString);
        });
    }

    @Test
    void all_ofOneScreen_showsEveryFailureAndTheScreenOnce() {
        Screen screen = screen("one\r\n\u001b[31mtwo");
        String said = failure(() -> assertThat(screen)
                .all(
                        one -> one.shows("three"),
                        one -> one.hasRow(0, "one"),
                        one -> one.hides("two"),
                        one -> one.hasCursorAt(0, 0)));
        assertTrue(said.startsWith("expected the screen to pass 4 assertions\n  3 failed\n"), said);
        assertEquals(2, said.split("┌─", -1).length, said);
    }

    @Test
    void all_ofOneSession_waitsForAScreenThatPassesAllOfThem() {
        FakePty fake = FakePty.script()
                .onStart(out("one"), after(ofMillis(100)), out("\r\u001b[Ktwo"), after(ofMillis(100)), out("\r\nend"));
        with(fake, app -> {
            assertThat(app).all(screen -> screen.shows("two"), screen -> screen.hasRow(1, "end"));
            assertEquals(ofMillis(200), time.elapsed());
            String said = failure(() -> assertThat(app)
                    .atMost(ofSeconds(1))
                    .all(screen -> screen.shows("one"), screen -> screen.hides("two"), screen -> screen.shows("end")));
            assertTrue(said.contains("to pass 3 assertions on one screen, but it did not within 1000 ms"), said);
            assertTrue(said.contains("2 failed\n  expected the screen to show \"one\""), said);
            assertEquals(2, said.split("┌─", -1).length, said);
        });
    }

    @Test
    void frame_thatIsShownForNoTime_isFoundAndHalfAnUpdateIsNot() {
        FakePty fake = FakePty.script()
                .onInput(
                        "go",
                        out("\u001b[?2026hhalf"),
                        out("\r\u001b[Kwhole\u001b[?2026l"),
                        out("\r\u001b[Kflash"),
                        out("\r\u001b[Kdone"));
        with(fake, app -> {
            app.type("go");
            assertThat(app).shows("done");
            assertThat(app)
                    .frame(screen -> assertEquals("whole", screen.line(0)))
                    .frame(screen -> assertEquals("flash", screen.line(0)))
                    .frame(screen -> assertEquals("done", screen.line(0)));
            String said = failure(() -> assertThat(app).frame(screen -> assertEquals("half", screen.line(0))));
            assertTrue(said.contains("to show a frame that passes") && said.contains("but was: <done>"), said);
            app.type("!");
            assertThrows(
                    AssertionFailedError.class,
                    () -> assertThat(app).frame(screen -> assertEquals("flash", screen.line(0))),
                    "that was before the last input");
        });
    }

    @Test
    void isEqualTo_anotherScreen_saysEachDifferenceOfTextAndStyle() {
        String said =
                failure(() -> assertThat(screen("one\r\n\u001b[1;31mtwo")).isEqualTo(screen("one\r\n\u001b[32mtwo")));
        assertTrue(said.contains("row 1, columns 0 to 2: expected style fg=green, but was fg=red bold"), said);
        assertThat(screen("same")).isEqualTo(screen("same")).shows("same");
    }

    @Test
    void subclass_withItsOwnWords_waitsAndFailsAsTheOthers() {
        final class BuildAssert extends SessionAssert {
            BuildAssert(Session session) {
                super(session);
            }

            BuildAssert hasPrompt() {
                await(Conditions.visible("> "), "to have a prompt");
                return this;
            }
        }
        with(FakePty.script().onStart(out("no")), app -> {
            String said = failure(() -> new BuildAssert(app).hasPrompt());
            assertTrue(said.startsWith("expected session \"app\" to have a prompt, but "), said);
        });
    }

    private static Screen screen(String output) {
        Emulator emulator = Wsh.emulator(3, 20);
        emulator.feed(output.getBytes(StandardCharsets.UTF_8));
        return emulator.screen();
    }
}
