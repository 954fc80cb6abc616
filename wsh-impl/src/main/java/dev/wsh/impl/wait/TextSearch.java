package dev.wsh.impl.wait;

import dev.wsh.Line;
import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.engine.TextNode;
import dev.wsh.impl.vt.snapshot.Matches;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds text on a screen, in lines that left it and in the history, as far as it is newer than a mark. */
final class TextSearch {

    /** As many lines as are searched in a fraction of a millisecond. */
    private static final int MANY_LINES = 200;

    private final Pattern pattern;
    private final Optional<String> literal;
    private final Refinement refinement;
    private final @Nullable SessionMark since;
    private final Optional<TextNeed> need;

    TextSearch(TextNode text, @Nullable SessionMark since) {
        this.pattern = text.pattern();
        this.literal = text.isPlain() ? Optional.of(pattern.pattern()) : Optional.empty();
        this.refinement = new Refinement(text);
        this.since = since;
        this.need = refinement.isNone() ? need(pattern) : Optional.empty(); // where a text stands may change
    }

    private static Optional<TextNeed> need(Pattern pattern) {
        boolean isLiteral = (pattern.flags() & Pattern.LITERAL) != 0;
        return RequiredText.of(pattern)
                .map(text -> new TextNeed(
                        Set.of(text),
                        isLiteral && text.length() == pattern.pattern().length()));
    }

    /** Returns what a line needs to match; empty if that is not known, or something else than lines counts. */
    Optional<TextNeed> need() {
        return need;
    }

    Pattern pattern() {
        return pattern;
    }

    /** Looks at everything that can be seen of a moment. */
    Optional<Match> in(TextLooks.Scene scene, RegexBudget budget) {
        return scene.history()
                .flatMap(history -> inHistory(history, scene.screen(), budget))
                .or(() -> inLeft(scene.left(), scene.screen(), budget))
                .or(() -> onScreen(scene.screen(), budget));
    }

    /** Looks at the screen without the session's lock. */
    Optional<Match> onScreenSlowly(Screen screen) {
        return onScreen((ScreenSnapshot) screen, new RegexBudget(TextLooks.MOST_STEPS));
    }

    Optional<Match> onScreen(ScreenSnapshot screen, RegexBudget budget) {
        SessionMark mark = since;
        if (mark == null && refinement.isNone() && literal.isPresent()) {
            return screen.find(literal.get());
        }
        return screen.find(
                pattern,
                budget,
                region -> (mark == null || isWrittenSince(screen, region, mark.epoch()))
                        && refinement.holds(region, screen));
    }

    private Optional<Match> inLeft(List<LeftLine> lines, ScreenSnapshot screen, RegexBudget budget) {
        if (!refinement.isNone()) {
            return Optional.empty(); // the cells are gone
        }
        SessionMark mark = since;
        for (LeftLine line : lines) {
            Optional<Match> match = line.find(pattern, mark == null ? -1 : mark.epoch(), screen, budget);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    /** Tells whether so many lines must be searched that it takes long. */
    boolean looksFarBack(Scrollback history) {
        SessionMark mark = since;
        return mark != null
                && refinement.isNone()
                && history.endLine() - Math.max(mark.line(), history.firstLine()) > MANY_LINES;
    }

    /** Looks at lines that left the screen after the mark and before the wait began. */
    private Optional<Match> inHistory(Scrollback history, ScreenSnapshot screen, RegexBudget budget) {
        SessionMark mark = since;
        if (mark == null || history.endLine() <= mark.line() || !refinement.isNone()) {
            return Optional.empty();
        }
        for (Line line : history.lines(mark.line(), Integer.MAX_VALUE)) {
            Matcher matcher = budget.matcher(pattern, line.text());
            while (RegexBudget.find(matcher)) {
                if (line.number() > mark.line() || matcher.end() > mark.col()) {
                    int row = Math.toIntExact(Math.max(line.number() - history.endLine(), Integer.MIN_VALUE));
                    Region.Span region = new Region.Span(row, matcher.start(), row, matcher.end());
                    return Optional.of(Matches.of(matcher, line.text(), region, screen));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isWrittenSince(ScreenSnapshot screen, Region.Span region, long epoch) {
        for (int row = Math.max(0, region.row()); row <= region.endRow() && row < screen.rows(); row++) {
            int from = row == region.row() ? region.col() : 0;
            int to = row == region.endRow() ? region.endCol() : screen.cols();
            if (screen.written(row).since(epoch, from, Math.max(to, from + 1))) {
                return true;
            }
        }
        return false;
    }
}
