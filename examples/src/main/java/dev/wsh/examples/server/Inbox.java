package dev.wsh.examples.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * What one thread takes from publishers, one piece at a time: the next is asked for when the last was taken, so a publisher
 * joins or skips what a slow taker could not take. Thread-safe.
 *
 * @param <T> what is published
 */
final class Inbox<T> implements Flow.Subscriber<T> {
    private final Queue<T> arrived = new ArrayDeque<>();
    private Flow.@Nullable Subscription subscription;
    private boolean complete;
    private boolean woken;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        synchronized (this) {
            subscription = given;
        }
        given.request(1);
    }

    @Override
    public synchronized void onNext(T item) {
        arrived.add(item);
        notifyAll();
    }

    @Override
    public synchronized void onError(Throwable failure) {
        complete = true;
        notifyAll();
    }

    @Override
    public synchronized void onComplete() {
        complete = true;
        notifyAll();
    }

    /** Lets a thread that waits look around, now or the next time. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** {@return true if nothing more will come} */
    synchronized boolean isDrained() {
        return complete && arrived.isEmpty();
    }

    /**
     * Takes the next piece.
     *
     * @param longest how long to wait for it
     * @return empty if there was none, if nothing more will come, or after {@link #wake}
     */
    Optional<T> take(Duration longest) throws InterruptedException {
        Optional<T> item;
        Flow.Subscription from;
        synchronized (this) {
            long until = System.nanoTime() + longest.toNanos();
            while (arrived.isEmpty() && !complete && !woken) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                wait(left / 1_000_000 + 1);
            }
            woken = false;
            item = Optional.ofNullable(arrived.poll());
            from = subscription;
        }
        if (item.isPresent() && from != null) {
            from.request(1);
        }
        return item;
    }

    /** Takes no more. */
    void cancel() {
        Flow.Subscription from;
        synchronized (this) {
            from = subscription;
            arrived.clear();
            complete = true;
        }
        if (from != null) {
            from.cancel();
        }
    }
}
