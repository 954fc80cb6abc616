package dev.wsh.impl.wait;

import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.snapshot.LogicalLine;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A logical line, some rows of which have left the screen. Immutable; joined when it is first searched. */
final class LeftLine {

    private final List<LeavingRow> left;
    private final @Nullable ScreenSnapshot rest;
    private final int length;
    private volatile @Nullable LogicalLine joined; // found when first asked for; always the same

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

    /** Creates one that has lost cells, of which it is told as it was. */
    LeftLine(LogicalLine discarded) {
        this.left = List.of();
        this.length = discarded.text().length();
        this.rest = null;
        this.joined = discarded;
    }

    /** Tells whether the line goes on on the screen, so that it comes once more. */
    boolean isOpen() {
        return rest != null;
    }

    /** Returns how many characters of it have left. */
    int length() {
        return length;
    }

    /** Returns the whole line; its rows count from the screen, those that left above it. */
    LogicalLine joined() {
        LogicalLine known = joined;
        if (known == null) {
            known = join();
            joined = known;
        }
        return known;
    }

    private LogicalLine join() {
        List<FrozenRow> rows = new ArrayList<>();
        left.forEach(row -> rows.add(row.row()));
        ScreenSnapshot screen = rest;
        if (screen != null) {
            rows.addAll(screen.firstRows());
        }
        return LogicalLine.of(-left.size(), rows, left.get(0).cellsBefore());
    }
}
