package dev.wsh.impl.session;

import dev.wsh.Condition;
import dev.wsh.Evidence;
import dev.wsh.Screen;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionInfo;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.vt.snapshot.AllLines;
import dev.wsh.impl.wait.EchoPlaces;
import dev.wsh.impl.wait.Nearest;
import dev.wsh.impl.wait.TextFacts;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** How a session stands, for people: its information, and the evidence of what went wrong. Takes the session's lock. */
final class Reports {

    private final PtySpec pty;
    private final RankedLock lock;
    private final SessionClock clock;
    private final Naming naming;
    private final Life life;
    private final Content content;
    private final TerminalLine line;

    Reports(
            PtySpec pty,
            RankedLock lock,
            SessionClock clock,
            Naming naming,
            Life life,
            Content content,
            TerminalLine line) {
        this.pty = pty;
        this.lock = lock;
        this.clock = clock;
        this.naming = naming;
        this.life = life;
        this.content = content;
        this.line = line;
    }

    SessionInfo info() {
        return lock.locked(() -> {
            Screen screen = content.screen();
            Identity now = naming.current();
            return new SessionInfo(
                    pty.sessionId(),
                    now.name(),
                    now.tags(),
                    life.state(),
                    line.pid(),
                    pty.argv(),
                    pty.cwd(),
                    screen.rows(),
                    screen.cols(),
                    screen.title(),
                    Duration.ofNanos(clock.now() - content.activity().lastTouch()),
                    life.ended());
        });
    }

    /** Returns the evidence of this moment; reads files, so the lock must not be held. */
    Evidence evidence(String awaited, Duration waited) {
        return withProcesses(seen(awaited, waited));
    }

    /**
     * Returns the evidence of this moment, with what is known of a condition; the lock must not be held.
     *
     * @param condition what was awaited
     * @param reasons why it was not true; asked with the lock held
     */
    Evidence evidence(String awaited, Duration waited, Condition<?> condition, Supplier<List<String>> reasons) {
        AllLines lines = lock.locked(() -> new AllLines(content.history(), content.screen()));
        EchoPlaces echo = lock.locked(content::echo);
        List<String> facts = TextFacts.of(condition, lines.history(), lines.screen(), echo);
        return withProcesses(seen(awaited, waited, screen -> Nearest.to(condition, screen), () -> {
            List<String> all = new ArrayList<>(reasons.get());
            all.addAll(facts);
            return all;
        }));
    }

    /** Returns the evidence of this moment, but for the processes, for callers that hold the lock. */
    Evidence seen(String awaited, Duration waited) {
        return seen(awaited, waited, screen -> Optional.empty(), List::of);
    }

    private Evidence seen(
            String awaited,
            Duration waited,
            Function<Screen, Optional<String>> nearest,
            Supplier<List<String>> reasons) {
        return lock.locked(() -> {
            Screen screen = content.screen();
            return new Evidence(
                    info(),
                    screen,
                    awaited,
                    waited,
                    nearest.apply(screen),
                    withState(reasons.get()),
                    content.lastInputs(),
                    inputWaiting(),
                    content.unansweredQueries(),
                    List.of());
        });
    }

    /** Adds what would keep any condition from coming true. */
    private List<String> withState(List<String> reasons) {
        List<String> all = new ArrayList<>(reasons);
        life.failureInWords().ifPresent(all::add);
        if (content.frame().isHeld() || content.engine().inSynchronizedUpdate()) {
            all.add("the output ends inside a synchronized update");
        } else if (content.engine().unfinished()) {
            all.add("the output ends inside an escape sequence or a character");
        }
        if (line.isStopped()) {
            all.add("the output is stopped, as by Ctrl+S; Ctrl+Q lets it go on");
        }
        return all;
    }

    private Optional<String> inputWaiting() {
        int bytes = line.input().waiting();
        return line.input()
                .whyWaiting()
                .map(why -> bytes + " bytes of input wait: "
                        + line.pty().flatMap(Pty::inputHeld).orElse(why));
    }

    /** Adds what runs in the foreground of a running session; reads files, so the lock must not be held. */
    Evidence withProcesses(Evidence seen) {
        if (seen.session().state() != SessionInfo.State.RUNNING) {
            return seen;
        }
        return new Evidence(
                seen.session(),
                seen.screen(),
                seen.awaited(),
                seen.waited(),
                seen.nearest(),
                seen.reasons(),
                seen.lastInputs(),
                seen.inputWaiting(),
                seen.unansweredQueries(),
                line.foregroundProcesses());
    }

    /**
     * Checks that the process runs and the session is not closed.
     *
     * @param what what is wanted
     * @throws SessionEndedException if not
     */
    void requireLive(String what) {
        if (life.isClosed() || life.isEnded()) {
            throw endedException(what);
        }
    }

    /** Returns the failure of something that the session's end or close prevents. */
    SessionEndedException endedException(String what) {
        return new SessionEndedException(
                "session \"" + naming.current().name() + "\" " + life.inWords() + ": " + what,
                life.ended(),
                seen(what, Duration.ZERO),
                life.failure().orElse(null));
    }
}
