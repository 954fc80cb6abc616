package dev.wsh.impl.session;

import dev.wsh.ExitStatus;
import dev.wsh.Session;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.wait.Activity;
import dev.wsh.impl.wait.EchoPlaces;
import dev.wsh.impl.wait.Frames;
import dev.wsh.impl.wait.SessionMark;
import dev.wsh.impl.wait.Subject;
import dev.wsh.impl.wait.Waiters;
import dev.wsh.spi.Pty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** The waits on a session, and what they see of it. */
final class SessionWaits implements Subject {

    private final Session session;
    private final RankedLock lock;
    private final SessionClock clock;
    private final Content content;
    private final Life life;
    private final TerminalLine line;
    private final Alarm alarm;
    private final Waiters waiters = new Waiters(this);

    SessionWaits(Session session, RankedLock lock, SessionClock clock, Content content, Life life, TerminalLine line) {
        this.session = session;
        this.lock = lock;
        this.clock = clock;
        this.content = content;
        this.life = life;
        this.line = line;
        this.alarm = new Alarm(lock, clock.time(), line::loop);
    }

    Waiters waiters() {
        return waiters;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public Activity activity() {
        return content.activity();
    }

    @Override
    public ScreenSnapshot screen() {
        return content.screen();
    }

    @Override
    public HistorySnapshot history() {
        return content.history();
    }

    @Override
    public Frames frames() {
        return content.frame().whole();
    }

    @Override
    public EchoPlaces echo() {
        return content.echo();
    }

    @Override
    public SessionMark mark() {
        return content.mark();
    }

    @Override
    public SessionMark lastInput() {
        return content.marks().lastInput();
    }

    @Override
    public OptionalLong unfinishedSince() {
        return content.unfinishedSince();
    }

    @Override
    public Optional<String> inputWaiting() {
        return line.input().whyWaiting();
    }

    @Override
    public Optional<ExitStatus> ended() {
        return life.ended();
    }

    @Override
    public Optional<Pty> terminal() {
        return line.pty();
    }

    @Override
    public void probe() {
        line.probe(waiters::probed);
    }

    @Override
    public void collectLeaving(boolean on) {
        content.engine().collectLeaving(on);
    }

    @Override
    public void wakeAt(long at) {
        if (at == Long.MAX_VALUE) {
            alarm.cancel();
        } else {
            alarm.set(Duration.ofNanos(Math.max(0, at - now())), waiters::wake);
        }
    }

    @Override
    public long lastPause() {
        return clock.lastPause();
    }

    @Override
    public Executor engineExecutor() {
        return clock.engine();
    }

    @Override
    public void enter(Runnable body) {
        lock.run(body);
    }

    @Override
    public void lookAgain() {
        waiters.changed(List.of());
    }

    @Override
    public void afterwards(Runnable action) {
        lock.afterwards(action);
    }
}
