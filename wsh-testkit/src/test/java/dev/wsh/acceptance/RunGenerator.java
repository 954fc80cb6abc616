package dev.wsh.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes commands whose status and output it knows, in the language of one shell; what they leave behind counts later. */
final class RunGenerator {

    private static final String[] WORDS = {
        "plain",
        "two words",
        "it's",
        "\"q\"",
        "a\\b",
        "$HOME",
        "`x`",
        "!!",
        "a!b",
        "#no",
        "~",
        "*",
        "ü",
        "日本",
        "🙂",
        "tab\there",
        "end  ",
        "  begin",
        "%s",
        "\\n",
        "&&",
        "|",
        ">",
        "<<EOF",
        ";",
        "(",
        "{",
        "é",
        "-n",
        "133;D;9"
    };

    private final Random random;
    private final RunShell shell;
    private final Map<String, String> variables = new HashMap<>();
    private String cwd;
    private int status;
    private boolean piped; // what goes another way than the pipe comes at another time

    /** A command, what it prints, and its status. */
    record Command(String text, String output, int status) {}

    RunGenerator(long seed, RunShell shell, String cwd) {
        this.random = new Random(seed);
        this.shell = shell;
        this.cwd = cwd;
    }

    private boolean fish() {
        return shell == RunShell.FISH;
    }

    /** The next command for the shell, which must run it. */
    Command next() {
        Command made;
        int kind = random.nextInt(12);
        if (kind == 0) {
            made = new Command(fish() ? "echo $status" : "echo $?", status + "\n", 0);
        } else if (kind == 1) {
            made = setVariable();
        } else if (kind == 2 && !variables.isEmpty()) {
            made = showVariables();
        } else if (kind == 3) {
            made = changeDirectory();
        } else if (kind == 4) {
            made = big();
        } else {
            made = block(3);
        }
        status = made.status();
        return made;
    }

    private Command setVariable() {
        String name = "v" + random.nextInt(5);
        String value = word();
        variables.put(name, value);
        String text = fish() ? "set -g " + name + " " + quoted(value) : name + "=" + quoted(value);
        // what fish's set leaves as the status is the one before
        return new Command(text, "", fish() ? status : 0);
    }

    private Command showVariables() {
        String head = "printf '[%s]\\n'";
        StringBuilder text = new StringBuilder(head);
        StringBuilder output = new StringBuilder();
        variables.forEach((name, value) -> {
            text.append(" \"$").append(name).append('"');
            output.append('[').append(value).append("]\n");
        });
        return new Command(text.toString(), output.toString(), 0);
    }

    private Command changeDirectory() {
        cwd = List.of("/", "/usr", "/usr/bin").get(random.nextInt(3));
        return new Command("cd " + cwd + "\nprintf '%s\\n' \"$PWD\"", cwd + "\n", 0);
    }

    private Command big() {
        String word = "x".repeat(1 + random.nextInt(random.nextInt(20) == 0 ? 60_000 : 3_000));
        return new Command("printf '%s' " + word, word, 0);
    }

    private Command block(int depth) {
        if (depth == 0) {
            return simple();
        }
        return switch (random.nextInt(9)) {
            case 0, 1 -> sequence(depth);
            case 2 -> {
                Command a = block(depth - 1);
                Command b = block(depth - 1);
                Command grouped = grouped(a);
                Command other = grouped(b);
                yield a.status() == 0
                        ? new Command(grouped.text() + " && " + other.text(), a.output() + b.output(), b.status())
                        : new Command(grouped.text() + " && " + other.text(), a.output(), a.status());
            }
            case 3 -> {
                Command a = block(depth - 1);
                Command b = block(depth - 1);
                String text = grouped(a).text() + " || " + grouped(b).text();
                yield a.status() != 0
                        ? new Command(text, a.output() + b.output(), b.status())
                        : new Command(text, a.output(), a.status());
            }
            case 4 -> condition(depth);
            case 5 -> loop(depth);
            case 6 -> piped(depth);
            case 7 -> fish() ? simple() : subshell(depth);
            default -> simple();
        };
    }

    private Command sequence(int depth) {
        StringBuilder text = new StringBuilder();
        StringBuilder output = new StringBuilder();
        int last = 0;
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            Command next = block(depth - 1);
            text.append(i == 0 ? "" : separator()).append(next.text());
            output.append(next.output());
            last = next.status();
        }
        return new Command(text.toString(), output.toString(), last);
    }

    private String separator() {
        return random.nextBoolean() ? "\n" : random.nextBoolean() ? "\n\n" : " # note ' \" (\n";
    }

    private Command grouped(Command inner) {
        String text = fish() ? "begin\n" + inner.text() + "\nend" : "{\n" + inner.text() + "\n}";
        return new Command(text, inner.output(), inner.status());
    }

    private Command subshell(int depth) {
        Command inner = block(depth - 1);
        return new Command("(\n" + inner.text() + "\n)", inner.output(), inner.status());
    }

    private Command condition(int depth) {
        Command test = block(depth - 1);
        Command yes = block(depth - 1);
        Command no = block(depth - 1);
        String text = fish()
                ? "if " + grouped(test).text() + "\n" + yes.text() + "\nelse\n" + no.text() + "\nend"
                : "if " + test.text() + "\nthen\n" + yes.text() + "\nelse\n" + no.text() + "\nfi";
        Command taken = test.status() == 0 ? yes : no;
        return new Command(text, test.output() + taken.output(), taken.status());
    }

    private Command loop(int depth) {
        Command body = block(depth - 1);
        int times = 1 + random.nextInt(3);
        List<String> items = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            items.add(Integer.toString(i));
        }
        String head = "for i in " + String.join(" ", items);
        String text = fish() ? head + "\n" + body.text() + "\nend" : head + "\ndo\n" + body.text() + "\ndone";
        return new Command(text, body.output().repeat(times), body.status());
    }

    private Command piped(int depth) {
        boolean outer = piped;
        piped = true;
        Command inner = block(depth - 1);
        piped = outer;
        return new Command(grouped(inner).text() + " | cat", inner.output(), 0);
    }

    private Command simple() {
        String word = word();
        return switch (random.nextInt(8)) {
            case 0 -> new Command("printf '%s' " + quoted(word), word, 0);
            case 1 -> new Command("printf '%s\\n' " + quoted(word) + (piped ? "" : " >&2"), word + "\n", 0);
            case 2 -> {
                int code = random.nextInt(256);
                yield new Command("sh -c 'exit " + code + "'", "", code);
            }
            case 3 -> new Command("false", "", 1);
            case 4 -> new Command("true", "", 0);
            case 5 ->
                fish()
                        ? new Command("printf '%s\\n' " + quoted(word), word + "\n", 0)
                        : new Command("cat <<'EOF'\n" + word + "\n  $x\nEOF\n", word + "\n  $x\n", 0);
            default -> new Command("printf '%s\\n' " + quoted(word), word + "\n", 0);
        };
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private String quoted(String word) {
        return fish()
                ? "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'"
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
