package dev.wsh.acceptance;

import static java.time.Duration.ofSeconds;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;

/** What {@link CommandFilesTest} runs in a JVM of its own, whose folder for temporary files is empty. */
final class CommandFilesProgram {

    private CommandFilesProgram() {}

    /** Runs commands, one of them without an end, and ends as it is told: {@code exit}, {@code halt}, {@code close}. */
    public static void main(String[] args) throws Exception {
        Wsh wsh = Wsh.open();
        Session session = wsh.start(SessionSpec.command("/bin/sh"));
        Session ended = wsh.start(SessionSpec.command("/bin/sh"));
        session.run("true").within(ofSeconds(60)).block();
        ended.run("exit 3").within(ofSeconds(60)).block();
        ended.onExit().within(ofSeconds(60)).block();
        ended.run("too late").whenComplete((value, failure) -> {});
        session.run("echo beg\"\"un; sleep 1000");
        session.awaitText("begun").within(ofSeconds(60)).block();
        System.out.println("begun");
        if (args[0].equals("wait")) {
            System.in.read();
        } else if (args[0].equals("exit")) {
            System.exit(0);
        } else if (args[0].equals("halt")) {
            Runtime.getRuntime().halt(0);
        }
        wsh.close();
    }
}
