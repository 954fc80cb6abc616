package dev.wsh.impl.session;

import dev.wsh.Output;
import dev.wsh.impl.wait.SessionMark;
import java.util.Optional;

/**
 * Output from a mark on, as much as there is each time, until no more can come: that may be long after the exit, while a
 * descendant of the process holds the terminal.
 */
final class OutputSource implements Delivery.Source<Output> {

    private final SessionCore core;
    private final Runnable signal;
    private SessionMark position;

    OutputSource(SessionCore core, SessionMark from, Runnable signal) {
        this.core = core;
        this.signal = signal;
        this.position = from;
        core.watchers().add(signal);
    }

    @Override
    public Optional<Output> next() {
        Optional<OutputRange> news = core.locked(() -> {
            if (core.content().activity().outputOffset() == position.outputOffset()) {
                return Optional.empty();
            }
            OutputRange piece = core.content().outputSince(position);
            position = core.content().mark();
            return Optional.of(piece);
        });
        return news.map(OutputRange::read);
    }

    @Override
    public boolean isExhausted() {
        return core.locked(() ->
                core.line().isOutputOver() && core.content().activity().outputOffset() == position.outputOffset());
    }

    @Override
    public boolean isOver() {
        return core.locked(core.line()::isOutputOver);
    }

    @Override
    public void close() {
        core.watchers().remove(signal);
    }
}
