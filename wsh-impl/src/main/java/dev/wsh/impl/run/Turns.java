package dev.wsh.impl.run;

import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Who may run now: so many at once, in order. Thread-safe; calls nobody with its lock held. */
public final class Turns {

    private final int atOnce;
    private final RankedLock lock = new RankedLock(Rank.LEAF);
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private int taken;

    /** Somebody who waits. */
    public interface Turn {
        /** It is its turn; {@link Turns#giveBack} must follow. */
        void begin();
    }

    /**
     * Creates turns that nobody has taken.
     *
     * @param atOnce how many may be taken at once; 1 or more
     */
    public Turns(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Takes a turn.
     *
     * @param turn who wants it
     * @return true if it is taken at once, and the caller begins; false if the turn is called later
     */
    public boolean take(Turn turn) {
        return lock.locked(() -> {
            if (taken < atOnce && waiting.isEmpty()) {
                taken++;
                return true;
            }
            waiting.add(turn);
            return false;
        });
    }

    /**
     * Gives up waiting.
     *
     * @param turn who waited
     * @return true if it did, and its turn never comes
     */
    public boolean leave(Turn turn) {
        return lock.locked(() -> waiting.remove(turn));
    }

    /** Gives a turn back, and calls the next, on this thread. */
    public void giveBack() {
        List<Turn> next = lock.locked(() -> {
            taken--;
            List<Turn> begun = new ArrayList<>();
            while (taken < atOnce && !waiting.isEmpty()) {
                taken++;
                begun.add(waiting.remove());
            }
            return begun;
        });
        next.forEach(Turn::begin);
    }

    /**
     * Says how somebody who waits stands.
     *
     * @param turn who
     * @return in words, with a comma before them; empty if it does not wait
     */
    public String inWords(Turn turn) {
        return lock.locked(() -> {
            int before = List.copyOf(waiting).indexOf(turn);
            return before < 0
                    ? ""
                    : ", which has not begun: it waits for its turn behind " + taken + " that run, of at most " + atOnce
                            + " at once, and " + before + " that wait";
        });
    }
}
