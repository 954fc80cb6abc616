package dev.wsh.impl.session;

import dev.wsh.engine.Durations;
import dev.wsh.impl.lock.LockOrder;
import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a session when its time is up. Stateless. */
final class TimeLimit {

    private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

    private TimeLimit() {}

    static void begin(SessionCore core, Duration limit) {
        TimeSource time = core.clock().time();
        TimeSource.Cancellable alarm = time.schedule(Durations.cut(limit), time.engine(), () -> end(core, limit));
        core.life().exited().thenRun(alarm::cancel);
    }

    private static void end(SessionCore core, Duration limit) {
        core.enter(core.life()::timeIsUp);
        LockOrder.requireNone("a session ended");
        String name = core.naming().current().name();
        LOG.debug("session {} has run for {}, its limit", name, limit);
        Ending.end(List.of(core), core.setup().closeGrace()).whenComplete((report, failure) -> {
            if (failure != null) {
                LOG.error("the processes of session {}, whose time is up, could not be ended", name, failure);
            } else if (!report.complete()) {
                LOG.warn("processes of session {} survived its limit of time: {}", name, report.survivors());
            }
        });
    }
}
