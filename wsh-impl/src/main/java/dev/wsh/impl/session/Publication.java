package dev.wsh.impl.session;

import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A publisher that says what it publishes.
 *
 * @param words what it publishes
 * @param subscribe called for each subscriber
 * @param <T> the type of the items
 */
public record Publication<T>(Supplier<String> words, Consumer<Flow.Subscriber<? super T>> subscribe)
        implements Flow.Publisher<T> {

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        subscribe.accept(subscriber);
    }

    @Override
    public String toString() {
        return words.get();
    }
}
