package com.example.greeter;

import dev.wsh.Conditions;
import dev.wsh.ExitStatus;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import java.time.Duration;
import java.util.List;

/** Runs a command until it succeeds; one that is silent for a minute is ended. */
public final class Retry {

    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Wsh wsh;

    /**
     * Makes it.
     *
     * @param wsh runs the commands
     */
    public Retry(Wsh wsh) {
        this.wsh = wsh;
    }

    /**
     * Runs a command, again if it fails.
     *
     * @param times how often at most
     * @param command the program and its arguments
     * @return how often it was run until it succeeded; 0 if it never did
     */
    public int run(int times, String... command) {
        for (int i = 1; i <= times; i++) {
            try (Session session = wsh.start(SessionSpec.command(List.of(command)))) {
                session.await(Conditions.idle(SILENCE))
                        .within(Duration.ofHours(1))
                        .block();
                if (session.exitStatus().filter(ExitStatus::success).isPresent()) {
                    return i;
                }
            } catch (WaitTimeoutException e) {
                return 0; // it neither ended nor fell silent
            }
        }
        return 0;
    }
}
