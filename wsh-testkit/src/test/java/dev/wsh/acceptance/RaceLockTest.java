package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.exit;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.NoSessionsException;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Settled;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races without a memory while their members end, in real time: the members and the race must not wait for each other. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RaceLockTest {

    private static final int ROUNDS = Integer.getInteger("test.race.rounds", 400);
    private static final int MEMBERS = 4;

    /** All may have ended by the time that the race begins, which then has nobody to wait for. */
    private static void race(Function<Wsh, Pending<? extends Settled>> first) {
        try (Wsh wsh = Wsh.builder()
                .ptyProvider(FakePty.script().onStart(exit(0)))
                .retainEnded(MEMBERS)
                .open()) {
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < MEMBERS; i++) {
                    wsh.start(SessionSpec.command("exit 0"));
                }
                try {
                    first.apply(wsh).within(ofSeconds(20)).block();
                } catch (NoSessionsException e) {
                    assertEquals(0, wsh.sessions().size());
                }
                wsh.ended().forEach(Session::close);
                wsh.sessions().forEach(Session::close);
            }
            assertEquals(0, wsh.sessions().size());
        }
    }

    @Test
    @DisplayName("any of four that exit, 400 times: no round locks up")
    void awaitAnyExit_membersEnd_neverLocksUp() {
        race(Wsh::awaitAnyExit);
    }

    @Test
    @DisplayName("any quiet of four that exit, 400 times: no round locks up")
    void awaitAnyIdle_membersEnd_neverLocksUp() {
        race(wsh -> wsh.awaitAnyIdle(ofMillis(1)));
    }
}
