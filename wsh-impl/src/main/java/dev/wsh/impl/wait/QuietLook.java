package dev.wsh.impl.wait;

import dev.wsh.ExitStatus;
import dev.wsh.Region;
import dev.wsh.Settled;
import dev.wsh.Settled.Confirmation;
import dev.wsh.SlowRegexException;
import dev.wsh.engine.IdleNode;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The quiet window. Due when nothing has happened for the window; then the terminal is asked whether it has more, and only
 * its answer makes the condition true.
 */
final class QuietLook extends Look<Settled> {

    /** How long an unfinished sequence or synchronized update can delay a quiet window. */
    static final long UNFINISHED_NANOS = 1_000_000_000L;

    private final IdleNode spec;
    private @Nullable SessionMark after;
    private final long window;
    private final long started;
    private @Nullable String why; // it can't become quiet before something happens
    private @Nullable String visible;
    private long visibleSince;

    QuietLook(IdleNode spec, @Nullable SessionMark after, Subject subject) {
        this.spec = spec;
        this.after = after;
        this.window = Nanos.of(spec.window());
        this.started = subject.now();
    }

    @Override
    boolean goOn(Optional<SessionMark> now) {
        after = now.orElse(after);
        return false;
    }

    @Override
    Answer<Settled> look(Moment moment) {
        Subject subject = moment.subject();
        Optional<ExitStatus> ended = subject.ended();
        if (ended.isPresent()) {
            Settled.Ended outcome = new Settled.Ended(subject.session(), moment.screen(), subject.mark(), ended.get());
            return Answer.yes(() -> outcome);
        }
        long due = due(moment);
        if (due > moment.now()) {
            return Answer.no();
        }
        Optional<Confirmation> answer = moment.confirmation();
        if (answer.isEmpty()) {
            moment.wantProbe();
            return Answer.notYet();
        }
        Confirmation confirmation = subject.unfinishedSince().isPresent() ? Confirmation.UNFINISHED : answer.get();
        Settled.Idle outcome = new Settled.Idle(
                subject.session(),
                moment.screen(),
                subject.mark(),
                Duration.ofNanos(moment.now() - quietSince(moment)),
                confirmation);
        return Answer.yes(() -> outcome);
    }

    @Override
    long wakeAt(Moment moment, long seen) {
        long due = moment.subject().ended().isPresent() ? NEVER : due(moment);
        return due > seen ? due : NEVER;
    }

    @Override
    boolean mayComeEarlier(Moment moment) {
        return moment.subject().unfinishedSince().isPresent();
    }

    private long due(Moment moment) {
        Subject subject = moment.subject();
        Activity activity = subject.activity();
        SessionMark mark = after;
        why = null;
        if (mark != null && activity.generation() <= mark.generation()) {
            why = "nothing happened after the mark";
        } else if (spec.needsOutput() && !activity.answered()) {
            why = "there was no output after the last input";
        } else {
            why = subject.inputWaiting().map(reason -> "input waits: " + reason).orElse(null);
        }
        if (why != null) {
            return NEVER;
        }
        long base = quietSince(moment);
        if (spec.isFresh()) {
            base = Math.max(base, started);
        }
        long due = Nanos.plus(base, window);
        OptionalLong unfinished = subject.unfinishedSince();
        return unfinished.isPresent() ? Math.max(due, unfinished.getAsLong() + UNFINISHED_NANOS) : due;
    }

    private long quietSince(Moment moment) {
        long quietSince = moment.subject().activity().quietSince();
        if (!spec.visibleOnly()) {
            return quietSince;
        }
        String now = visibleText(moment.screen());
        if (visible == null) {
            visibleSince = quietSince;
        } else if (!now.equals(visible)) {
            visibleSince = moment.now();
        }
        visible = now;
        return visibleSince;
    }

    private String visibleText(ScreenSnapshot screen) {
        RegexBudget budget = new RegexBudget(TextLooks.QUICK_STEPS);
        try {
            return visibleText(screen, budget);
        } catch (SlowRegexException e) {
            throw new Failed(e);
        }
    }

    private String visibleText(ScreenSnapshot screen, RegexBudget budget) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < screen.rows(); row++) {
            StringBuilder line = new StringBuilder(screen.line(row));
            for (Region region : spec.ignoredRegions()) {
                for (int col = 0; col < line.length(); col++) {
                    if (region.contains(row, col)) {
                        line.setCharAt(col, ' ');
                    }
                }
            }
            String kept = line.toString();
            for (Pattern ignored : spec.ignoredText()) {
                kept = budget.without(ignored, kept);
            }
            text.append(kept.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    @Override
    boolean byTimeOnly() {
        return !spec.visibleOnly();
    }

    @Override
    void explain(Explanation into) {
        String reason = why;
        if (reason != null) {
            into.add(reason);
        }
    }

    @Override
    Duration minimum() {
        return spec.isFresh() ? spec.window() : Duration.ZERO;
    }

    @Override
    Duration extension() {
        return spec.window();
    }
}
