package dev.wsh.acceptance;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What {@link EnvironmentTest} runs in a JVM whose own environment is full of traces of other terminals. */
final class EnvironmentProgram {

    private EnvironmentProgram() {}

    /** Takes the world's name; prints the session's id and what {@code env} says in that session. */
    public static void main(String[] args) {
        try (World.Lab lab = World.valueOf(args[0]).open()) {
            Session session = lab.wsh().start(SessionSpec.command("env"));
            session.onExit().within(Duration.ofSeconds(20)).block();
            byte[] all = session.outputSince(session.startMark()).bytes();
            System.out.println("id " + session.id());
            System.out.println(new String(all, StandardCharsets.UTF_8).replace("\r\n", "\n"));
        }
    }
}
