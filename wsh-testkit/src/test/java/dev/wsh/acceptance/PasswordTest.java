package dev.wsh.acceptance;

import static dev.wsh.Conditions.echoOff;
import static dev.wsh.Conditions.text;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.testkit.EnabledIfProgram;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/** Passwords for programs that throw away what was typed before they turned the echo off (TCSAFLUSH). */
@EnabledIfProgram("python3")
class PasswordTest {

    /**
     * Asks for passwords, by turns as Python's getpass does, echo off and then the prompt, and the other way round. Tells
     * their lengths. With a second argument it turns the echo off only once something was typed.
     */
    private static final String PROGRAM = """
            import getpass, select, sys, termios

            def late(prompt):
                sys.stdout.write(prompt)
                sys.stdout.flush()
                if len(sys.argv) > 2:
                    select.select([0], [], [], 30)
                old = termios.tcgetattr(0)
                new = old[:]
                new[3] &= ~termios.ECHO
                termios.tcsetattr(0, termios.TCSAFLUSH, new)
                try:
                    return sys.stdin.readline().rstrip()
                finally:
                    termios.tcsetattr(0, termios.TCSAFLUSH, old)
                    print()

            for i in range(int(sys.argv[1])):
                ask = late if i % 2 == 0 else getpass.getpass
                print('got', i, len(ask('Password: ')), 'characters', flush=True)
            """;

    private static Session start(World.Lab lab, String... arguments) {
        return lab.wsh()
                .start(SessionSpec.command(Stream.concat(Stream.of("python3", "-c", PROGRAM), Stream.of(arguments))
                        .toList()));
    }

    private static void answerAll(World world, int rounds) {
        try (World.Lab lab = world.open()) {
            Session session = start(lab, String.valueOf(rounds));
            Mark newer = session.startMark();
            for (int i = 0; i < rounds; i++) {
                session.await(text("Password: ").since(newer).and(echoOff()))
                        .within(ofSeconds(30))
                        .block();
                String password = "p".repeat(1 + i % 50);
                session.sendLine(password);
                Match got = session.await(text("got " + i + " " + password.length() + " characters")
                                .since(newer))
                        .within(ofSeconds(30))
                        .block();
                newer = got.mark();
            }
            assertTrue(session.onExit().within(ofSeconds(30)).block().success());
            assertEquals(-1, session.outputSince(session.startMark()).text().indexOf("pp"));
        }
    }

    @OnRealTerminals
    @DisplayName("with echoOff none of 20 is lost or shown")
    void password_oncePromptedAndWithoutEcho_arrives(World world) {
        answerAll(world, 20);
    }

    @OnRealTerminals
    @Tag("soak")
    @DisplayName("with echoOff none of 1,000 is lost or shown")
    void password_aThousandTimes_arrives(World world) {
        answerAll(world, 1000);
    }

    @OnRealTerminals
    @DisplayName("the twin: a password that is typed at the prompt, with the echo still on, is lost and shown")
    void password_atThePromptAlone_isLost(World world) {
        try (World.Lab lab = world.open()) {
            Session session = start(lab, "1", "late");
            session.awaitText("Password: ").within(ofSeconds(30)).block();
            Mark typed = session.sendLine("pp");
            session.await(echoOff()).within(ofSeconds(30)).block();
            session.await(text("pp").since(typed)).within(ofSeconds(30)).block();
            session.sendLine("again");
            session.awaitText("got 0 5 characters").within(ofSeconds(30)).block();
        }
    }
}
