package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.all;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.killedBy;
import static dev.wsh.testkit.Steps.out;

import dev.wsh.InvalidSpecException;
import dev.wsh.Signal;
import dev.wsh.SpawnException;
import dev.wsh.spi.PtySpec;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.Step;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A machine with three programs: {@code sh}, {@code echo} and {@code true}. The shell has an echo, a prompt and a few
 * commands, so that what is tried on a real shell can be tried on it.
 */
final class FakeShell {

    static final String PROMPT = "$ ";

    private static final Pattern LINE = Pattern.compile("([^\r\n]*)[\r\n]");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_]\\w*)");

    private FakeShell() {}

    /** Returns a provider of it, which checks the directory and the executable as a real one does. */
    static FakePty provider() {
        FakePty interactive = FakePty.script().echo(true).onStart(out(PROMPT));
        // A rule sees what was typed and not which spawn it is, but every spawn here has the same environment.
        interactive.onInput(LINE, typed -> run(typed.group(1), Map.of("X", "hello"), /* interactive= */ true));
        return FakePty.script()
                .refusing(FakeShell::check)
                .forCommand(
                        spec -> !spec.argv().contains("-c")
                                && isShell(spec.argv().get(0)),
                        interactive.refusing(FakeShell::check))
                .onStart(FakeShell::batch);
    }

    private static boolean isShell(String executable) {
        return List.of("sh", "/bin/sh", "/bin/bash", "bash").contains(executable);
    }

    private static void check(PtySpec spec) {
        if (!Files.isDirectory(spec.cwd())) {
            throw new InvalidSpecException("cwd", spec.cwd().toString(), "an existing directory");
        }
        String executable = spec.argv().get(0);
        if (!isShell(executable) && !List.of("echo", "true", "cat").contains(executable)) {
            throw new SpawnException("no such file or directory: " + executable, executable, 2, null);
        }
    }

    private static Step batch(PtySpec spec) {
        List<String> argv = spec.argv();
        return switch (argv.get(0)) {
            case "true" -> exit(0);
            case "cat" -> all();
            case "echo" -> all(out(String.join(" ", argv.subList(1, argv.size())) + "\r\n"), exit(0));
            default -> run(argv.get(argv.size() - 1), spec.env(), /* interactive= */ false);
        };
    }

    /** Interprets a line of commands that are separated by semicolons. */
    private static Step run(String line, Map<String, String> env, boolean interactive) {
        List<Step> steps = new ArrayList<>();
        for (String command : line.split(";", -1)) {
            String[] words = command.strip().split("\\s+");
            steps.add(command(words, env));
            if (words[0].equals("exit") || words[0].equals("kill")) {
                return all(steps.toArray(Step[]::new));
            }
        }
        steps.add(interactive ? out(PROMPT) : exit(0));
        return all(steps.toArray(Step[]::new));
    }

    private static Step command(String[] words, Map<String, String> env) {
        return switch (words[0]) {
            case "echo" ->
                out(expand(
                                String.join(" ", Arrays.copyOfRange(words, 1, words.length))
                                        .replace("'", ""),
                                env)
                        + "\r\n");
            case "sleep" -> after(Duration.ofMillis(Math.round(1000 * Double.parseDouble(words[1]))));
            case "exit" -> exit(words.length > 1 ? Integer.parseInt(words[1]) : 0);
            case "kill" -> killedBy(Signal.TERM);
            case "" -> all();
            default -> out("sh: " + words[0] + ": not found\r\n");
        };
    }

    private static String expand(String text, Map<String, String> env) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(env.getOrDefault(match.group(1), "")));
    }
}
