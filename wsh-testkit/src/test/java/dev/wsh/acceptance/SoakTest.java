package dev.wsh.acceptance;

import dev.wsh.Wsh;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The long ones, through {@link Wsh}, run on demand. The soak tests of the providers alone are longer still. */
@Tag("soak")
@EnabledOnOs(OS.LINUX)
class SoakTest {

    @OnRealTerminals
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    @DisplayName("128: 2,000 sessions in turn with \"printf END\": each transcript ends with END, nothing left")
    void start_twoThousandInTurn_noByteIsLost(World world) throws Exception {
        StressTest.inTurn(world, 20);
        Holdings before = Holdings.now();
        StressTest.inTurn(world, Integer.getInteger("wsh.soak.sessions", 2_000));
        Holdings.now().assertSameAs(before);
    }

    @OnRealTerminals
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    @DisplayName("106: 100 sessions in parallel, twenty times: all codes, all final screens, nothing left")
    void start_hundredAtOnce_roundAfterRound(World world) throws Exception {
        StressTest.startMany(world, 20);
        Holdings before = Holdings.now();
        for (int round = 0; round < 20; round++) {
            StressTest.startMany(world, 100);
            Holdings.now().assertSameAs(before);
        }
    }

    @OnRealTerminals
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    @DisplayName("105: 100 random walks on real terminals: model and session agree, nothing left")
    void walk_manyWalks_agreeWithTheModel(World world) throws Exception {
        WalkTest.walks(world, 5, System.nanoTime());
        Holdings before = Holdings.now();
        for (int round = 0; round < 20; round++) {
            WalkTest.walks(world, 5, System.nanoTime());
            Holdings.now().assertSameAs(before);
        }
    }
}
