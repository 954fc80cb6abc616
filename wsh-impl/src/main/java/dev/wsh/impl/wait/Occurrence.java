package dev.wsh.impl.wait;

import dev.wsh.Match;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text that was found, and its place in the order of all that was written: by the write epoch of its newest cell, then by
 * where it ends in its line. What is newer than what is decided by this order alone, on the screen, in lines that have left
 * it and in the history.
 *
 * @param match the text
 * @param epoch the epoch in which its newest cell was written
 * @param cells how many cells of its line there are up to its end
 */
record Occurrence(Match match, long epoch, int cells) {

    static final Comparator<Occurrence> ORDER =
            Comparator.comparingLong(Occurrence::epoch).thenComparingInt(Occurrence::cells);

    /** Tells whether it is newer than a mark, if there is one. */
    boolean isNewer(@Nullable SessionMark mark) {
        return mark == null || mark.isBefore(epoch, cells);
    }

    /** Tells whether it is the same as another: a line that has left in part is seen more than once. */
    boolean isAt(Occurrence other) {
        return epoch == other.epoch && cells == other.cells;
    }

    /** Returns the mark of the match, given that of the moment in which it was seen. */
    SessionMark mark(SessionMark seen) {
        return seen.ofMatch(match.text(), epoch, cells);
    }

    /** Returns the match with its mark. */
    Match match(SessionMark mark) {
        return new Match(
                match.text(),
                match.groups(),
                match.namedGroups(),
                match.line(),
                match.region(),
                match.screen(),
                Optional.of(mark));
    }
}
