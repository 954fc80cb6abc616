package dev.wsh.impl;

import dev.wsh.InvalidSpecException;
import dev.wsh.SessionSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environment of a session: what the JVM has, but for what speaks of another terminal; then what the defaults say, then
 * what its own spec says. Threadsafe.
 */
final class SessionEnvironment {

    /** Variables that speak of the terminal which the JVM was started from, or of the editor around it. */
    private static final Set<String> OF_ANOTHER_TERMINAL = Set.of(
            "COLORFGBG",
            "COLUMNS",
            "GPG_TTY",
            "GUAKE_TAB_UUID",
            "INSIDE_EMACS",
            "LC_TERMINAL",
            "LC_TERMINAL_VERSION",
            "LINES",
            "NVIM",
            "NVIM_LISTEN_ADDRESS",
            "SHELL_SESSION_ID",
            "SSH_TTY",
            "STY",
            "TERMCAP",
            "TERMINAL_EMULATOR",
            "TERMINFO",
            "TERM_FEATURES",
            "TERM_SESSION_ID",
            "TILIX_ID",
            "VIM_TERMINAL",
            "VSCODE_INJECTION",
            "VSCODE_NONCE",
            "VSCODE_SHELL_INTEGRATION",
            "VTE_VERSION",
            "WINDOW",
            "WINDOWID");

    /** Terminals that set several, and more with each release. */
    private static final List<String> PREFIXES_OF_ANOTHER_TERMINAL = List.of(
            "ALACRITTY_",
            "GHOSTTY_",
            "GNOME_TERMINAL_",
            "ITERM_",
            "KITTY_",
            "KONSOLE_",
            "TERM_PROGRAM",
            "TERMINATOR_",
            "TMUX",
            "WEZTERM_",
            "WT_",
            "XTERM_",
            "ZELLIJ");

    /** The first that is set and not empty decides what a character is. */
    private static final List<String> CHARACTER_LOCALES = List.of("LC_ALL", "LC_CTYPE", "LANG");

    /** What makes programs print as the terminal reads; empty on Windows, which knows no such variable. */
    private static final Optional<String> UTF_8_LOCALE = utf8Locale(System.getProperty("os.name", ""));

    private final TreeMap<String, String> inherited;
    private final TreeMap<String, String> clean =
            new TreeMap<>(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor"));
    private volatile boolean inheritedIsChecked;

    SessionEnvironment(Map<String, String> inherited) {
        this.inherited = new TreeMap<>(inherited);
        this.inherited.keySet().removeIf(SessionEnvironment::isOfAnotherTerminal);
        this.inherited.putAll(clean);
    }

    private static Optional<String> utf8Locale(String system) {
        return system.startsWith("Windows")
                ? Optional.empty()
                : Optional.of(system.startsWith("Mac") ? "UTF-8" : "C.UTF-8");
    }

    private static boolean isOfAnotherTerminal(String name) {
        return OF_ANOTHER_TERMINAL.contains(name)
                || PREFIXES_OF_ANOTHER_TERMINAL.stream().anyMatch(name::startsWith);
    }

    /**
     * The variables of a session.
     *
     * @param own what its spec says
     * @param base what the defaults say
     * @param pwd its directory
     * @param id its id
     */
    Map<String, String> of(SessionSpec.Content own, SessionSpec.Content base, String pwd, String id) {
        boolean isClean = own.cleanEnv() || base.cleanEnv();
        TreeMap<String, String> env = new TreeMap<>(isClean ? clean : inherited());
        if (!isClean) {
            env.put("PWD", pwd);
        }
        if (CHARACTER_LOCALES.stream()
                .allMatch(name -> said(name, own, base, env).isEmpty())) {
            UTF_8_LOCALE.ifPresent(locale -> env.put("LC_CTYPE", locale));
        }
        base.unsetEnv().forEach(env::remove);
        env.putAll(base.env());
        own.unsetEnv().forEach(env::remove);
        env.putAll(own.env());
        env.put("WSH_SESSION_ID", id);
        check(base.env());
        check(own.env());
        return env;
    }

    private static String said(
            String name, SessionSpec.Content own, SessionSpec.Content base, Map<String, String> inherited) {
        if (own.env().containsKey(name) || own.unsetEnv().contains(name)) {
            return own.env().getOrDefault(name, "");
        }
        if (base.env().containsKey(name) || base.unsetEnv().contains(name)) {
            return base.env().getOrDefault(name, "");
        }
        return inherited.getOrDefault(name, "");
    }

    private SortedMap<String, String> inherited() {
        if (!inheritedIsChecked) {
            check(inherited);
            inheritedIsChecked = true;
        }
        return inherited;
    }

    private static void check(Map<String, String> env) {
        env.forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw new InvalidSpecException("env", name, "a name that is not empty and has no \"=\"");
            }
            SpecText.expected(name + value).ifPresent(expected -> {
                throw new InvalidSpecException(
                        "env", name, "a name and a value that are " + expected); // a value may be a secret
            });
        });
    }
}
