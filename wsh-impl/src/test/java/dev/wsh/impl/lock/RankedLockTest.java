package dev.wsh.impl.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RankedLockTest {

    private final RankedLock lock = new RankedLock(Rank.SESSION);
    private final List<String> done = new ArrayList<>();

    @Test
    void locked_nested_runsWhatIsLeftAfterTheOutermost() {
        int result = lock.locked(() -> {
            lock.afterwards(() -> done.add("afterwards"));
            lock.locked(() -> done.add("inner"));
            done.add("outer");
            return 7;
        });
        assertEquals(7, result);
        assertEquals(List.of("inner", "outer", "afterwards"), done);
    }

    @Test
    void locked_anActionFails_runsTheOthersAndTellsTheCaller() {
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> lock.locked(() -> {
                    lock.afterwards(() -> done.add("first"));
                    lock.afterwards(() -> {
                        throw new IllegalStateException("second");
                    });
                    lock.afterwards(() -> done.add("third"));
                    return true;
                }));
        assertEquals("second", e.getMessage());
        assertEquals(List.of("first", "third"), done);
    }

    @Test
    void locked_theBodyFails_runsWhatItLeft() {
        assertThrows(
                IllegalStateException.class,
                () -> lock.locked(() -> {
                    lock.afterwards(() -> done.add("left"));
                    throw new IllegalStateException("body");
                }));
        assertEquals(List.of("left"), done);
    }

    @Test
    void locked_byManyThreadsNested_isExclusive() throws Exception {
        int threads = 4;
        int times = 20_000;
        int[] count = new int[1]; // guarded by the lock, and by nothing else
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                runs.add(pool.submit(() -> {
                    for (int time = 0; time < times; time++) {
                        lock.locked(() -> lock.locked(() -> count[0]++));
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(threads * times, lock.locked(() -> count[0]).intValue());
    }
}
