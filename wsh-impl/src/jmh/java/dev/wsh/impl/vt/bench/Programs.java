package dev.wsh.impl.vt.bench;

import java.util.Locale;
import java.util.Random;

/** Look-alikes of what everyday programs print, from a given source of chance. Stateless. */
final class Programs {

    private static final String[] LEVELS = {"32mINFO ", "33mWARN ", "31mERROR", "36mDEBUG"};
    private static final String[] WORDS = {
        "request",
        "session",
        "handled",
        "cache",
        "miss",
        "for",
        "user",
        "in",
        "took",
        "retry",
        "worker",
        "queue",
        "flush",
        "started",
        "connection",
        "closed",
        "by",
        "peer",
        "index",
        "the",
        "a",
        "module",
        "loaded"
    };
    private static final String[] FOLDERS = {"src", "main", "java", "test", "lib", "usr", "share", "doc", "include"};

    private Programs() {}

    static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /** One log line of 60 to 80 characters: a timestamp, a coloured level, a message. */
    static String logLine(Random random) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(
                Locale.ROOT,
                "2026-11-23T%02d:%02d:%02d.%03dZ \u001b[%s\u001b[0m ",
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60),
                random.nextInt(1000),
                LEVELS[random.nextInt(10) < 7 ? 0 : random.nextInt(4)]));
        int until = line.length() + 30 + random.nextInt(18);
        while (line.length() < until) {
            line.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return line.append(random.nextInt(10_000)).toString();
    }

    static void logs(Stream out, Random random) {
        for (int i = 0; i < 200; i++) {
            out.line(logLine(random));
        }
    }

    static String path(Random random) {
        StringBuilder path = new StringBuilder("/usr");
        for (int depth = 1 + random.nextInt(6); depth > 0; depth--) {
            path.append('/').append(FOLDERS[random.nextInt(FOLDERS.length)]);
        }
        return path.append('/')
                .append(word(random, 4 + random.nextInt(12)))
                .append(".java")
                .toString();
    }

    static void find(Stream out, Random random) {
        for (int i = 0; i < 200; i++) {
            out.line(path(random));
        }
    }

    /** {@code ls -lR --color}. */
    static void ls(Stream out, Random random) {
        out.line("").line("./" + word(random, 8) + "/" + word(random, 6) + ":").line("total " + random.nextInt(5000));
        for (int i = 0; i < 20; i++) {
            boolean folder = random.nextInt(5) == 0;
            boolean program = !folder && random.nextInt(5) == 0;
            String rights = folder ? "drwxr-xr-x" : program ? "-rwxr-xr-x" : "-rw-r--r--";
            String name = word(random, 5 + random.nextInt(12));
            String shown = folder
                    ? "\u001b[0m\u001b[01;34m" + name + "\u001b[0m"
                    : program ? "\u001b[01;32m" + name + "\u001b[0m" : name + ".txt";
            out.line(String.format(
                    Locale.ROOT,
                    "%s 1 root root %8d Nov %2d %02d:%02d %s",
                    rights,
                    random.nextInt(9_999_999),
                    1 + random.nextInt(30),
                    random.nextInt(24),
                    random.nextInt(60),
                    shown));
        }
    }

    /** {@code git log -p --color}. */
    static void gitLog(Stream out, Random random) {
        String hash = String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
        out.line("\u001b[33mcommit " + hash + "\u001b[m")
                .line("Author: A. U. Thor <author@example.org>")
                .line("");
        out.line("    " + logLine(random).replaceAll("\u001b\\[\\d*m", "")).line("");
        String file = path(random);
        out.line("\u001b[1mdiff --git a" + file + " b" + file + "\u001b[m");
        out.line("\u001b[36m@@ -10,12 +10,13 @@\u001b[m class " + word(random, 8));
        for (int i = 0; i < 25; i++) {
            String code = "        " + word(random, 6) + "(" + word(random, 4) + ", " + word(random, 9) + ");";
            switch (random.nextInt(4)) {
                case 0 -> out.line("\u001b[31m-" + code + "\u001b[m");
                case 1 -> out.line("\u001b[32m+\u001b[m\u001b[32m" + code + "\u001b[m");
                default -> out.line(" " + code);
            }
        }
    }

    /** vim paging through highlighted source: scroll region, line by line redraw, status line. */
    static void vim(Stream out, int rows, int cols, Random random) {
        out.csi("?1049h")
                .csi("?25l")
                .csi("1;" + (rows - 1) + "r")
                .csi("1;1H")
                .csi((rows / 2) + "M")
                .csi("r");
        for (int row = rows / 2; row < rows; row++) {
            out.csi(row + ";1H").csi("33m").text(String.format(Locale.ROOT, "%4d ", random.nextInt(9000)));
            out.csi("m").text("    ").csi("38;5;130m").text("static").csi("m").text(" ");
            out.csi("32m")
                    .text("int")
                    .csi("m")
                    .text(" " + word(random, 8) + "(")
                    .csi("35m")
                    .text("\"");
            out.text(word(random, 12)).csi("m").text(");").csi("K");
        }
        out.csi(rows + ";1H")
                .csi("7m")
                .text("\"" + word(random, 10) + ".c\" 4711L")
                .csi("m")
                .csi("K");
        out.csi((1 + random.nextInt(rows)) + ";8H").csi("?25h");
    }

    /** htop refreshing: bars, numbers and a list of processes, most of it moved to by the cursor. */
    static void htop(Stream out, int rows, int cols, Random random) {
        out.csi("?1049h").csi("H");
        for (int cpu = 1; cpu <= 4; cpu++) {
            int used = random.nextInt(30);
            out.csi(cpu + ";3H")
                    .csi("36m")
                    .text(cpu + " ")
                    .csi("39;1m")
                    .text("[")
                    .csi("32m")
                    .repeat('|', used);
            out.csi("30m")
                    .repeat(' ', 30 - used)
                    .text(used * 3 + ".0%")
                    .csi("39m")
                    .text("]")
                    .csi("m");
        }
        out.csi("6;1H").csi("30;42m").text("  PID USER      PRI  NI  VIRT   RES   SHR S CPU% MEM%   TIME+  Command");
        out.csi("K").csi("m");
        for (int row = 7; row < rows; row++) {
            out.csi(row + ";1H");
            out.text(String.format(Locale.ROOT, "%5d root       20   0 ", random.nextInt(99_999)));
            out.csi("36m")
                    .text(String.format(Locale.ROOT, "%4dM", random.nextInt(9999)))
                    .csi("m")
                    .text(" 42M 12M S ");
            out.csi("32m")
                    .text(String.format(Locale.ROOT, "%4.1f", random.nextInt(100) / 2.0))
                    .csi("m");
            out.text("  0.1  0:01.23 /usr/bin/" + word(random, 8)).csi("K");
        }
        out.csi(rows + ";1H")
                .text("F1")
                .csi("30;46m")
                .text("Help  ")
                .csi("m")
                .text("F10")
                .csi("30;46m")
                .text("Quit ");
        out.csi("m").csi("K");
    }
}
