package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.IdleNode;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Races between two turns. Each is kept for a while, with its waits on all members, and stopped if nobody goes on with it:
 * nothing is left behind by who does not ask again. Thread-safe.
 *
 * <p>Only waits are kept that cost nothing while they wait: those that time alone makes true, and exits. None of them runs
 * code of the user's.
 */
final class KeptRaces {

    /** Who takes longer from one turn to the next does not notice what a new race costs. */
    static final Duration WHILE = Duration.ofSeconds(1);

    /** Turns with other windows may alternate. */
    private static final int MOST = 4;

    private final @Nullable Registry registry;
    private final RankedLock lock = new RankedLock(Rank.LEAF); // guards what follows
    private final Map<Condition<?>, Kept> byCondition = new HashMap<>();

    private record Kept(RaceRun<?, ?> race, TimeSource.Cancellable alarm) {}

    private KeptRaces(@Nullable Registry registry) {
        this.registry = registry;
    }

    /** Returns one that keeps races of sessions, until these are closed. */
    static KeptRaces of(Registry registry) {
        return new KeptRaces(registry);
    }

    /** Returns one that keeps nothing. */
    static KeptRaces none() {
        return new KeptRaces(null);
    }

    /** Keeps a race that nobody waits for; false if it has to be stopped. */
    boolean keep(RaceRun<?, ?> race) {
        Registry sessions = registry;
        if (sessions == null || !costsNothing(race.condition())) {
            return false;
        }
        TimeSource time = sessions.time();
        Kept kept = new Kept(race, time.schedule(WHILE, time.engine(), () -> drop(race)));
        boolean isFirst =
                lock.locked(() -> byCondition.size() < MOST && byCondition.putIfAbsent(race.condition(), kept) == null);
        if (isFirst) {
            sessions.keeps(this);
        } else {
            kept.alarm().cancel();
        }
        return isFirst;
    }

    /** Nobody goes on with any of them; a timer would only keep its thread. */
    void dropAll() {
        List<Kept> all = lock.locked(() -> {
            List<Kept> kept = List.copyOf(byCondition.values());
            byCondition.clear();
            return kept;
        });
        all.forEach(kept -> {
            kept.alarm().cancel();
            kept.race().stop();
        });
    }

    /** Takes the race for a condition, to go on with it. */
    Optional<RaceRun<?, ?>> take(Condition<?> condition) {
        Optional<Kept> kept = lock.locked(() -> Optional.ofNullable(byCondition.remove(condition)));
        kept.ifPresent(each -> each.alarm().cancel());
        return kept.map(Kept::race);
    }

    private void drop(RaceRun<?, ?> race) {
        boolean isHere = lock.locked(
                () -> byCondition.values().removeIf(kept -> kept.race().equals(race)));
        if (isHere) {
            race.stop();
        }
    }

    private static boolean costsNothing(Condition<?> condition) {
        return condition instanceof ConditionTree.Exited
                || condition instanceof IdleNode idle
                        && !idle.isFresh()
                        && !idle.visibleOnly()
                        && idle.around().equals(IdleNode.Around.NOTHING);
    }
}
