package dev.wsh.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;

import dev.wsh.InvalidSpecException;
import dev.wsh.SessionSpec;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment of a session, of what the JVM has, what the defaults say and what its own spec says. */
class SpecResolverTest {

    private static final SessionSpec PROGRAM = SessionSpec.command("program");

    private static final List<String> CHARACTER_LOCALES = List.of("LC_ALL", "LC_CTYPE", "LANG");

    private static PtySpec resolved(Map<String, String> inherited, Optional<SessionSpec> defaults, SessionSpec own) {
        Settings settings = new Settings();
        settings.defaults = defaults;
        PtyProvider provider = mock();
        TimeSource time = mock();
        return new SpecResolver(settings, provider, time, inherited)
                .resolve(own)
                .setup()
                .pty();
    }

    /** The environment but for the session's id, which must be there and the right one. */
    private static Map<String, String> environment(
            Map<String, String> inherited, Optional<SessionSpec> defaults, SessionSpec own) {
        PtySpec pty = resolved(inherited, defaults, own);
        Map<String, String> env = new TreeMap<>(pty.env());
        assertEquals(pty.sessionId(), env.remove("WSH_SESSION_ID"));
        if (!own.content().cleanEnv()
                && !defaults.map(d -> d.content().cleanEnv()).orElse(false)) {
            assertEquals(pty.cwd().toString(), env.remove("PWD"));
        }
        if (CHARACTER_LOCALES.stream().noneMatch(inherited::containsKey)) {
            assertEquals("C.UTF-8", env.remove("LC_CTYPE"));
        }
        return env;
    }

    private static Map<String, String> environment(Map<String, String> inherited, SessionSpec own) {
        return environment(inherited, Optional.empty(), own);
    }

