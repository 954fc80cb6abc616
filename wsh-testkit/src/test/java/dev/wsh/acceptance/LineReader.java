package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Mark;
import dev.wsh.Output.Echo;
import dev.wsh.Screen;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Programs that read lines, each with a line editor of its own or none, and a line of their language that prints a text. */
enum LineReader {
    BASH("$ ", "printf '%s\\n' '@'", "bash", "--norc", "--noprofile"),
    ZSH("$ ", "printf '%s\\n' '@'", "zsh", "-f"),
    FISH(
            "$ ",
            "printf '%s\\n' '@'",
            "fish",
            "--private",
            "-C",
            "function fish_prompt; echo -n '$ '; end; set -g fish_greeting"),
    PLAIN_FISH("$ ", "printf '%s\\n' '@'", "fish", "--no-config", "-C", "function fish_prompt; echo -n '$ '; end"),
    DASH("$ ", "printf '%s\\n' '@'", "dash", "-i"),
    KSH("$ ", "printf '%s\\n' '@'", "ksh"),
    BUSYBOX("$ ", "printf '%s\\n' '@'", "busybox", "sh", "-i"),
    PYTHON(">>> ", "print('@')", "python3", "-q"),
    NODE("> ", "console.log('@'.trim())||1", "node"),
    GDB("(gdb) ", "echo @\\n", "gdb", "-q", "-nx", "-ex", "set pagination off"),
    SQLITE("sqlite> ", "select '@';", "sqlite3");

    private final String prompt;
    private final String line;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> argv;

    LineReader(String prompt, String line, String... argv) {
        this.prompt = prompt;
        this.line = line;
        this.argv = List.of(argv);
    }

    static Stream<LineReader> editors() {
        return Arrays.stream(values()).filter(LineReader::edits);
    }

    String prompt() {
        return prompt;
    }

    /** Whether it edits lines itself, and not the terminal. */
    boolean edits() {
        return this != DASH;
    }

    /** KornShell leaves out a part of a line that is longer than the screen, so that its echo is like it, and no more. */
    Echo sureOfLong() {
        return this == KSH ? Echo.INFERRED : Echo.OBSERVED;
    }

    /** Returns a line that prints a text without quotes and backslashes. */
    String say(String text) {
        return line.replace("@", text);
    }

    /** What it prints after the text: node shows the value too. */
    String printed(String text) {
        return text + "\n" + (this == NODE ? "1\n" : "");
    }

    /** Starts it without waiting for its prompt. */
    Session begin(World.Lab lab) {
        RunShell.assumeInstalled(argv.get(0));
        SessionSpec spec = SessionSpec.command(argv)
                .env("HOME", "/nonexistent")
                .env("HISTFILE", "/dev/null")
                .env("PS1", "$ ")
                .env("NODE_REPL_HISTORY", "")
                .env("LC_ALL", "C.UTF-8")
                .unsetEnv("ENV");
        return lab.wsh().start(spec);
    }

    Session start(World.Lab lab) {
        Session session = begin(lab);
        session.await(prompts(1)).within(ofSeconds(30)).block();
        session.awaitIdle(java.time.Duration.ofMillis(100)).block(); // what it asks the terminal is answered
        return session;
    }

    /** Waits until so many prompts were shown, the last one at the cursor. */
    private Condition<Screen> prompts(int count) {
        return Conditions.screen("prompt " + count, screen -> {
            int row = screen.cursor().row();
            return screen.line(row).equals(prompt.strip()) && screen.cursor().col() == prompt.length();
        });
    }

    /** Waits until a text is shown that is no echo, and then the prompt. */
    void awaitAnswer(Session session, Mark typed, String answer) {
        session.await(Conditions.text(answer).notEcho().since(typed))
                .within(ofSeconds(60))
                .block();
        session.await(prompts(0)).within(ofSeconds(30)).block();
        session.awaitIdle(java.time.Duration.ofMillis(50)).block(); // KornShell reads key by key a moment later
    }
}
