package dev.wsh.impl.wait;

import dev.wsh.Region;
import dev.wsh.Style;
import dev.wsh.engine.TextNode;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.List;
import java.util.function.Predicate;

/** What the cells of a match on the screen must be like, besides their text. Immutable; a test of a style is the user's. */
final class Refinement {

    private final List<Predicate<? super Style>> styles;
    private final List<Region> regions;

    Refinement(TextNode text) {
        this.styles = text.styles();
        this.regions = text.regions();
    }

    /** Tells whether every match will do. */
    boolean isNone() {
        return styles.isEmpty() && regions.isEmpty();
    }

    boolean holds(Region.Span match, ScreenSnapshot screen) {
        for (int row = match.row(); row <= match.endRow() && row < screen.rows(); row++) {
            int from = row == match.row() ? match.col() : 0;
            int to = row == match.endRow() ? match.endCol() : screen.cols();
            for (int col = from; col < to; col++) {
                if (!holds(row, col, screen)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean holds(int row, int col, ScreenSnapshot screen) {
        for (Region region : regions) {
            if (!region.contains(row, col)) {
                return false;
            }
        }
        if (styles.isEmpty()) {
            return true;
        }
        Style style = screen.cell(row, col).style();
        for (Predicate<? super Style> wanted : styles) {
            if (!wanted.test(style)) {
                return false;
            }
        }
        return true;
    }
}
