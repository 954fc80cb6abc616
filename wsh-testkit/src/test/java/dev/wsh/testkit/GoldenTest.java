package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.WshAssertions.assertThat;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Emulator;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Style;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

final class GoldenTest {

    private static final String MENU = "\u001b[1;31mDeploy\u001b[m 世界 cafe\u0301\r\n> \u001b[44m ";

    private static final String MENU_FILE = """
            wsh-screen 1
            4 rows x 20 columns, cursor at row 1, column 3
            |Deploy 世界 cafe\u0301    |
            |>                   |
            2 blank rows
            row 0, cells: 7w "世" 9w "界" 15 "e\u0301"
            row 0, columns 0 to 5: fg=red bold
            row 1, columns 2 to 2: bg=blue
            """;

    /** Set before the inner classes run, which JUnit makes. */
    private static Path root;

    private static Golden.Mode mode;
    private static String shown;

    @TempDir
    Path folder;

    @BeforeEach
    void reset() {
        root = folder.resolve("screens");
        mode = Golden.Mode.NEW;
        shown = "one";
    }

    private static Screen screen(String output) {
        Emulator emulator = Wsh.emulator(4, 20);
        emulator.feed(output.getBytes(StandardCharsets.UTF_8));
        return emulator.screen();
    }

    private static String failure(org.junit.jupiter.api.function.Executable assertion) {
        return assertThrows(AssertionFailedError.class, assertion).getMessage();
    }

