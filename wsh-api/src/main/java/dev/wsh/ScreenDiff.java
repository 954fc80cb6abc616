package dev.wsh;

import dev.wsh.engine.Checks;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How two screens differ, cell by cell. A cell that only the larger of them has differs.
 *
 * @param before one screen
 * @param after the other
 * @param changes what differs, in reading order
 */
public record ScreenDiff(Screen before, Screen after, List<Change> changes) {

    /**
     * Cells next to one another, in one row, that differ in the same way.
     *
     * @param row the row, from 0
     * @param col the first column, from 0
     * @param endCol the column after the last
     * @param before the text of the one screen; empty where it has no such cells
     * @param after the text of the other
     * @param text whether the text differs
     * @param style whether the style differs
     */
    public record Change(int row, int col, int endCol, String before, String after, boolean text, boolean style) {
        /** Checks the texts. */
        public Change {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(after, "after");
        }
    }

    /** Copies the list. */
    public ScreenDiff {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        changes = Checks.copyOf(changes, "changes");
    }

    /** {@return true if no cell differs; the cursor does not count} */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** {@return the rows in which a cell differs} */
    public SortedSet<Integer> rows() {
        SortedSet<Integer> rows = new TreeSet<>();
        changes.forEach(change -> rows.add(change.row()));
        return rows;
    }

    /** {@return true if the cursors differ: place, shape, whether they blink, are shown or are about to wrap} */
    public boolean cursorChanged() {
        return !before.cursor().equals(after.cursor());
    }

    /** {@return the differences as a person reads them: each row before and after, the styles, the cursor} */
    @Override
    public String toString() {
        return Comparison.inWords(this);
    }
}
