package dev.wsh.impl.vt.snapshot;

import dev.wsh.Cell;
import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.Screen;
import dev.wsh.ShellCommand;
import dev.wsh.Unsupported;
import dev.wsh.engine.Printable;
import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.grid.HistoryView;
import dev.wsh.impl.vt.grid.Row;
import dev.wsh.impl.vt.grid.Written;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A screen at one moment; rows that did not change are shared with other snapshots. This class is threadsafe. */
public final class ScreenSnapshot implements Screen {
    private final FrozenRow[] rows;
    private final int cols;
    private final long version;
    private final ScreenState state;
    private final TerminalFacts facts;
    private final @Nullable HistoryView openHistory; // where the first row continues a line of the history
    private final int cellsAbove;
    private @Nullable String text; // found when first asked for; racy, but always the same

    ScreenSnapshot(
            FrozenRow[] rows,
            int cols,
            long version,
            ScreenState state,
            TerminalFacts facts,
            @Nullable HistoryView openHistory,
            int cellsAbove) {
        this.rows = rows;
        this.cols = cols;
        this.version = version;
        this.state = state;
        this.facts = facts;
        this.openHistory = openHistory;
        this.cellsAbove = cellsAbove;
    }

    FrozenRow[] frozenRows() {
        return rows;
    }

    ScreenState state() {
        return state;
    }

    TerminalFacts facts() {
        return facts;
    }

    @Override
    public List<Unsupported> unsupported() {
        return facts.unsupported();
    }

    @Override
    public int rows() {
        return rows.length;
    }

    @Override
    public int cols() {
        return cols;
    }

    @Override
    public long version() {
        return version;
    }

    /** Tells whether nothing was written between this and an older snapshot of the same terminal. */
    @SuppressWarnings("ReferenceEquality") // rows that did not change are shared
    public boolean hasCellsOf(ScreenSnapshot older) {
        boolean same = rows.length == older.rows.length && cols == older.cols;
        for (int row = 0; same && row < rows.length; row++) {
            same = rows[row] == older.rows[row];
        }
        return same;
    }

    /** Says when the cells of a row were written. */
    public Written written(int row) {
        return frozen(row).written();
    }

    /** Returns the text of a row up to the last used cell, not trimmed. */
    public String rawLine(int row) {
        return frozen(row).text();
    }

    /** Returns how many cells of the line in the first row have scrolled off at the top, into the history or not. */
    public int cellsAbove() {
        return cellsAbove;
    }

    /** Tells whether the first row goes on with a line of the history. */
    public boolean continuesHistory() {
        return openHistory != null && !state.alternate();
    }

    /** Tells whether a blank was left at the end of a row, for a wide character that did not fit in. */
    public boolean padded(int row) {
        return frozen(row).padded();
    }

    /** Returns the rows of the first logical line that are on the screen. */
    public List<FrozenRow> firstRows() {
        int end = 1;
        while (end < rows.length && rows[end - 1].wrapped()) {
            end++;
        }
        return List.of(rows).subList(0, end);
    }

    /** Returns the text of the first logical line, with its part in the history. */
    public String firstLineText() {
        return logicalLines().get(0).text();
    }

    private FrozenRow frozen(int row) {
        if (row < 0 || row >= rows.length) {
            throw new IndexOutOfBoundsException("there is no row " + row + ": the " + rows.length
                    + " rows of this screen count from 0 to " + (rows.length - 1));
        }
        return rows[row];
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>(rows.length);
        for (FrozenRow row : rows) {
            lines.add(RunReader.trim(row.text()));
        }
        return List.copyOf(lines);
    }

    @Override
    public String line(int row) {
        return RunReader.trim(frozen(row).text());
    }

    @Override
    public String text() {
        String known = text;
        if (known == null) {
            known = asciiText();
            if (known == null) {
                known = anyText();
            }
            text = known;
        }
        return known;
    }

    private @Nullable String asciiText() {
        int most = rows.length;
        for (FrozenRow row : rows) {
            most += row.used();
        }
        byte[] joined = new byte[most];
        int at = 0;
        for (FrozenRow row : rows) {
            at = row.copyAscii(joined, at);
            if (at < 0) {
                return null;
            }
            joined[at++] = '\n';
        }
        while (at > 0 && joined[at - 1] == '\n') {
            at--;
        }
        return new String(joined, 0, at, StandardCharsets.ISO_8859_1);
    }

    private String anyText() {
        StringBuilder joined = new StringBuilder(rows.length * 32);
        for (FrozenRow row : rows) {
            appendTrimmed(joined, row.text());
            joined.append('\n');
        }
        int end = joined.length();
        while (end > 0 && joined.charAt(end - 1) == '\n') {
            end--;
        }
        return joined.substring(0, end);
    }

    private static void appendTrimmed(StringBuilder joined, String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        joined.append(line, 0, end);
    }

    @Override
    public Cell cell(int row, int col) {
        FrozenRow frozen = frozen(row);
        if (col < 0 || col >= cols) {
            throw new IndexOutOfBoundsException("there is no column " + col + ": the " + cols
                    + " columns of this screen count from 0 to " + (cols - 1));
        }
        long cell = frozen.cell(col);
        return new Cell(frozen.cellText(col), Cells.width(cell), PackedStyle.of(frozen.styles(), Cells.style(cell)));
    }