    @Test
    void file_ofAScreen_isReadableAndReadsBackAsTheScreen() throws IOException {
        Path file = folder.resolve("deep/er/menu.screen");
        Golden.write(screen(MENU), file);
        assertEquals(MENU_FILE, Files.readString(file));
        assertThat(Golden.read(file)).isEqualTo(screen(MENU));
        Files.writeString(file, MENU_FILE.replace("\n", "\r\n"));
        assertThat(Golden.read(file)).isEqualTo(screen(MENU));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(List.of(file), left.toList());
        }
    }

    @Test
    void file_ofWhatIsHidden_doesNotTellIt() {
        String file = ScreenFile.write(Still.of(screen("\u001b[8ms3cret")));
        assertTrue(file.contains("|" + " ".repeat(20) + "|") || file.contains("4 blank rows"), file);
        assertTrue(file.contains("row 0, columns 0 to 5: hidden"), file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "wsh-screen 1;screen;line 1: not a screen",
                "4 rows x 20;four rows x 20;line 2: the size",
                "4 rows x 20;4 rows x 0;line 2: a size must be",
                "cafe\u0301    |;cafe\u0301    ;line 3: a row must end",
                "cafe\u0301    |;cafe\u0301   |;line 3: a row must have 20 columns",
                "2 blank;1 blank;there are 3 rows; there must be 4",
                "7w;6w;line 3: cell 6 is not as it is listed",
                "7w \"世\";7w 世;line 6: cells must be given",
                "to 5;to 25;line 7: there are no such cells",
                "fg=red;fg=rot;line 7: \"rot\" is no colour",
                "bg=blue;bg=blue big;line 8: \"big\" is no style"
            })
    void file_thatIsWrong_saysWhere(String part, String instead, String says) {
        String wrong = MENU_FILE.replace(part, instead);
        String said = assertThrows(IllegalArgumentException.class, () -> ScreenFile.read(wrong))
                .getMessage();
        assertTrue(said.contains(says.split(";")[0]), said);
    }

    @Test
    void masks_ofEachKind_keepWidths() {
        Screen screen = screen("at 12:34 世界 id\r\n\u001b[7mpid 77\u001b[m end");
        Golden golden = Golden.screen()
                .mask(Pattern.compile("\\d\\d:\\d\\d"))
                .mask("id")
                .mask(Region.block(0, 10, 1, 1))
                .mask(Style::inverse)
                .withoutCursor();
        assertEquals("""
                wsh-screen 1
                4 rows x 20 columns
                |at ▒▒▒▒▒ ▒▒界 ▒▒    |
                |▒▒▒▒▒▒ end          |
                2 blank rows
                row 0, cells: 11w "界"
                """, ScreenFile.write(golden.of(screen)));
    }

    @ParameterizedTest
    @CsvSource({
        ",,NEW",
        "verify,,VERIFY",
        "Update,,UPDATE",
        "update,true,VERIFY",
        ",1,VERIFY",
        "update,false,UPDATE",
        "new,'',NEW"
    })
    void mode_ofPropertyAndCi_isReadOnlyThere(String property, String ci, Golden.Mode expected) {
        assertEquals(expected, Golden.Mode.of(Optional.ofNullable(property), Optional.ofNullable(ci)));
    }

    @Test
    void mode_thatIsNone_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> Golden.Mode.of(Optional.of("yes"), Optional.empty()));
    }

    @Test
    void screen_withAFileOfItsOwn_isComparedWithIt() throws IOException {
        Golden golden = Golden.at(folder.resolve("own.screen"));
        Golden.write(screen(MENU), folder.resolve("own.screen"));
        assertThat(screen(MENU)).matchesScreen(golden);
        String said = failure(() ->
                assertThat(screen(MENU.replace("31", "32").replace("界", "人"))).matchesScreen(golden));
        assertTrue(said.indent(-2).contains("""
                  row 0:
                    expected |Deploy 世界 cafe\u0301|
                     but was |Deploy 世人 cafe\u0301|
                                       ^
                  row 0, columns 0 to 5: expected style fg=red bold, but was fg=green bold"""), said);
        assertThrows(IllegalStateException.class, () -> assertThat(screen(MENU)).matchesScreen(Golden.screen()));
    }

    /** Tests that run inside the tests below. */
    static class Tests {
        @RegisterExtension
        final WshExtension wsh = WshExtension.builder()
                .screens(root)
                .golden(mode)
                .files(root.resolveSibling("files"))
                .deadline(ofSeconds(3))
                .build();

        private FakePty fake;
        private Wsh engine;

        @BeforeEach
        void ask(FakePty given, VirtualTime time, Wsh opened) {
            fake = given;
            engine = opened;
        }

        Session start(String text) {
            fake.onStart(out("loading"), after(ofMillis(400)), out("\r\u001b[K" + text), after(ofSeconds(60)));
            return engine.start(SessionSpec.command("app").named("app").size(3, 12));
        }
    }

    static class Simple extends Tests {
        @Test
        void menu() {
            assertThat(start(shown)).matchesScreen().matchesScreen("named").matchesScreen();
        }

        @Nested
        class Inner {
            @Test
            void nested() {
                assertThat(start("inner")).matchesScreen();
            }
        }
    }

    static class Many extends Tests {
        static Stream<Integer> numbers() {
            return IntStream.range(0, 40).boxed();
        }

        @ParameterizedTest
        @MethodSource("numbers")
        void each(int number) {
            assertThat(start(shown + number)).matchesScreen();
        }

        @RepeatedTest(5)
        void repeated() {
            assertThat(start("same")).matchesScreen();
        }
    }

    private static List<String> files(Class<?> type) throws IOException {
        Path of = root.resolve(type.getName().replace('.', '/').replace('$', '.'));
        if (!Files.isDirectory(of)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(of)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Path file(Class<?> type, String name) {
        return root.resolve(type.getName().replace('.', '/').replace('$', '.')).resolve(name);
    }

    @Test
    void test_withoutFiles_writesThemOnceItIsQuiet() throws IOException {
        assertEquals(Map.of(), TestRun.of(Simple.class).failures());
        assertEquals(List.of("menu-2.screen", "menu.named.screen", "menu.screen"), files(Simple.class));
        assertEquals(List.of("nested.screen"), files(Simple.Inner.class));
        assertThat(Golden.read(file(Simple.class, "menu.screen"))).hasRow(0, "one");
        mode = Golden.Mode.VERIFY;
        assertEquals(Map.of(), TestRun.of(Simple.class).failures());
    }

    @Test
    void test_withoutFilesThatMustBeThere_failsAndKeepsTheScreen() throws IOException {
        mode = Golden.Mode.VERIFY;
        String said = TestRun.of(Simple.class).failure("menu()");
        assertTrue(said.contains("to match the screen in " + file(Simple.class, "menu.screen")), said);
        assertTrue(said.contains("there is no such file"), said);
        assertEquals(List.of(), files(Simple.class));
        Path actual = root.resolveSibling("files").resolve(Simple.class.getName() + ".menu/menu.actual.screen");
        assertThat(Golden.read(actual)).hasRow(0, "one");
    }

    @Test
    void test_withAnotherScreen_failsWithTheDifferenceAndKeepsFileAndPicture() throws IOException {
        TestRun.of(Simple.class);
        shown = "two";
        TestRun run = TestRun.of(Simple.class);
        String said = run.failure("menu()");
        assertTrue(said.contains("but it did not within 3000 ms"), said);
        assertTrue(said.contains("    expected |one|\n     but was |two|\n"), said);
        assertTrue(said.contains("-Dwsh.golden=update"), said);
        AssertionFailedError failed = (AssertionFailedError) run.failures().get("menu()");
        assertTrue(failed.getExpected().getStringRepresentation().contains("|one         |"));
        assertTrue(failed.getActual().getStringRepresentation().contains("|two         |"));
        Path kept = root.resolveSibling("files").resolve(Simple.class.getName() + ".menu");
        assertThat(Golden.read(kept.resolve("menu.actual.screen"))).hasRow(0, "two");
        assertTrue(Files.readString(kept.resolve("menu.actual.svg")).contains("two"));
        assertTrue(Files.readString(kept.resolve("menu.expected.svg")).contains("one"));
        assertThat(Golden.read(file(Simple.class, "menu.screen"))).hasRow(0, "one");
    }

    @Test
    void test_toUpdate_writesWhatDiffersAndDeletesWhatNobodyUses() throws IOException {
        TestRun.of(Simple.class);
        Files.writeString(file(Simple.class, "menu-2.screen"), "<<<<<<< HEAD\n");
        Files.writeString(file(Simple.class, "menu.old.screen"), MENU_FILE);
        Files.writeString(file(Simple.class, "gone.screen"), MENU_FILE);
        mode = Golden.Mode.UPDATE;
        shown = "two";
        assertEquals(Map.of(), TestRun.of(Simple.class).failures());
        assertEquals(List.of("menu-2.screen", "menu.named.screen", "menu.screen"), files(Simple.class));
        assertThat(Golden.read(file(Simple.class, "menu-2.screen"))).hasRow(0, "two");
        mode = Golden.Mode.VERIFY;
        assertEquals(Map.of(), TestRun.of(Simple.class).failures());
    }

    @Test
    void orphans_ofTestsThatPassed_areReportedAndStay() throws IOException {
        TestRun.of(Simple.class);
        Files.writeString(file(Simple.class, "menu.old.screen"), MENU_FILE);
        Files.writeString(file(Simple.class, "gone.screen"), MENU_FILE);
        Files.writeString(file(Simple.class, "notes.txt"), "not ours");
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                warnings.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.wsh.testkit");
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        try {
            TestRun.of(Simple.class);
            assertEquals(1, warnings.size());
            String said = warnings.get(0);
            assertTrue(said.contains("menu.old.screen") && said.contains("gone.screen"), said);
            assertFalse(
                    said.contains("notes.txt") || said.contains("menu.screen") || said.contains("menu-2.screen"), said);
            shown = "two";
            TestRun.of(Simple.class);
            assertEquals(1, warnings.size(), "a test that failed tells nothing of what it uses");
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertTrue(Files.exists(file(Simple.class, "menu.old.screen")));
    }

    @Test
    void runs_inParallel_haveTheirOwnFilesAndRepetitionsOne() throws IOException {
        String[] parallel = {
            "junit.jupiter.execution.parallel.enabled=true",
            "junit.jupiter.execution.parallel.mode.default=concurrent",
            "junit.jupiter.execution.parallel.config.strategy=fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism=8"
        };
        assertEquals(Map.of(), TestRun.of(Many.class, parallel).failures());
        assertEquals(41, files(Many.class).size());
        assertThat(Golden.read(file(Many.class, "each[7].screen"))).hasRow(0, "one6");
        mode = Golden.Mode.VERIFY;
        TestRun again = TestRun.of(Many.class, parallel);
        assertEquals(Map.of(), again.failures());
        assertEquals(45, again.passed().size());
        shown = "two";
        assertEquals(40, TestRun.of(Many.class, parallel).failures().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "", "a/b", ".hidden"})
    void name_thatLeavesTheFolder_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Golden.named(name));
    }
}
