package dev.wsh.impl.pty;

import dev.wsh.spi.TimeSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each new terminal the loop with the fewest, and ends loops that have none.
 *
 * <p>Loops belong to a time source, which starts their threads; there are 1 to {@value #MOST} per source, a quarter of
 * the processors. Taking and retiring happen under one lock, so a loop that is taken does not end. A source is forgotten
 * with its last loop. This class is threadsafe.
 */
final class LoopRegistry implements EpollLoop.Owner {
    private static final int MOST = 4;

    private final int loopsPerSource =
            Math.max(1, Math.min(MOST, Runtime.getRuntime().availableProcessors() / 4));
    private final IdentityHashMap<TimeSource, List<EpollLoop>> all = new IdentityHashMap<>();

    /**
     * A loop for one more terminal, which {@link #release} gives back.
     *
     * @throws dev.wsh.SpawnException if there are no descriptors for a loop
     */
    synchronized EpollLoop take(TimeSource time) {
        List<EpollLoop> loops = all.computeIfAbsent(time, key -> new ArrayList<>());
        try {
            EpollLoop least = leastTaken(loops);
            if (least == null || (least.taken > 0 && loops.size() < loopsPerSource)) {
                least = new EpollLoop(this, time);
                least.start("loop-" + (loops.size() + 1));
                loops.add(least);
            }
            least.taken++;
            return least;
        } finally {
            if (loops.isEmpty()) {
                all.remove(time);
            }
        }
    }

    private static @Nullable EpollLoop leastTaken(List<EpollLoop> loops) {
        EpollLoop least = null;
        for (EpollLoop loop : loops) {
            if (least == null || loop.taken < least.taken) {
                least = loop;
            }
        }
        return least;
    }

    /** One terminal fewer; the loop looks afterwards whether it may end. */
    @Override
    public synchronized void release(EpollLoop loop) {
        loop.taken--;
    }

    /** Whether the loop has to end now, because it has no terminal; nobody can take it any more then. */
    @Override
    public synchronized boolean retire(EpollLoop loop) {
        if (loop.taken == 0) {
            abandon(loop);
        }
        return loop.taken == 0;
    }

    @Override
    public synchronized void abandon(EpollLoop loop) {
        all.values().forEach(loops -> loops.remove(loop));
        all.values().removeIf(List::isEmpty);
    }
}