    @Override
    public List<Run> runs(int row) {
        return RunReader.runs(frozen(row));
    }

    @Override
    public boolean wrapped(int row) {
        return frozen(row).wrapped();
    }

    @Override
    public long firstLine() {
        return state.firstLine();
    }

    @Override
    public Cursor cursor() {
        return state.cursor();
    }

    @Override
    public String title() {
        return state.title();
    }

    @Override
    public String iconName() {
        return state.iconName();
    }

    @Override
    public Optional<URI> cwd() {
        String told = state.cwd();
        if (told == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(told));
        } catch (URISyntaxException unescaped) {
            return LooseUri.of(told); // shells often escape too little
        }
    }

    @Override
    public boolean alternateScreen() {
        return state.alternate();
    }

    @Override
    public boolean mode(Mode mode) {
        return state.mode(mode);
    }

    @Override
    public Terminal terminal() {
        return facts;
    }

    /** Returns the logical lines of the screen, the first one with its part in the history. */
    public List<LogicalLine> logicalLines() {
        List<LogicalLine> lines = new ArrayList<>(rows.length);
        List<FrozenRow> pieces = new ArrayList<>();
        int first = 0;
        if (openHistory != null && continuesHistory()) {
            pieces.addAll(HistoryRows.wrap(openHistory.line(openHistory.end() - 1), cols));
            first = -pieces.size();
        }
        for (int i = 0; i < rows.length; i++) {
            boolean ends = !rows[i].wrapped() || i == rows.length - 1;
            if (ends && pieces.isEmpty()) {
                lines.add(LogicalLine.of(i, List.of(rows[i]), i == 0 ? cellsAbove : 0));
                first = i + 1;
                continue;
            }
            pieces.add(rows[i]);
            if (ends) {
                lines.add(LogicalLine.of(first, pieces, first == 0 ? cellsAbove : 0));
                pieces = new ArrayList<>();
                first = i + 1;
            }
        }
        return lines;
    }

    @Override
    public Optional<Match> find(String wanted) {
        return LineSearch.first(logicalLines(), wanted, this, region -> true);
    }

    @Override
    public Optional<Match> find(Pattern regex) {
        return LineSearch.first(logicalLines(), regex, this);
    }

    @Override
    public List<Match> findAll(Pattern regex) {
        return LineSearch.all(logicalLines(), regex, this);
    }

    /**
     * Finds a match with a bound on the work.
     *
     * @param regex what to look for
     * @param budget what it may cost
     * @param wanted which matches count, by their place
     * @return the first match in reading order
     * @throws dev.wsh.SlowRegexException if the budget is spent
     */
    public Optional<Match> find(Pattern regex, RegexBudget budget, Predicate<Region.Span> wanted) {
        return LineSearch.first(logicalLines(), regex, this, budget, wanted);
    }

    @Override
    public Optional<Match> find(String wanted, Region region) {
        Objects.requireNonNull(region, "region");
        return LineSearch.first(logicalLines(), wanted, this, found -> LineSearch.inside(found, region, cols));
    }

    @Override
    public RowSize rowSize(int row) {
        return switch (frozen(row).lineAttribute()) {
            case Row.DOUBLE_WIDTH -> RowSize.DOUBLE_WIDTH;
            case Row.DOUBLE_TOP -> RowSize.DOUBLE_HEIGHT_TOP;
            case Row.DOUBLE_BOTTOM -> RowSize.DOUBLE_HEIGHT_BOTTOM;
            default -> RowSize.SINGLE;
        };
    }

    @Override
    public Screen masked(String wanted) {
        Objects.requireNonNull(wanted, "text");
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("the text to mask is empty");
        }
        return masked(Pattern.compile(wanted, Pattern.LITERAL));
    }

    @Override
    public Screen masked(Pattern regex) {
        return masked(Masking.regions(findAll(regex)));
    }

    @Override
    public Screen masked(Region region) {
        return masked(List.of(Objects.requireNonNull(region, "region")));
    }

    private Screen masked(List<? extends Region> regions) {
        return new ScreenSnapshot(
                Masking.masked(rows, cols, regions), cols, version, state, facts, openHistory, cellsAbove);
    }

    @Override
    public List<ShellCommand> commands() {
        List<LogicalLine> lines = logicalLines();
        long first = firstLine();
        return new CommandReader(first, first + lines.size(), number -> lines.get((int) (number - first)))
                .read(facts.shellMarks());
    }

    @Override
    public String toAnsi() {
        return new AnsiWriter(this).write();
    }

    /** Returns the size, the cursor and the rows down to the last that is not blank, each with its number. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        out.append(rows.length).append(" rows x ").append(cols).append(" columns, cursor at row ");
        out.append(cursor().row()).append(", column ").append(cursor().col());
        String shown = text();
        if (shown.isEmpty()) {
            return out.append(", blank").toString();
        }
        int row = 0;
        for (String line : shown.split("\n", -1)) {
            out.append(String.format("%n%3d|%s", row++, Printable.line(line)));
        }
        return out.toString();
    }
}
