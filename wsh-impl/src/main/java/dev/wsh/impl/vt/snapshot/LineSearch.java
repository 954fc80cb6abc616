package dev.wsh.impl.vt.snapshot;

import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds text and regular expressions in logical lines. Stateless.
 *
 * <p>Blanks that the program printed at the end of a line can be matched, as in a prompt, but need not be: what is not
 * found in the whole line is looked for in the line without them, so that {@code $} matches after the last word too.
 */
final class LineSearch {
    private LineSearch() {}

    static Optional<Match> first(
            Iterable<LogicalLine> lines, String text, Screen screen, Predicate<Region.Span> wanted) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the text to look for is empty");
        }
        for (LogicalLine line : lines) {
            int at = line.text().indexOf(text);
            while (at >= 0) {
                Region.Span region = line.region(at, at + text.length());
                if (wanted.test(region)) {
                    return Optional.of(Matches.of(text, line.text(), region, screen));
                }
                at = line.text().indexOf(text, at + 1);
            }
        }
        return Optional.empty();
    }

    static Optional<Match> first(Iterable<LogicalLine> lines, Pattern regex, Screen screen) {
        for (LogicalLine line : lines) {
            for (String text : line.searched()) {
                Matcher matcher = regex.matcher(text);
                if (matcher.find()) {
                    return Optional.of(match(line, matcher, screen));
                }
            }
        }
        return Optional.empty();
    }

    static Optional<Match> first(
            Iterable<LogicalLine> lines,
            Pattern regex,
            Screen screen,
            RegexBudget budget,
            Predicate<Region.Span> wanted) {
        for (LogicalLine line : lines) {
            List<String> texts = line.searched();
            boolean any = false;
            for (int i = 0; i < texts.size() && !any; i++) {
                Matcher matcher = budget.matcher(regex, texts.get(i));
                while (RegexBudget.find(matcher)) {
                    any = true;
                    if (wanted.test(line.region(matcher.start(), matcher.end()))) {
                        return Optional.of(match(line, matcher, screen));
                    }
                }
            }
        }
        return Optional.empty();
    }

    static List<Match> all(Iterable<LogicalLine> lines, Pattern regex, Screen screen) {
        List<Match> matches = new ArrayList<>();
        for (LogicalLine line : lines) {
            int before = matches.size();
            for (String text : line.searched()) {
                Matcher matcher = regex.matcher(text);
                if (matches.size() == before) {
                    while (matcher.find()) {
                        matches.add(match(line, matcher, screen));
                    }
                }
            }
        }
        return List.copyOf(matches);
    }

    private static Match match(LogicalLine line, Matcher matcher, Screen screen) {
        return Matches.of(matcher, line.text(), line.region(matcher.start(), matcher.end()), screen);
    }

    /** Tells whether all cells of a match lie in a region. */
    static boolean inside(Region.Span match, Region outer, int cols) {
        for (int row = match.row(); row <= match.endRow(); row++) {
            int from = row == match.row() ? match.col() : 0;
            int to = row == match.endRow() ? match.endCol() : cols;
            if (from < to && !(outer.contains(row, from) && outer.contains(row, to - 1))) {
                return false;
            }
        }
        return true;
    }
}
