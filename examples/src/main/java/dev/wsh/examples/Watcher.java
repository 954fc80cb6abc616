package dev.wsh.examples;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofSeconds;

import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Watcher: one session runs a server, another one works; when something fails there, what the server has written since
 * tells why.
 */
public final class Watcher {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private Watcher() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        watch(System.out);
    }

    static void watch(PrintStream out) {
        try (Wsh wsh = Wsh.open()) {
            Session server = wsh.start(SessionSpec.command(JAVA, "-cp", CLASS_PATH, HealthServer.class.getName())
                    .named("server"));
            Session work = wsh.start(SessionSpec.shell(Path.of("/bin/sh"))
                    .named("work")
                    .env("JAVA", JAVA)
                    .env("CLASSPATH", CLASS_PATH));

            Match listening =
                    server.awaitText(Pattern.compile("^listening on (\\S+)$")).block();
            for (String path : List.of("/api/health", "/api/orders")) {
                Mark before = server.mark();
                boolean success = fetch(work, listening.group(1) + path);
                server.await(text("GET " + path).since(before)).block(); // the request's last line in the log
                out.println(path + (success ? " is well" : " has failed"));
                if (!success) {
                    server.outputSince(before).text().lines().forEach(line -> out.println("    server: " + line));
                }
            }

            server.press(Key.ctrl('c'));
            out.println("server: " + server.onExit().within(ofSeconds(5)).block());
            work.sendLine("exit");
            out.println("work: " + work.onExit().within(ofSeconds(5)).block());
        }
    }

    /** Types a command into the shell and waits for its status; the echo of what was typed has no digit there. */
    private static boolean fetch(Session shell, String url) {
        Mark typed = shell.sendLine("\"$JAVA\" " + Fetch.class.getName() + " " + url + "; echo \"status=$?\"");
        Match status = shell.await(text(Pattern.compile("^status=(\\d+)$")).since(typed))
                .block();
        return status.group(1).equals("0");
    }
}
