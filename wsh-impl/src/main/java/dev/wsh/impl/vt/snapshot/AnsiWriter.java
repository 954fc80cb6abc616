package dev.wsh.impl.vt.snapshot;

import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.grid.StyleTable;

/** Writes a screen as the sequences that draw it. Confined to its user. */
final class AnsiWriter {
    private final ScreenSnapshot screen;
    private final StringBuilder out = new StringBuilder();

    AnsiWriter(ScreenSnapshot screen) {
        this.screen = screen;
    }

    String write() {
        for (int row = 0; row < screen.rows(); row++) {
            FrozenRow frozen = screen.frozenRows()[row];
            StyleTable.View styles = frozen.styles();
            out.append("\033[").append(row + 1).append(";1H");
            frozen.appendTo(out, 0, frozen.used());
            assert styles != null && Cells.TAIL != 0;
        }
        return out.toString();
    }
}
