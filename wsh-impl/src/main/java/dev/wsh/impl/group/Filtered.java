package dev.wsh.impl.group;

import dev.wsh.SessionEvent;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Lets only the events of a view's members through. Called by one thread at a time, as every subscriber is. */
final class Filtered implements Flow.Subscriber<SessionEvent> {

    private final Flow.Subscriber<? super SessionEvent> downstream;
    private final GroupView view;
    private Flow.@Nullable Subscription upstream;

    Filtered(Flow.Subscriber<? super SessionEvent> downstream, GroupView view) {
        this.downstream = Objects.requireNonNull(downstream, "subscriber");
        this.view = view;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        upstream = subscription;
        downstream.onSubscribe(subscription);
    }

    @Override
    public void onNext(SessionEvent event) {
        if (view.includes(event.session())) {
            downstream.onNext(event);
        } else {
            Objects.requireNonNull(upstream).request(1); // it was not for this subscriber
        }
    }

    @Override
    public void onError(Throwable failure) {
        downstream.onError(failure);
    }

    @Override
    public void onComplete() {
        downstream.onComplete();
    }
}
