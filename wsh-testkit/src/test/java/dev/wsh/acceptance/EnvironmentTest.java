package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** The environment as the program sees it: {@code env} says it. */
class EnvironmentTest {

    private static final Map<String, String> TRACES_OF_OTHER_TERMINALS = Map.of(
            "COLUMNS", "317",
            "LINES", "99",
            "TERMCAP", "xx|a terminal of long ago:",
            "TERMINFO", "/no/such/terminfo",
            "TMUX", "/tmp/tmux-0/default,1,0",
            "TMUX_PANE", "%7",
            "STY", "1234.pts-0.host",
            "TERM_PROGRAM", "Apple_Terminal",
            "VTE_VERSION", "7600",
            "WT_SESSION", "4d2f9a6e");

    private static Map<String, String> parsed(Stream<String> lines) {
        Map<String, String> env = new TreeMap<>();
        lines.filter(line -> line.indexOf('=') > 0)
                .forEach(line -> env.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return env;
    }

    private static Map<String, String> seenBy(Session session) {
        assertTrue(session.onExit().within(ofSeconds(10)).block().success());
        byte[] all = session.outputSince(session.startMark()).bytes();
        return parsed(new String(all, StandardCharsets.UTF_8).lines());
    }

    @OnRealTerminals
    @DisplayName("a JVM inside other terminals: the session inherits its variables but for those of its terminals")
    void env_jvmInsideOtherTerminals_leavesNoTraceOfThem(World world) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EnvironmentProgram.class.getName(),
                        world.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "LANG"));
        builder.environment().putAll(TRACES_OF_OTHER_TERMINALS);
        builder.environment().put("TERM", "linux");
        builder.environment().put("COLORTERM", "24bit");
        builder.environment().put("WSH_SESSION_ID", "of an outer session");
        builder.environment().put("INHERITED", "by the session");
        Process jvm = builder.start();
        List<String> lines = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, jvm.waitFor(), lines::toString);
        Map<String, String> env = parsed(lines.stream());
        TRACES_OF_OTHER_TERMINALS.keySet().forEach(name -> assertFalse(env.containsKey(name), name + " in " + env));
        assertEquals("by the session", env.get("INHERITED"));
        assertEquals("xterm-256color", env.get("TERM"));
        assertEquals("truecolor", env.get("COLORTERM"));
        String outer = "of an outer session:"; // an end of the outer session finds these processes, too
        assertTrue(env.get("WSH_SESSION_ID").startsWith(outer), lines::toString);
        assertTrue(lines.contains("id " + env.get("WSH_SESSION_ID").substring(outer.length())), lines::toString);
    }

    @OnRealTerminals
    @DisplayName(
            "a clean environment with two variables: those, the terminal's type and charset and the session's id, exactly")
    void env_clean_isExactlyWhatWasSaid(World world) {
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh()
                    .start(SessionSpec.command("env")
                            .cleanEnv()
                            .env("PLAIN", "a b=c")
                            .env("EMPTY", ""));
            assertEquals(
                    Map.of(
                            "PLAIN", "a b=c",
                            "EMPTY", "",
                            "TERM", "xterm-256color",
                            "COLORTERM", "truecolor",
                            "LC_CTYPE", "C.UTF-8",
                            "WSH_SESSION_ID", session.id()),
                    seenBy(session));
        }
    }

    @OnRealTerminals
    @DisplayName("what the spec says replaces exactly what the defaults say and what is inherited, an unset too")
    void env_defaultsAndOwn_ownIsLast(World world) {
        SessionSpec defaults = SessionSpec.command("ignored")
                .env("A", "default")
                .env("B", "default")
                .unsetEnv("C")
                .unsetEnv("HOME");
        try (World.Lab lab = world.open(builder -> builder.defaults(defaults))) {
            Session session = lab.wsh()
                    .start(SessionSpec.command("env")
                            .unsetEnv("A")
                            .env("C", "own")
                            .env("TERM", "dumb")
                            .env("PATH", "/bin:/usr/bin"));
            Map<String, String> env = seenBy(session);
            assertFalse(env.containsKey("A"), env::toString);
            assertEquals("default", env.get("B"));
            assertEquals("own", env.get("C"));
            assertFalse(env.containsKey("HOME"), env::toString);
            assertEquals("dumb", env.get("TERM"));
            assertEquals("/bin:/usr/bin", env.get("PATH"));
            assertEquals(session.id(), env.get("WSH_SESSION_ID"));
        }
    }
}
