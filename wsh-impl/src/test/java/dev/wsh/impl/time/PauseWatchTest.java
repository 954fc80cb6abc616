package dev.wsh.impl.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.spi.TimeSource.Pauses;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The watch on a clock that the test moves. */
class PauseWatchTest {

    private long now = -5;
    private boolean needed = true;
    private final Deque<Runnable> beats = new ArrayDeque<>();
    private final PauseWatch watch = new PauseWatch(() -> now, this::afterBeat, () -> needed);

    private Future<?> afterBeat(Runnable beat) {
        beats.add(beat);
        return new CompletableFuture<>();
    }

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    @Test
    void pauses_beatsInTime_none() {
        watch.start();
        for (int i = 0; i < 10; i++) {
            pass(300);
            beats.remove().run();
        }
        assertEquals(Duration.ZERO, watch.pauses().total());
    }

    @Test
    void pauses_beatIsLate_areNoticed() {
        watch.start();
        pass(2_200);
        beats.remove().run();
        Pauses pauses = watch.pauses();
        assertEquals(Duration.ofSeconds(2), pauses.total());
        assertEquals(now, pauses.lastEnd());
    }

    @Test
    void pauses_askedBeforeTheLateBeat_areNoticedOnce() {
        watch.start();
        pass(2_200);
        assertEquals(Duration.ofSeconds(2), watch.pauses().total());
        beats.remove().run();
        pass(1_200);
        assertEquals(Duration.ofSeconds(3), watch.pauses().total());
    }

    @Test
    void pauses_nobodyWaits_noBeatAndNoPause() {
        watch.start();
        needed = false;
        beats.remove().run();
        assertTrue(beats.isEmpty());
        pass(60_000);
        assertEquals(Duration.ZERO, watch.pauses().total(), "nothing says that the JVM stood still");
        watch.start();
        pass(200);
        beats.remove().run();
        assertEquals(Duration.ZERO, watch.pauses().total());
    }

    @Test
    void start_afterClose_beatsNoMore() {
        watch.close();
        watch.start();
        assertTrue(beats.isEmpty());
    }
}
