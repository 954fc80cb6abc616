package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.SessionObserver;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who watch a session, one after the other; what they throw is logged. Costs nothing where nobody watches. */
final class Observing {

    private static final Logger LOG = LoggerFactory.getLogger(Observing.class);

    private final List<SessionObserver> observers;

    Observing(List<SessionObserver> observers) {
        this.observers = observers;
    }

    /** Begins to watch; returns whom the terminal shall call. */
    PtyHandler begin(Session session, SessionCore core) {
        if (observers.isEmpty()) {
            return core.line();
        }
        tell(observer -> observer.started(
                session,
                core.setup().pty().rows(),
                core.setup().pty().cols(),
                core.clock().time()));
        core.life().exited().thenAccept(exit -> tell(observer -> observer.ended(session, exit)));
        return new Handler(this, session, core);
    }

    void notStarted(Session session) {
        tell(observer -> observer.notStarted(session));
    }

    void typed(Session session, Mark before, String words) {
        tell(observer -> observer.typed(session, before, words));
    }

    void resized(Session session, Mark before, int rows, int cols) {
        tell(observer -> observer.resized(session, before, rows, cols));
    }

    <T> EnginePending<T> waits(Session session, EnginePending<T> pending) {
        tell(observer -> observer.waits(session, pending));
        return pending;
    }

    private void tell(Consumer<SessionObserver> what) {
        for (SessionObserver observer : observers) {
            try {
                what.accept(observer);
            } catch (RuntimeException e) {
                LOG.warn("observer {} failed", observer, e);
            }
        }
    }

    /** Between the terminal and the session's line. */
    private record Handler(Observing observing, Session session, SessionCore core) implements PtyHandler {
        @Override
        public void onOutput(ByteBuffer bytes) {
            long offset = core.content().activity().outputOffset(); // written by this thread alone
            observing.tell(observer -> observer.printed(session, offset, bytes.asReadOnlyBuffer()));
            core.line().onOutput(bytes);
        }

        @Override
        public void onWritable() {
            core.line().onWritable();
        }

        @Override
        public void onEndOfOutput() {
            core.line().onEndOfOutput();
        }

        @Override
        public void onExit(ExitStatus exit) {
            core.line().onExit(exit);
        }

        @Override
        public void onFailure(Throwable cause) {
            core.line().onFailure(cause);
        }
    }
}
