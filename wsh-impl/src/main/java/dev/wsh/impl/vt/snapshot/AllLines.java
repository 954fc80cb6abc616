package dev.wsh.impl.vt.snapshot;

import dev.wsh.Line;
import dev.wsh.Match;
import dev.wsh.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/** The lines of a history and of the screen below it, of one moment: one that straddles them is one. Immutable. */
public record AllLines(HistorySnapshot history, ScreenSnapshot screen) {

    /** Returns the number after the last line that is in the history alone. */
    private long historyEnd() {
        return screen.continuesHistory() ? history.endLine() - 1 : history.endLine();
    }

    /** Returns the lines of the screen, without blank ones at the end. */
    private List<LogicalLine> shown() {
        List<LogicalLine> lines = screen.logicalLines();
        int end = lines.size();
        while (end > 0 && RunReader.trim(lines.get(end - 1).text()).isEmpty()) {
            end--;
        }
        return lines.subList(0, end);
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>(history.lines());
        if (screen.continuesHistory()) {
            lines.remove(lines.size() - 1);
        }
        shown().forEach(line -> lines.add(RunReader.trim(line.text())));
        return List.copyOf(lines);
    }

    public List<Line> lines(long from, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit + " is negative");
        }
        long first = Math.max(from, history.firstLine());
        long above = Math.max(0, historyEnd() - first);
        List<Line> lines = new ArrayList<>(history.lines(first, (int) Math.min(limit, above)));
        List<LogicalLine> shown = shown();
        for (int i = (int) Math.min(shown.size(), Math.max(0, first - historyEnd())); i < shown.size(); i++) {
            if (lines.size() == limit) {
                break;
            }
            LogicalLine line = shown.get(i);
            lines.add(new Line(historyEnd() + i, RunReader.trim(line.text()), /* wrapped= */ false, line.runs()));
        }
        return List.copyOf(lines);
    }

    /** Returns the commands that shells told of, with all of their output that is kept. */
    public List<ShellCommand> commands() {
        List<LogicalLine> shown = screen.logicalLines();
        long above = historyEnd();
        LongFunction<LogicalLine> line =
                number -> number < above ? history.line(number) : shown.get((int) (number - above));
        return new CommandReader(history.firstLine(), above + shown.size(), line)
                .read(screen.facts().shellMarks());
    }

    public List<Match> findAll(Pattern regex) {
        Objects.requireNonNull(regex, "regex");
        List<Match> matches = new ArrayList<>(history.findAll(regex, historyEnd()));
        matches.addAll(LineSearch.all(shown(), regex, screen));
        return List.copyOf(matches);
    }
}
