package dev.wsh.impl.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** A stream on an executor that is as fast as can be: tasks run before the call returns. */
class DeliveryTest {

    private final List<String> told = new ArrayList<>();

    /** Two items, of which the first is there, and signalled, while the source is being made. */
    private static final class Eager implements Delivery.Source<String> {
        private final Deque<String> items = new ArrayDeque<>(List.of("one", "two"));

        Eager(Delivery.Signal signal) {
            signal.raise(Runnable::run);
        }

        @Override
        public Optional<String> next() {
            return Optional.ofNullable(items.poll());
        }

        @Override
        public boolean isExhausted() {
            return items.isEmpty();
        }

        @Override
        public boolean isOver() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void open_sourceSignalsWhileItIsMade_isDrawnFromOnceItIsThere() {
        Delivery.open(
                new Flow.Subscriber<String>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(String item) {
                        told.add(item);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        told.add("failed");
                    }

                    @Override
                    public void onComplete() {
                        told.add("complete");
                    }
                },
                Runnable::run,
                () -> "a test",
                Eager::new);
        assertEquals(List.of("one", "two", "complete"), told);
    }
}
