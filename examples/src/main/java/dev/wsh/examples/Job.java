package dev.wsh.examples;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command of a fan-out.
 *
 * @param name the name of its session
 * @param line what {@code /bin/sh} runs
 */
record Job(String name, String line) {

    /** What users put between commands: two semicolons, or a new line. */
    private static final Pattern SEPARATOR = Pattern.compile(";;|\\R");

    private static final int LONGEST_NAME = 20;

    /**
     * Commands of different length that every Debian and every macOS has: much output and little, a long computation,
     * pauses, colours, a progress bar, a question to the terminal itself.
     */
    static List<Job> samples() {
        return List.of(
                new Job("count", "seq 200000"),
                new Job("sort", "seq 100000 | sort -rn | tail -n 3"),
                new Job("files", "find /etc/ -xdev -name 'host*' 2>/dev/null | sort"),
                new Job("list", "ls -l /usr/bin | tail -n 4"),
                new Job("sum", "awk 'BEGIN { for (i = 1; i <= 2000000; i++) s += i; printf \"%.0f\\n\", s }'"),
                new Job("checksum", "dd if=/dev/zero bs=1024 count=50000 2>/dev/null | cksum"),
                new Job("steps", "for i in 1 2 3 4 5 6; do echo \"step $i of 6\"; sleep 0.4; done"),
                new Job("bar", "for i in 20 40 60 80 100; do printf '\\r%3d %% done' $i; sleep 0.3; done; echo"),
                new Job("pause", "echo 'thinking about it'; sleep 2; printf '\\033[32mall is well\\033[0m\\n'"),
                new Job("git", "git --version 2>/dev/null || echo 'there is no git here'"),
                new Job("terminal", "tty; echo \"rows and columns: $(stty size)\""));
    }

    /**
     * Reads commands as users give them.
     *
     * @param commands shell lines with {@code ;;} or line ends between them
     * @return a job for each, with a name of its own
     * @throws IllegalArgumentException if there is no command in it, or something that no command can hold
     */
    static List<Job> parse(String commands) {
        if (commands.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a command can't hold a NUL character");
        }
        List<Job> jobs = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : SEPARATOR.split(commands)) {
            String line = part.strip();
            if (!line.isEmpty()) {
                jobs.add(new Job(freeName(line, names), line));
            }
        }
        if (jobs.isEmpty()) {
            throw new IllegalArgumentException("there is no command in \"" + commands.strip() + "\"");
        }
        return jobs;
    }

    /** A name that says what runs: {@code npm run test:unit} becomes {@code npm-run-test-unit}. */
    private static String freeName(String line, Set<String> taken) {
        String name = line.replaceFirst("^\\S*/", "").replaceAll("[^A-Za-z0-9]+", "-");
        name = name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("^-|-$", "");
        if (name.isEmpty()) {
            name = "command";
        }
        String free = name;
        for (int number = 2; !taken.add(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }
}
