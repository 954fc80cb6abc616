package dev.wsh.stress;

import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;

import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits for what happens in time, while the whole JVM is stopped from outside until their deadlines have passed.
 *
 * <p>Argument: {@code linux} or {@code pty4j}. Prints {@code go} when it may be stopped, and ends with 0 if no wait missed
 * anything, and the one that waits for what never comes failed and says why it took so long.
 */
public final class StoppedJvmProgram {

    private static final int SESSIONS = 12;

    private StoppedJvmProgram() {}

    /**
     * Waits.
     *
     * @param args the provider
     */
    public static void main(String[] args) {
        int wrong = 0;
        try (Wsh wsh = Wsh.builder().ptyProvider(args[0]).open()) {
            List<Pending<?>> waits = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                Session session = wsh.start(SessionSpec.shellCommand("echo up; sleep 1; echo DONE; read line")
                        .tags(i < 6 ? "some" : "others"));
                session.awaitText("up").block();
                waits.add(
                        switch (i % 3) {
                            case 0 -> session.awaitText("DONE");
                            case 1 -> session.await(visible("DONE"));
                            default -> session.await(text("DONE").or(text("never")));
                        });
                waits.add(wsh.start(SessionSpec.shellCommand("sleep 1; exit 7")).onExit());
            }
            waits.add(wsh.tagged("some").awaitAll(text("DONE")));
            waits.add(wsh.tagged("others").awaitAny(text("DONE")));
            waits.forEach(wait -> wait.within(ofMillis(1_500)));
            Pending<?> never = wsh.awaitAny(text("never")).within(ofMillis(1_500));
            System.out.println("go");
            for (Pending<?> wait : waits) {
                try {
                    wait.block();
                } catch (WshException e) {
                    wrong++;
                    System.out.println(e.getMessage());
                }
            }
            try {
                never.block();
                System.out.println("what never comes came");
                wrong++;
            } catch (WshException e) {
                if (!e.getMessage().contains("this JVM stood still")) {
                    System.out.println(e.getMessage());
                    wrong++;
                }
            }
        }
        System.out.println(wrong + " wrong");
        System.exit(wrong == 0 ? 0 : 1);
    }
}
