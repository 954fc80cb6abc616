package dev.wsh.impl.wait;

import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.impl.vt.snapshot.Matches;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A logical line, some rows of which have left the screen. Immutable once handed out. */
final class LeftLine {

    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    private boolean open;

    private record Piece(int start, int row, Written written) {}

    /** Adds the next row of the line; {@code row} is relative to the screen, negative above it. */
    void add(String rowText, int row, Written written) {
        pieces.add(new Piece(text.length(), row, written));
        text.append(rowText);
    }

    /** Tells whether the line goes on on the screen, so that it comes once more. */
    boolean isOpen() {
        return open;
    }

    void open() {
        open = true;
    }

    int length() {
        return text.length();
    }

    /** Finds the first match of which a cell was written after the epoch. */
    Optional<Match> find(Pattern pattern, long sinceEpoch, Screen screen, RegexBudget budget) {
        String whole = text.toString();
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
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            int pieceEnd = i + 1 < pieces.size() ? pieces.get(i + 1).start : text.length();
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
        return Matches.of(matcher, text.toString(), region, screen);
    }

    private Piece pieceAt(int offset) {
        Piece found = pieces.get(0);
        for (Piece piece : pieces) {
            if (piece.start <= offset) {
                found = piece;
            }
        }
        return found;
    }
}
