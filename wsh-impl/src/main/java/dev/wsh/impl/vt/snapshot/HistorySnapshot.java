package dev.wsh.impl.vt.snapshot;

import dev.wsh.Line;
import dev.wsh.Match;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.grid.HistoryView;
import dev.wsh.impl.vt.grid.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A history at one moment; lines are unpacked when they are asked for. This class is threadsafe. */
public final class HistorySnapshot implements Scrollback {
    /** How many lines a person is shown. */
    private static final int LAST_LINES = 5;

    private final HistoryView view;
    private final Screen screen;

    /** Creates a snapshot; {@code screen} is the screen below it. */
    public HistorySnapshot(HistoryView view, Screen screen) {
        this.view = view;
        this.screen = screen;
    }

    @Override
    public long firstLine() {
        return view.first();
    }

    @Override
    public long endLine() {
        return view.end();
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>((int) (view.end() - view.first()));
        for (long number = view.first(); number < view.end(); number++) {
            lines.add(lineText(number));
        }
        return List.copyOf(lines);
    }

    private String lineText(long number) {
        StringBuilder text = new StringBuilder();
        view.appendText(number, text);
        return isPart(number) ? text.toString() : RunReader.trim(text.toString());
    }

    /** The last line may go on on the screen: a blank at the end of the part that left is inside the line. */
    private boolean isPart(long number) {
        return number == view.end() - 1 && view.line(number).wrapped();
    }

    @Override
    public List<Line> lines(long from, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit + " is negative");
        }
        List<Line> lines = new ArrayList<>();
        long first = Math.max(from, view.first());
        for (long number = first; number < view.end() && number - first < limit; number++) {
            FrozenRow row = view.line(number);
            lines.add(new Line(
                    number,
                    row.wrapped() ? row.text() : RunReader.trim(row.text()),
                    row.wrapped(),
                    RunReader.runs(row)));
        }
        return List.copyOf(lines);
    }

    /** Returns a line; its rows are one. */
    LogicalLine line(long number) {
        return LogicalLine.of(0, List.of(view.line(number)));
    }

    /** Returns a line as one row, as many rows above the screen as there are lines from it on. */
    public LogicalLine lineAbove(long number) {
        return LogicalLine.of((int) Math.max(number - view.end(), Integer.MIN_VALUE), List.of(view.line(number)));
    }

    /** Returns the text of a line, with the blanks at its end. */
    public String rawText(long number) {
        StringBuilder text = new StringBuilder();
        view.appendText(number, text);
        return text.toString();
    }

    /** Says when the cells of a line were written. */
    public Written written(long number) {
        return view.written(number);
    }

    /** Returns the first line from one on in which a cell was written in an epoch or later; {@link #endLine} if none is. */
    public long firstSince(long number, long epoch) {
        return view.firstSince(number, epoch);
    }

    /** Returns the first line from one on in which a cell was written before an epoch; {@link #endLine} if none is. */
    public long firstBefore(long number, long epoch) {
        return view.firstBefore(number, epoch);
    }

    @Override
    public List<Match> findAll(Pattern regex) {
        return findAll(Objects.requireNonNull(regex, "regex"), view.end());
    }

    /** Finds all matches in the lines before a number. */
    List<Match> findAll(Pattern regex, long end) {
        List<Long> found = new ArrayList<>();
        for (long number = view.first(); number < end; number++) {
            Matcher matcher = regex.matcher(lineText(number));
            if (matcher.find()) {
                found.add(number);
            }
        }
        return found.isEmpty() ? List.of() : matches(found, regex);
    }

    /** Places the matches: rows are counted up from the screen, so the lines are walked from the last one. */
    private List<Match> matches(List<Long> found, Pattern regex) {
        List<LogicalLine> lines = new ArrayList<>();
        int next = found.size() - 1;
        int row = 0;
        for (long number = view.end() - 1; next >= 0; number--) {
            FrozenRow line = view.line(number);
            if (number == found.get(next)) {
                List<FrozenRow> rows = HistoryRows.wrap(line, screen.cols());
                row -= rows.size();
                lines.add(0, LogicalLine.of(row, rows));
                next--;
            } else {
                row -= HistoryRows.count(line, screen.cols());
            }
        }
        return LineSearch.all(lines, regex, screen);
    }

    /** Returns which lines there are, and the last of them. */
    @Override
    public String toString() {
        if (view.first() == view.end()) {
            return "no history";
        }
        StringBuilder out = new StringBuilder();
        out.append("lines ")
                .append(view.first())
                .append(" to ")
                .append(view.end() - 1)
                .append(" of the history");
        for (long number = Math.max(view.first(), view.end() - LAST_LINES); number < view.end(); number++) {
            out.append(String.format("%n%5d|%s", number, lineText(number)));
        }
        return out.toString();
    }

    @Override
    public String text() {
        return String.join("\n", lines());
    }
}
