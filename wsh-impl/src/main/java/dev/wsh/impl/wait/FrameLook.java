package dev.wsh.impl.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * True of a whole frame in which the source is true; each frame is looked at once. A frame for which the user's code is
 * asked is looked at until that has answered; the others wait.
 */
final class FrameLook<T> extends Look<T> {

    private final Look<T> source;
    private final @Nullable SessionMark since;
    private final List<WholeFrame> waiting = new ArrayList<>();
    private @Nullable WholeFrame current; // the user's code looks at it
    private boolean isAnswered; // by some of that code; what the rest of it says must not be taken for the next frame's
    private boolean hasLooked;
    private long cutBefore;
    private long cutSince;
    private long seen; // the number of the newest frame so far
    private long refused;

    FrameLook(Look<T> source, @Nullable SessionMark since) {
        this.source = source;
        this.since = since;
    }

    @Override
    Answer<T> look(Moment moment) {
        Frames frames = moment.subject().frames();
        if (hasLooked) {
            moment.frame().ifPresent(this::await);
        } else {
            hasLooked = true;
            cutBefore = frames.cuts();
            frames.newest().filter(newest -> counts(newest, moment)).ifPresent(this::await);
        }
        cutSince = frames.cuts() - cutBefore;
        while (current != null || !waiting.isEmpty()) {
            if (isAnswered && source.busy()) {
                return Answer.notYet();
            }
            WholeFrame frame = current == null ? waiting.remove(0) : current;
            Answer<T> answer = source.look(moment.on(frame));
            if (isAnswered) {
                isAnswered = false;
                current = null;
                continue;
            }
            boolean isNotYet = !answer.isYes() && !answer.isNo();
            isAnswered = !isNotYet && source.busy();
            current = isNotYet || isAnswered ? frame : null;
            if (answer instanceof Answer.Yes<T> yes) {
                return Answer.yes(yes.value(), frame.end());
            }
            if (isNotYet) {
                return answer;
            }
            refused++;
        }
        return Answer.no();
    }

    /** Tells whether a frame that ended before the first look counts. */
    private boolean counts(WholeFrame frame, Moment moment) {
        SessionMark mark = since;
        return mark == null
                ? moment.screen().hasCellsOf(frame.screen())
                : frame.end().compareTo(mark) > 0;
    }

    private void await(WholeFrame frame) {
        if (frame.number() > seen) {
            seen = frame.number();
            Frames.add(waiting, frame);
        }
    }

    /** With the frames that wait; each is looked at as a whole. */
    @Override
    boolean goOn(Optional<SessionMark> now) {
        return true;
    }

    @Override
    boolean needsFrames() {
        return true;
    }

    @Override
    boolean asksUser() {
        return source.asksUser();
    }

    @Override
    boolean busy() {
        return source.busy();
    }

    @Override
    void explain(Explanation into) {
        into.add(
                switch ((int) Math.min(refused, 2)) {
                    case 0 -> "no whole frame came";
                    case 1 -> "one whole frame came, and it was not true of it";
                    default -> refused + " whole frames came, and it was true of none";
                });
        if (cutSince > 0) {
            into.add((cutSince == 1 ? "1 synchronized update" : cutSince + " synchronized updates")
                    + " took over a second, or was cut short, and is no whole frame");
        }
        source.explain(into);
    }
}
