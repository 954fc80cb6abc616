package com.example.deploy;

import dev.wsh.CommandResult;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import java.time.Duration;

/** Deploys by a command that may ask whether it should, on a terminal. */
public final class Deployer {

    private final Wsh wsh;

    /**
     * Makes it.
     *
     * @param wsh runs the commands
     */
    public Deployer(Wsh wsh) {
        this.wsh = wsh;
    }

    /**
     * Runs the checks, and deploys what passes.
     *
     * @return what to tell the user
     */
    public String deploy() {
        CommandResult checks = wsh.run(SessionSpec.command("./check")).block();
        if (!checks.success()) {
            return "not deployed, checks ended with " + checks.exitCode() + ": " + checks.text().strip();
        }
        try (Session session = wsh.start(SessionSpec.command("./deploy"))) {
            String release = session.awaitText("deploy ")
                    .within(Duration.ofMinutes(1))
                    .block()
                    .line();
            session.sendLine("y");
            return session.onExit().block().success() ? release : "failed at " + session.screen().line(1);
        } catch (WaitTimeoutException e) {
            return "not asked: " + e.evidence().size() + " sessions were looked at";
        }
    }
}
