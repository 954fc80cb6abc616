package dev.wsh.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Collects what a publisher gives; asks for a number of items at the start, and for more when told. */
final class Collecting<T> implements Flow.Subscriber<T> {

    private final long first;
    private final List<T> items = new ArrayList<>();
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final CompletableFuture<Boolean> complete = new CompletableFuture<>();

    Collecting(long first) {
        this.first = first;
    }

    static <T> Collecting<T> all(Flow.Publisher<T> publisher) {
        Collecting<T> subscriber = new Collecting<>(Long.MAX_VALUE);
        publisher.subscribe(subscriber);
        return subscriber;
    }

    synchronized List<T> items() {
        return List.copyOf(items);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        if (first > 0) {
            given.request(first);
        }
    }

    @Override
    public synchronized void onNext(T item) {
        items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
        complete.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete.complete(true);
    }
}
