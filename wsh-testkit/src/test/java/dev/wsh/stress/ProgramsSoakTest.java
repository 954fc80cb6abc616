package dev.wsh.stress;

import static dev.wsh.Conditions.alternateScreen;
import static dev.wsh.Conditions.cursorAt;
import static dev.wsh.Conditions.echoOff;
import static dev.wsh.Conditions.exited;
import static dev.wsh.Conditions.gone;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wsh.Condition;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that people use, driven by conditions alone, again and again: no pause, no quiet window, no second try. */
@Tag("soak")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ProgramsSoakTest {

    private static final int ROUNDS = Integer.getInteger("wsh.soak.rounds", 100);

    /** One way to drive a program. */
    private enum Program {
        VIM("vim", "exec vim -u NONE -N notes") {
            @Override
            void drive(Session s) {
                see(s, visible("notes"));
                s.type("i");
                see(s, visible("-- INSERT --"));
                s.type("hello world");
                see(s, visible("hello world"));
                s.press(Key.ESC);
                see(s, gone("-- INSERT --"));
                s.type("yyp");
                see(s, cursorAt(1, 0));
                s.sendLine(":%s/world/there/g");
                see(s, visible(Pattern.compile("^hello there$")).and(gone("hello world")));
                s.sendLine(":wq");
                assertExit(s, 0);
                assertEquals(List.of("hello there", "hello there"), lines(s, "notes"));
            }
        },
        LESS("less", "seq 1 200 > n; exec less n") {
            @Override
            void drive(Session s) {
                see(s, alternateScreen().and(visible(Pattern.compile("^1$"))));
                Mark end = s.type("G");
                see(s, visible("(END)").since(end));
                Mark search = s.sendLine("?^77$");
                see(s, visible(Pattern.compile("^77$")).since(search));
                Mark top = s.type("g");
                see(s, visible(Pattern.compile("^1$")).since(top));
                s.type("q");
                assertExit(s, 0);
            }
        },
        HTOP("htop", "exec htop") {
            @Override
            void drive(Session s) {
                see(s, visible("F10Quit").or(visible("Quit")));
                s.press(Key.F1);
                see(s, visible("Released under the GNU GPL"));
                s.type(" ");
                see(s, gone("Released under the GNU GPL"));
                s.type("q");
                assertExit(s, 0);
            }
        },
        MC("mc", "touch apple banana; exec mc -b -u --nosubshell . .") {
            @Override
            void drive(Session s) {
                see(s, visible("banana").and(visible("10Quit").or(visible("10 Quit"))));
                s.press(Key.F7);
                see(s, visible("Create a new Directory").or(visible("Enter directory name")));
                s.sendLine("cherries");
                see(s, visible("/cherries"));
                s.press(Key.F10);
                boolean asks =
                        see(s, visible("really want to quit").map(match -> true).or(exited().map(status -> false)));
                if (asks) {
                    s.press(Key.ENTER);
                }
                assertExit(s, 0);
                assertTrue(Files.isDirectory(directory(s).resolve("cherries")));
            }
        },
        NANO("nano", "exec nano -I text") {
            @Override
            void drive(Session s) {
                see(s, visible("^X"));
                s.type("first\nsecond");
                see(s, visible("second"));
                s.press(Key.ctrl('o'));
                see(s, visible("File Name to Write"));
                Mark written = s.press(Key.ENTER);
                see(s, text(Pattern.compile("Wrote 2 lines")).since(written));
                s.press(Key.ctrl('x'));
                assertExit(s, 0);
                assertEquals(List.of("first", "second"), lines(s, "text"));
            }
        },
        DIALOG("dialog", "dialog --menu Pick 12 40 3 a Apple b Banana c Cherry 2> choice; echo \"= $(cat choice)\"") {
            @Override
            void drive(Session s) {
                see(s, visible("Cherry"));
                Mark down = s.press(Key.DOWN);
                see(s, visible("Banana").since(down));
                s.press(Key.ENTER);
                see(s, text("= b"));
                assertExit(s, 0);
            }
        },
        FZF("fzf", "printf 'apple\\nbanana\\ncherry\\n' | fzf --no-unicode; echo \"= $?\"") {
            @Override
            void drive(Session s) {
                see(s, visible("3/3"));
                s.type("ban");
                see(s, visible("1/3").and(visible("banana")));
                s.press(Key.ENTER);
                see(s, text("= 0"));
                assertExit(s, 0);
                assertTrue(s.screen().text().contains("banana"));
            }
        },
        PYTHON("python3", "exec python3 -q -i -c 'import sys; sys.ps1 = \"ready> \"'") {
            @Override
            void drive(Session s) {
                Mark prompt = see(s, text("ready> ")).mark();
                s.sendLine("6 * 7");
                Match answer = see(s, text(Pattern.compile("^42$")).since(prompt));
                Mark next = see(s, text("ready> ").since(answer.mark())).mark();
                s.sendLine("[print('line', i) for i in range(100)][0]");
                Match last = see(s, text(Pattern.compile("^line 99$")).since(next));
                see(s, text("ready> ").since(last.mark()));
                s.sendLine("exit(3)");
                assertExit(s, 3);
            }
        },
        GIT(
                "git",
                "git init -q . && git config user.email a@b.c && git config user.name a && seq 30 > f && git add f"
                        + " && git commit -qm f && sed -i 's/^[15]$/& changed/; s/^29/& changed/' f"
                        + " && GIT_PAGER=cat git add -p; git diff --cached --shortstat; echo over") {
            @Override
            void drive(Session s) {
                Match first = see(s, text("Stage this hunk"));
                s.sendLine("y");
                Match second = see(s, text("Stage this hunk").since(first.mark()));
                assertTrue(second.line().startsWith("(2/2)"), second::line);
                s.sendLine("n");
                see(s, text("1 file changed").since(second.mark()));
                assertExit(s, 0);
            }
        },
        PASSWORD("sh", "printf 'Password: '; stty -echo; read p; stty echo; echo; echo \"got ${#p}\"") {
            @Override
            void drive(Session s) {
                see(s, text("Password: "));
                s.await(echoOff()).within(PATIENCE).block();
                s.send(Input.secret("hidden!"), Key.ENTER);
                see(s, text("got 7"));
                assertExit(s, 0);
                assertEquals(-1, s.snapshot().text().indexOf("hidden"));
            }
        };

        private static final Duration PATIENCE = ofSeconds(60);

        private final String name;
        private final String command;

        Program(String name, String command) {
            this.name = name;
            this.command = command;
        }

        abstract void drive(Session s);

        static <T> T see(Session s, Condition<T> condition) {
            return s.await(condition).within(PATIENCE).block();
        }

        static void assertExit(Session s, int code) {
            assertEquals(
                    code,
                    s.onExit().within(PATIENCE).block().code().orElse(-1),
                    () -> s.screen().toString());
        }

        static Path directory(Session s) {
            return s.info().cwd();
        }

        static List<String> lines(Session s, String file) {
            try {
                return Files.readAllLines(directory(s).resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Stream<Arguments> programs() {
        return Stream.of("linux", "pty4j")
                .flatMap(provider -> Stream.of(Program.values()).map(program -> Arguments.of(provider, program)));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("programs")
    void drive_byConditionsAlone_neverFails(String provider, Program program, @TempDir Path dir) throws Exception {
        assumeTrue(isThere(program.name), program.name + " is not installed");
        try (Wsh wsh = Wsh.builder().ptyProvider(provider).open()) {
            for (int round = 0; round < ROUNDS; round++) {
                Path own = Files.createDirectory(dir.resolve("round" + round));
                try (Session session = wsh.start(SessionSpec.shellCommand(program.command)
                        .cwd(own)
                        .env("HOME", own.toString())
                        .env("TERM", "xterm-256color")
                        .env("LANG", "C.UTF-8"))) {
                    program.drive(session);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(
                            program + " on " + provider + ", round " + round + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
    }
}
