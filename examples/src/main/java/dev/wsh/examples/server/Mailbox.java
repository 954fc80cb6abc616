package dev.wsh.examples.server;

import dev.wsh.Screen;
import dev.wsh.Session;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The newest screen of each of many sessions, until one thread takes them. A slow taker misses screens, never the last. */
final class Mailbox {
    private Map<Session, Screen> arrived = new LinkedHashMap<>();
    private boolean woken;

    /** Subscribes to a session's screens. {@return what ends that} */
    Box open(Session session, Duration interval) {
        Box box = new Box(session);
        session.screens(interval).subscribe(box);
        return box;
    }

    /** One session's. */
    final class Box implements Flow.Subscriber<Screen> {
        private final Session session;
        private Flow.@Nullable Subscription subscription;

        private Box(Session session) {
            this.session = session;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            synchronized (Mailbox.this) {
                subscription = given;
            }
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Screen screen) {
            synchronized (Mailbox.this) {
                arrived.put(session, screen);
                Mailbox.this.notifyAll();
            }
        }

        @Override
        public void onError(Throwable failure) {
            // its last screen stays as it is
        }

        @Override
        public void onComplete() {
            // its last screen stays as it is
        }

        void cancel() {
            Flow.Subscription given;
            synchronized (Mailbox.this) {
                given = subscription;
            }
            if (given != null) {
                given.cancel();
            }
        }
    }

    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Waits until there is something, at most for a time. {@return all that is there} */
    synchronized Map<Session, Screen> take(Duration longest) throws InterruptedException {
        long until = System.nanoTime() + longest.toNanos();
        while (arrived.isEmpty() && !woken) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                break;
            }
            wait(left / 1_000_000 + 1);
        }
        woken = false;
        Map<Session, Screen> all = arrived;
        arrived = new LinkedHashMap<>();
        return all;
    }
}