    /** With what every environment has unless told otherwise. */
    private static Map<String, String> with(String... namesAndValues) {
        Map<String, String> env = new TreeMap<>(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            env.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return env;
    }

    @Test
    @DisplayName("what the JVM has is inherited, but for the terminal's type, which is the session's own")
    void environment_plainSpec_isInheritedWithTheSessionsTerminal() {
        Map<String, String> inherited =
                Map.of("HOME", "/home/x", "LANG", "de_DE.UTF-8", "EMPTY", "", "TERM", "linux", "COLORTERM", "24bit");
        assertEquals(with("HOME", "/home/x", "LANG", "de_DE.UTF-8", "EMPTY", ""), environment(inherited, PROGRAM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COLUMNS",
                "LINES",
                "TERMCAP",
                "TERMINFO",
                "TMUX",
                "TMUX_PANE",
                "STY",
                "WINDOW",
                "WINDOWID",
                "TERM_PROGRAM",
                "TERM_PROGRAM_VERSION",
                "TERM_SESSION_ID",
                "VTE_VERSION",
                "KITTY_WINDOW_ID",
                "KITTY_PID",
                "ITERM_SESSION_ID",
                "ITERM_PROFILE",
                "KONSOLE_VERSION",
                "KONSOLE_DBUS_SESSION",
                "ALACRITTY_WINDOW_ID",
                "WEZTERM_PANE",
                "WT_SESSION",
                "WT_PROFILE_ID",
                "GNOME_TERMINAL_SCREEN",
                "GNOME_TERMINAL_SERVICE",
                "XTERM_VERSION",
                "GPG_TTY",
                "SSH_TTY",
                "COLORFGBG",
                "TERMINAL_EMULATOR",
                "INSIDE_EMACS",
                "VSCODE_INJECTION",
                "KITTY_INSTALLATION_DIR",
                "ZELLIJ_PANE_ID"
            })
    @DisplayName("a variable that speaks of the JVM's terminal is not inherited; who sets it himself has it")
    void environment_variableOfAnotherTerminal_isNotInherited(String name) {
        Map<String, String> inherited = Map.of(name, "of the JVM's terminal", "HOME", "/");
        assertEquals(with("HOME", "/"), environment(inherited, PROGRAM));
        assertEquals(with("HOME", "/", name, "own"), environment(inherited, PROGRAM.env(name, "own")));
        SessionSpec defaults = PROGRAM.env(name, "default");
        assertEquals(with("HOME", "/", name, "default"), environment(inherited, Optional.of(defaults), PROGRAM));
    }

    @Test
    @DisplayName("a variable of the spec is exactly as given, whatever was inherited, the terminal's type included")
    void environment_ownVariables_replaceExactly() {
        Map<String, String> inherited = Map.of("A", "inherited", "B", "inherited");
        SessionSpec own =
                PROGRAM.env("A", "own = ${B}\n 'x'").env("TERM", "dumb").env("COLORTERM", "");
        assertEquals(
                with("A", "own = ${B}\n 'x'", "B", "inherited", "TERM", "dumb", "COLORTERM", ""),
                environment(inherited, own));
    }

    @Test
    @DisplayName("the spec's own word counts more than the defaults', be it a value or an unset")
    void environment_defaultsAndOwn_ownIsLast() {
        Map<String, String> inherited = Map.of("A", "inherited", "B", "inherited", "C", "inherited", "D", "inherited");
        SessionSpec defaults =
                PROGRAM.env("A", "default").env("B", "default").unsetEnv("C").unsetEnv("D");
        SessionSpec own = PROGRAM.unsetEnv("A").env("C", "own");
        assertEquals(with("B", "default", "C", "own"), environment(inherited, Optional.of(defaults), own));
    }

    @Test
    void environment_unset_removesWhatIsInheritedAndTheTerminalsType() {
        Map<String, String> inherited = Map.of("A", "inherited", "B", "inherited");
        Map<String, String> expected = new HashMap<>(Map.of("B", "inherited"));
        SessionSpec own =
                PROGRAM.unsetEnv("A").unsetEnv("TERM").unsetEnv("COLORTERM").unsetEnv("NEVER_SET");
        assertEquals(expected, environment(inherited, own));
    }

    @Test
    @DisplayName("a clean environment has what was said and the terminal's type; either side may ask for it")
    void environment_clean_inheritsNothing() {
        Map<String, String> inherited = Map.of("A", "inherited", "HOME", "/");
        assertEquals(with(), environment(inherited, PROGRAM.cleanEnv()));
        assertEquals(with("A", "own"), environment(inherited, PROGRAM.cleanEnv().env("A", "own")));
        SessionSpec clean = PROGRAM.env("B", "default").cleanEnv();
        assertEquals(with("B", "default"), environment(inherited, Optional.of(clean), PROGRAM));
        SessionSpec defaults = PROGRAM.env("B", "default");
        assertEquals(with("B", "default"), environment(inherited, Optional.of(defaults), PROGRAM.cleanEnv()));
    }

    @Test
    @DisplayName("WSH_SESSION_ID is the session's own id, whoever sets it otherwise")
    void environment_sessionId_isNobodyElses() {
        Map<String, String> inherited = Map.of("WSH_SESSION_ID", "of the session that this JVM runs in");
        for (SessionSpec own : List.of(
                PROGRAM,
                PROGRAM.cleanEnv(),
                PROGRAM.env("WSH_SESSION_ID", "own"),
                PROGRAM.unsetEnv("WSH_SESSION_ID"))) {
            assertEquals(with(), environment(inherited, own)); // the id is compared there
        }
    }

    private static String ctype(Map<String, String> inherited, Optional<SessionSpec> defaults, SessionSpec own) {
        return resolved(inherited, defaults, own).env().getOrDefault("LC_CTYPE", "none");
    }

    @Test
    @DisplayName("no locale for characters: LC_CTYPE is UTF-8; one that is said anywhere, also to be unset, counts")
    void environment_noLocale_isUtf8() {
        Optional<SessionSpec> none = Optional.empty();
        assertEquals("C.UTF-8", ctype(Map.of(), none, PROGRAM));
        assertEquals("C.UTF-8", ctype(Map.of("LANG", "", "LC_TIME", "de_DE.UTF-8"), none, PROGRAM));
        assertEquals("C.UTF-8", ctype(Map.of("LANG", "C"), none, PROGRAM.unsetEnv("LANG")));
        assertEquals("C.UTF-8", ctype(Map.of("LANG", "C"), none, PROGRAM.cleanEnv()));
        assertEquals("none", ctype(Map.of("LANG", "C"), none, PROGRAM));
        assertEquals("none", ctype(Map.of(), none, PROGRAM.env("LC_ALL", "POSIX")));
        assertEquals("none", ctype(Map.of(), Optional.of(PROGRAM.env("LANG", "de_DE.UTF-8")), PROGRAM));
        assertEquals("POSIX", ctype(Map.of("LC_CTYPE", "POSIX"), none, PROGRAM));
        assertEquals("none", ctype(Map.of(), none, PROGRAM.unsetEnv("LC_CTYPE")));
    }

    @Test
    @DisplayName("PWD is the directory, whatever was inherited; a spec that sets or unsets it has it its way")
    void environment_pwd_isTheDirectory() {
        Map<String, String> inherited = Map.of("PWD", "/of/the/JVM's/parent");
        SessionSpec inTmp = PROGRAM.cwd(Path.of("/tmp"));
        Optional<SessionSpec> none = Optional.empty();
        assertEquals("/tmp", resolved(inherited, none, inTmp).env().get("PWD"));
        assertEquals(
                "own", resolved(inherited, none, inTmp.env("PWD", "own")).env().get("PWD"));
        assertFalse(resolved(inherited, none, inTmp.unsetEnv("PWD")).env().containsKey("PWD"));
        assertFalse(resolved(inherited, none, inTmp.cleanEnv()).env().containsKey("PWD"));
    }

    @Test
    @DisplayName("a directory of another file system is refused, since no process can be there")
    void cwd_inAnArchive_isRefused() throws Exception {
        Path archive = Files.createTempFile("archive", ".zip");
        Files.delete(archive);
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            SessionSpec spec = PROGRAM.cwd(zip.getPath("/"));
            InvalidSpecException refused =
                    assertThrows(InvalidSpecException.class, () -> resolved(Map.of(), Optional.empty(), spec));
            assertTrue(refused.getMessage().contains("default file system"), refused::getMessage);
        } finally {
            Files.deleteIfExists(archive);
        }
    }
}
