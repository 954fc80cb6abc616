package dev.wsh.acceptance;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@link RawBytesTest} runs in a JVM whose locale knows no byte over 127, in a directory, with variables and with a
 * PATH that have such bytes: a session's program must see what a program of {@link ProcessBuilder} sees.
 */
final class RawBytesProgram {

    private static final Path REPORT = Path.of("/proc/self/cwd/report"); // of this JVM's directory, in any locale
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What a terminal's program has otherwise. */
    private static final Set<String> OF_THE_TERMINAL = Set.of("TERM", "COLORTERM", "WSH_SESSION_ID", "_", "SHLVL");

    private RawBytesProgram() {}

    private static byte[] report() throws IOException {
        byte[] report = Files.readAllBytes(REPORT);
        Files.delete(REPORT);
        return report;
    }

    /** A character is a byte. */
    private static String said(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Set<String> variables(byte[] block) {
        Set<String> all = new TreeSet<>(Arrays.asList(said(block).split("\0")));
        all.removeIf(variable -> OF_THE_TERMINAL.contains(variable.split("=", 2)[0]));
        return all;
    }

    private static byte[] byJdk(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("code " + code + " of " + Arrays.toString(command));
        }
        return report();
    }

    private static byte[] inSession(World.Lab lab, SessionSpec spec) throws IOException {
        Session session = lab.wsh().start(spec);
        if (!session.onExit().within(PATIENCE).block().success()) {
            throw new IllegalStateException(session.screen().text());
        }
        return report();
    }

    private static void same(Object expected, Object actual, String what) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(what + ": expected\n" + expected + "\nbut was\n" + actual);
        }
        System.out.println(what + ": the same");
    }

    /** Takes the world's name. */
    public static void main(String[] args) throws Exception {
        try (World.Lab lab = World.valueOf(args[0]).open()) {
            String[] environment = {"/bin/sh", "-c", "env -0 > report"};
            same(
                    variables(byJdk(environment)),
                    variables(inSession(lab, SessionSpec.command(List.of(environment)))),
                    "the environment");
            String[] directory = {"/bin/sh", "-c", "pwd -P > report; pwd -L >> report"};
            same(
                    said(byJdk(directory)),
                    said(inSession(lab, SessionSpec.command(List.of(directory)))),
                    "the directory");
            same(said(byJdk("found")), said(inSession(lab, SessionSpec.command("found"))), "a program in PATH");
            same(said(byJdk("./here")), said(inSession(lab, SessionSpec.command("./here"))), "a script, and its name");
            for (Path folder : folders()) {
                String[] there = {
                    "/bin/sh", "-c", "pwd -P > /proc/" + ProcessHandle.current().pid() + "/cwd/report"
                };
                same(
                        said(expected(folder)),
                        said(inSession(lab, SessionSpec.command(List.of(there)).cwd(folder))),
                        "a directory that was listed");
            }
            SessionSpec arguments = SessionSpec.command(
                            "/bin/sh", "-c", "printf %s \"$1$V\" > report", "sh", "gr\u00fc\u00df \ud83d\ude00")
                    .env("V", "\u20ac");
            same(
                    "gr\u00fc\u00df \ud83d\ude00\u20ac",
                    new String(inSession(lab, arguments), StandardCharsets.UTF_8),
                    "arguments and variables of the spec");
        }
    }

    private static List<Path> folders() throws IOException {
        try (var all = Files.list(Path.of("/proc/self/cwd/folders"))) {
            return all.toList();
        }
    }

    private static byte[] expected(Path folder) throws IOException {
        return Files.readAllBytes(folder.resolve("name"));
    }
}
