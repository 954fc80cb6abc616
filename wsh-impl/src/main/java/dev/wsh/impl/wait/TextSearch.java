package dev.wsh.impl.wait;

import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.engine.TextNode;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.LogicalLine;
import dev.wsh.impl.vt.snapshot.Matches;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds text on a screen, in lines that left it and in the history. Immutable.
 *
 * <p>What is newer than a mark is decided in one place, {@link Occurrence}, wherever a text stands. Of several occurrences
 * that are newer the first is the one that was written first, so that who goes on from its mark sees each of them. Without a
 * mark it is the first in reading order.
 *
 * <p>Of a plain text all occurrences count, also those that overlap; of a regex those that a matcher finds one after the
 * other, from the beginning of the line.
 */
final class TextSearch {

    private final Pattern pattern;
    private final boolean isText;
    private final Refinement refinement;
    private final boolean isNotEcho;
    private final Optional<TextNeed> need;

    TextSearch(TextNode text) {
        this.pattern = text.pattern();
        this.isText = (pattern.flags() & Pattern.LITERAL) != 0;
        this.refinement = new Refinement(text);
        this.isNotEcho = text.isNotEcho();
        this.need =
                refinement.isNone() && !isNotEcho ? need(pattern) : Optional.empty(); // where a text stands may change
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

    /** Which occurrences are looked for. */
    enum Wanted {
        /** The first one: with a mark that which was written first, without one, at the first look, the first on the screen. */
        FIRST,
        /** That which was written first. */
        OLDEST,
        /** All in their order. */
        ALL
    }

    /** Looks at everything that can be seen of a moment. */
    List<Occurrence> in(TextLooks.Scene scene, Wanted wanted, RegexBudget budget) {
        boolean inOrder = wanted != Wanted.FIRST || scene.history().isEmpty(); // what came together came in an order
        Gathered gathered = new Gathered(scene.since(), wanted, inOrder, scene.screen(), scene.echo(), budget);
        if (!gathered.inOrder) {
            gathered.left(scene.left());
            gathered.screen(scene.left());
            scene.history().ifPresent(lines -> gathered.history(lines, scene.historySince()));
        } else {
            scene.history().ifPresent(lines -> gathered.history(lines, scene.historySince()));
            gathered.left(scene.left());
            gathered.screen(scene.left());
        }
        return gathered.found();
    }

    /** Looks at the screen. */
    Optional<Occurrence> onScreen(
            ScreenSnapshot screen, @Nullable SessionMark since, EchoPlaces echo, RegexBudget budget) {
        Gathered gathered = new Gathered(since, Wanted.FIRST, /* inOrder= */ false, screen, echo, budget);
        gathered.screen(List.of());
        return gathered.found().stream().findFirst();
    }

    /** Looks at the screen without the session's lock. */
    Optional<Occurrence> onScreenSlowly(Screen screen, @Nullable SessionMark since, EchoPlaces echo) {
        return onScreen((ScreenSnapshot) screen, since, echo, new RegexBudget(TextLooks.MOST_STEPS));
    }

    /** Says how many lines of the history there are to search, up to a number. */
    int linesToSearch(HistorySnapshot history, SessionMark since, int most) {
        int lines = 0;
        long line = refinement.isNone() ? history.firstSince(history.firstLine(), since.epoch()) : history.endLine();
        while (lines < most && line < history.endLine()) {
            lines++;
            line = history.firstSince(line + 1, since.epoch());
        }
        return lines;
    }

    /** What was found in one look. */
    private final class Gathered {
        private final @Nullable SessionMark since;
        private final boolean inOrder;
        private final boolean all;
        private final ScreenSnapshot screen;
        private final EchoPlaces echo;
        private final RegexBudget budget;
        private final List<Occurrence> found = new ArrayList<>();

        Gathered(
                @Nullable SessionMark since,
                Wanted wanted,
                boolean inOrder,
                ScreenSnapshot screen,
                EchoPlaces echo,
                RegexBudget budget) {
            this.since = since;
            this.inOrder = since != null || inOrder;
            this.all = wanted == Wanted.ALL;
            this.screen = screen;
            this.echo = echo;
            this.budget = budget;
        }

        /** Tells whether nothing that comes in reading order can be wanted any more. */
        private boolean isDone() {
            return !inOrder && !found.isEmpty();
        }

        List<Occurrence> found() {
            found.sort(Occurrence.ORDER);
            List<Occurrence> once = new ArrayList<>();
            for (Occurrence each : found) {
                if (once.isEmpty() || !each.isAt(once.get(once.size() - 1))) {
                    once.add(each);
                }
            }
            return once;
        }

        /** Lines that left the screen before the wait began; the last one may go on on the screen, and is found there. */
        void history(HistorySnapshot history, SessionMark floor) {
            if (!refinement.isNone() || isDone()) {
                return; // the cells are gone
            }
            long end = screen.continuesHistory() ? history.endLine() - 1 : history.endLine();
            for (long line = next(history, history.firstLine(), floor);
                    line < end;
                    line = next(history, line + 1, floor)) {
                String text = history.rawText(line);
                if (contains(text) || contains(text.stripTrailing())) {
                    line(history.lineAbove(line), /* onScreen= */ false, floor);
                }
                if (isDone()) {
                    return;
                }
            }
        }

        private boolean contains(String text) {
            return RegexBudget.find(budget.matcher(pattern, text));
        }

        /** Returns the next line with something newer than the mark, and, if there is one found, older than that. */
        private long next(HistorySnapshot history, long from, SessionMark floor) {
            long line = history.firstSince(from, floor.epoch());
            while (!all && !found.isEmpty() && line < history.endLine()) {
                long older = history.firstBefore(line, found.get(0).epoch());
                line = history.firstSince(older, floor.epoch());
                if (line == older) {
                    break;
                }
            }
            return line;
        }

        void left(List<LeftLine> lines) {
            if (!refinement.isNone()) {
                return;
            }
            for (LeftLine line : lines) {
                boolean onScreenToo = line.isOpen() && screen.continuesHistory();
                if (!onScreenToo && !isDone()) {
                    line(line.joined(), /* onScreen= */ false, since);
                }
            }
        }

        /** The first line was searched with what has left of it, if that is known and not in the history. */
        void screen(List<LeftLine> left) {
            boolean isOpen = !left.isEmpty() && left.get(left.size() - 1).isOpen();
            List<LogicalLine> lines = screen.logicalLines();
            for (int i = isOpen && refinement.isNone() && !screen.continuesHistory() ? 1 : 0; i < lines.size(); i++) {
                if (!isDone()) {
                    line(lines.get(i), /* onScreen= */ true, since);
                }
            }
        }

        private void line(LogicalLine line, boolean onScreen, @Nullable SessionMark mark) {
            boolean isOld = mark != null && line.newest() < mark.epoch();
            boolean isLater = !all
                    && inOrder
                    && !found.isEmpty()
                    && line.oldest() > found.get(0).epoch();
            if (isOld || isLater) {
                return;
            }
            for (String text : line.searched()) {
                if (matches(line, text, onScreen, mark)) {
                    return;
                }
            }
        }

        /** Returns whether a match was found that counts. */
        private boolean matches(LogicalLine line, String text, boolean onScreen, @Nullable SessionMark mark) {
            Matcher matcher = budget.matcher(pattern, text);
            boolean any = false;
            int from = 0;
            while (from <= text.length() && find(matcher, from)) {
                Region.Span region = line.region(matcher.start(), matcher.end());
                if (!onScreen || refinement.holds(region, screen)) {
                    int cells = line.cellsBefore(region);
                    Match match = Matches.of(matcher, line.text(), region, screen);
                    Occurrence occurrence = new Occurrence(match, Math.max(0, line.newest(region)), cells);
                    any |= !isEcho(line, matcher, occurrence) && take(occurrence, mark);
                }
                if (any && !all && (!inOrder || line.oldest() >= found.get(0).epoch())) {
                    return true;
                }
                from = isText || matcher.end() == matcher.start() ? matcher.start() + 1 : matcher.end();
            }
            return any;
        }

        private boolean isEcho(LogicalLine line, Matcher matcher, Occurrence found) {
            if (!isNotEcho) {
                return false;
            }
            int from = line.cellsBefore(line.region(matcher.start(), matcher.start()));
            return echo.contains(found.epoch(), from, found.cells());
        }

        private boolean find(Matcher matcher, int from) {
            if (from > 0) {
                matcher.region(from, matcher.regionEnd());
                matcher.useTransparentBounds(true);
                matcher.useAnchoringBounds(false);
            }
            return RegexBudget.find(matcher);
        }

        private boolean take(Occurrence occurrence, @Nullable SessionMark mark) {
            if (!occurrence.isNewer(mark)) {
                return false;
            }
            if (all) {
                found.add(occurrence);
            } else if (found.isEmpty()) {
                found.add(occurrence);
            } else if (inOrder && Occurrence.ORDER.compare(occurrence, found.get(0)) < 0) {
                found.set(0, occurrence);
            }
            return true;
        }
    }
}
