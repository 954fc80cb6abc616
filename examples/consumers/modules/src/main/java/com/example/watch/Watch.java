package com.example.watch;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.util.List;

/** Runs a command on a terminal and tells what its last line was. */
public final class Watch {

    private Watch() {}

    /**
     * Runs the command.
     *
     * @param args the command
     */
    public static void main(String[] args) {
        try (Wsh wsh = Wsh.open()) {
            System.out.println(lastLine(wsh, args) + " (" + Wsh.class.getModule().getName() + ", "
                    + wsh.getClass().getModule().getName() + ")");
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param wsh where
     * @param command the command
     * @return the last line of its screen that is not blank
     */
    public static String lastLine(Wsh wsh, String... command) {
        try (Session session = wsh.start(SessionSpec.command(List.of(command)))) {
            session.onExit().block();
            String[] lines = session.screen().text().split("\n");
            return lines[lines.length - 1];
        }
    }
}
