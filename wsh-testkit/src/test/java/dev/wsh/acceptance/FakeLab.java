package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import dev.wsh.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Sessions that do nothing by themselves, in virtual time: for cases about time, whose figures are exact. */
final class FakeLab implements AutoCloseable {

    final VirtualTime time = new VirtualTime();
    final FakePty pty;
    final Wsh wsh;
    private final List<Session> started = new ArrayList<>();

    FakeLab() {
        this(FakePty.script(), builder -> {});
    }

    FakeLab(FakePty pty, Consumer<Wsh.Builder> options) {
        this.pty = pty;
        Wsh.Builder builder = Wsh.builder().timeSource(time).ptyProvider(pty);
        options.accept(builder);
        this.wsh = builder.open();
    }

    /** Starts a session that does nothing. */
    Session start(String name, String... tags) {
        Session session = wsh.start(SessionSpec.command("program").named(name).tags(tags));
        started.add(session);
        time.settle();
        return session;
    }

    /** The session that was started last, whatever has become of it. */
    Session latest() {
        return started.get(started.size() - 1);
    }

    FakeTerminal terminal(Session session) {
        return pty.spawns().stream()
                .filter(spawn -> spawn.spec().sessionId().equals(session.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Prints a text now. */
    void print(Session session, String output) {
        terminal(session).output(output);
        time.settle();
    }

    /** Prints something now: one touch. */
    void touch(Session session) {
        print(session, ".");
    }

    /** Prints something later: one touch. */
    void touchIn(long millis, Session session) {
        terminal(session).play(after(ofMillis(millis)), out("."));
        time.settle();
    }

    /** Prints something now and then every so often, for ever. */
    void touchEvery(long millis, Session session) {
        terminal(session).play(every(ofMillis(millis), out(".")));
        time.settle();
    }

    /** Lets time go by. */
    void pass(long millis) {
        time.advance(ofMillis(millis));
    }

    /** Returns how many milliseconds have passed since a moment. */
    long since(Duration begin) {
        return time.elapsed().minus(begin).toMillis();
    }

    @Override
    public void close() {
        wsh.close();
        time.close();
    }
}
