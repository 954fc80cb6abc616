package dev.wsh.impl.vt.snapshot;

import dev.wsh.Match;
import dev.wsh.Region;
import dev.wsh.impl.vt.grid.FrozenRow;
import java.util.List;

/** Puts a character in place of what shall not be seen or compared. Stateless. */
final class Masking {

    /** Medium shade: a column each. */
    private static final int MASK = '\u2592';

    private Masking() {}

    static FrozenRow[] masked(FrozenRow[] rows, int cols, List<? extends Region> regions) {
        FrozenRow[] masked = rows.clone();
        for (int row = 0; row < rows.length; row++) {
            boolean[] covered = new boolean[cols];
            boolean any = false;
            for (Region region : regions) {
                for (int col = 0; col < cols; col++) {
                    covered[col] |= region.contains(row, col);
                    any |= covered[col];
                }
            }
            if (any) {
                masked[row] = rows[row].masked(covered, MASK);
            }
        }
        return masked;
    }

    static List<Region.Span> regions(List<Match> matches) {
        return matches.stream().map(Match::region).toList();
    }
}
