package dev.wsh.impl.wait;

import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.impl.vt.snapshot.Matches;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import dev.wsh.impl.vt.snapshot.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A logical line, some rows of which have left the screen. Immutable; joined when it is first searched. */
final class LeftLine {

    private final List<LeavingRow> left;
    private final @Nullable ScreenSnapshot rest;
    private final int length;
    private volatile @Nullable Joined joined; // found when first asked for; always the same

    /** A row of the line; {@code row} is relative to the screen, negative above it. */
    private record Piece(int start, int row, Written written) {}

    private record Joined(String text, List<Piece> pieces) {}

    /**
     * Creates one.
     *
     * @param left its rows that have left
     * @param length how many characters they have
     * @param rest the screen on which it goes on; null if it has left as a whole
     */
    LeftLine(List<LeavingRow> left, int length, @Nullable ScreenSnapshot rest) {
        this.left = List.copyOf(left);
        this.length = length;
        this.rest = rest;
    }

    /** Tells whether the line goes on on the screen, so that it comes once more. */
    boolean isOpen() {
        return rest != null;
    }

    /** Returns how many characters of it have left. */
    int length() {
        return length;
    }

    private Joined joined() {
        Joined known = joined;
        if (known == null) {
            known = join();
            joined = known;
        }
        return known;
    }

    private Joined join() {
        StringBuilder text = new StringBuilder(length);
        List<Piece> pieces = new ArrayList<>();
        int row = -left.size();
        for (LeavingRow part : left) {
            pieces.add(new Piece(text.length(), row++, part.written()));
            text.append(part.text());
        }
        ScreenSnapshot screen = rest;
        for (row = 0; screen != null && row < screen.rows(); row++) {
            pieces.add(new Piece(text.length(), row, screen.written(row)));
            text.append(screen.rawLine(row));
            if (!screen.wrapped(row)) {
                break;
            }
        }
        return new Joined(text.toString(), pieces);
    }

    /** Finds the first match of which a cell was written after the epoch. */
    Optional<Match> find(Pattern pattern, long sinceEpoch, Screen screen, RegexBudget budget) {
        String whole = joined().text();
        Optional<Match> match = find(pattern, whole, sinceEpoch, screen, budget);
        String trimmed = whole.stripTrailing();
        return match.isPresent() || trimmed.length() == whole.length()
                ? match
                : find(pattern, trimmed, sinceEpoch, screen, budget);
    }

    private Optional<Match> find(Pattern pattern, String searched, long sinceEpoch, Screen screen, RegexBudget budget) {
        Matcher matcher = budget.matcher(pattern, searched);
        while (RegexBudget.find(matcher)) {
            if (sinceEpoch < 0 || isWrittenSince(matcher.start(), matcher.end(), sinceEpoch)) {
                return Optional.of(match(matcher, screen));
            }
        }
        return Optional.empty();
    }

    private boolean isWrittenSince(int start, int end, long epoch) {
        List<Piece> pieces = joined().pieces();
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int pieceEnd = i + 1 < pieces.size()
                    ? pieces.get(i + 1).start
                    : joined().text().length();
            int from = Math.max(start, piece.start);
            int to = Math.min(end, pieceEnd);
            if (from < to && piece.written.since(epoch, from - piece.start, to - piece.start)) {
                return true;
            }
        }
        return false;
    }

    private Match match(Matcher matcher, Screen screen) {
        Piece first = pieceAt(matcher.start());
        Piece last = pieceAt(Math.max(matcher.start(), matcher.end() - 1));
        Region.Span region =
                new Region.Span(first.row, matcher.start() - first.start, last.row, matcher.end() - last.start);
        return Matches.of(matcher, joined().text(), region, screen);
    }

    private Piece pieceAt(int offset) {
        List<Piece> pieces = joined().pieces();
        Piece found = pieces.get(0);
        for (Piece piece : pieces) {
            if (piece.start <= offset) {
                found = piece;
            }
        }
        return found;
    }
}
