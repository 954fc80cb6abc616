package dev.wsh.stress;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** One of those that take turns: a task of the engine, or an actor of the test. Guarded by having the turn. */
final class Strand {

    final TurnTime time;
    final String name;
    final Optional<Object> lane;
    final Runnable body;
    final Semaphore turn = new Semaphore(0);
    boolean begun;
    boolean putOff;
    Optional<CompletableFuture<?>> awaited = Optional.empty();

    /**
     * Creates one that has not begun.
     *
     * @param time whose turns it takes
     * @param name for people
     * @param lane of those with the same lane, one begins when the one before has ended
     * @param body what it does
     */
    Strand(TurnTime time, String name, Optional<Object> lane, Runnable body) {
        this.time = time;
        this.name = name;
        this.lane = lane;
        this.body = body;
    }

    boolean isBlocked() {
        return awaited.isPresent() && !awaited.get().isDone();
    }

    @Override
    public String toString() {
        return name + awaited.map(what -> ", which waits for " + what).orElse("");
    }
}
