package dev.wsh.impl.vt.snapshot;

import dev.wsh.Screen;
import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.ClusterWidth;
import dev.wsh.impl.vt.grid.FrozenRow;
import dev.wsh.impl.vt.grid.LinkRef;
import dev.wsh.impl.vt.grid.Row;
import dev.wsh.impl.vt.state.CursorShape;
import dev.wsh.impl.vt.state.DecMode;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a screen as the sequences that draw it in a new terminal of the same size.
 *
 * <p>Order matters: what changes how text is drawn (clusters, the alternate screen) comes first, then the rows, then
 * margins and modes, which would be in the way before, then the cursor. A wrapped row is drawn by wrapping. Before each
 * character outside ASCII the style is set again, so that it can't join the cell before. Not drawn right is only an emoji
 * that U+FE0E made narrow when it was shifted into the last column. Confined to its user.
 */
final class AnsiWriter {
    /** Modes that are written by themselves, or whose setting does something that drawing must not do. */
    private static final Set<DecMode> NOT_PLAIN = EnumSet.of(
            DecMode.ANSI,
            DecMode.COLUMNS_132,
            DecMode.ORIGIN,
            DecMode.CURSOR_BLINK,
            DecMode.LEFT_RIGHT_MARGINS,
            DecMode.ALTERNATE_47,
            DecMode.ALTERNATE_1047,
            DecMode.ALTERNATE_1049,
            DecMode.SAVE_CURSOR_1048,
            DecMode.SYNCHRONIZED,
            DecMode.GRAPHEME_CLUSTERS,
            DecMode.IN_BAND_RESIZE);

    /** Modes that are on in a new terminal. */
    private static final Set<DecMode> ON_AT_FIRST = EnumSet.of(
            DecMode.AUTO_WRAP,
            DecMode.AUTO_REPEAT,
            DecMode.CURSOR_VISIBLE,
            DecMode.ALLOW_ALTERNATE,
            DecMode.META_ESCAPE,
            DecMode.PRINT_EXTENT,
            DecMode.SCROLL_ON_KEY);

    private final ScreenSnapshot screen;
    private final ScreenState state;
    private final StringBuilder out = new StringBuilder(4096);
    private long colors;
    private long rest;
    private @Nullable LinkRef link;
    private boolean clusters = true;

    AnsiWriter(ScreenSnapshot screen) {
        this.screen = screen;
        state = screen.state();
    }

    String write() {
        mode(DecMode.GRAPHEME_CLUSTERS, true);
        if (state.alternate()) {
            out.append("\033[?1049h");
        }
        rows();
        plain();
        titles();
        margins();
        modes();
        cursor();
        last();
        return out.toString();
    }

    private void mode(DecMode mode, boolean on) {
        out.append("\033[?").append(mode.number()).append(on ? 'h' : 'l');
    }

    private void rows() {
        boolean wrapping = false;
        for (int i = 0; i < screen.rows(); i++) {
            FrozenRow row = screen.frozenRows()[i];
            boolean wraps = row.wrapped() && i + 1 < screen.rows();
            int end = wraps ? screen.cols() : styledEnd(row);
            if (wrapping && end == 0) {
                end = 1; // something must be printed for the row before to wrap
            }
            if (wraps && pads(row, screen.frozenRows()[i + 1])) {
                end = screen.cols() - 1;
            }
            if (!wrapping && end > 0) {
                out.append("\033[").append(i + 1).append('H');
            }
            cells(row, end);
            wrapping = wraps;
        }
        lineAttributes();
    }

    /** Returns the column after the last cell that is not a blank in the default style. */
    private static int styledEnd(FrozenRow row) {
        int end = row.used();
        while (end > 0 && Cells.blank(row.cell(end - 1)) && Cells.style(row.cell(end - 1)) == 0) {
            end--;
        }
        return end;
    }

    /** After all rows: on a line of double width those that wrap, or hold a wide character at its middle, could not be printed. */
    private void lineAttributes() {
        for (int i = 0; i < screen.rows(); i++) {
            byte attribute = screen.frozenRows()[i].lineAttribute();
            if (attribute != Row.SINGLE) {
                out.append("\033[").append(i + 1).append("H\033#").append("5634".charAt(attribute));
            }
        }
    }

    /** Tells whether the last cell of a row was left free by a wide character, which will do so again. */
    private boolean pads(FrozenRow row, FrozenRow next) {
        int last = screen.cols() - 1;
        boolean free = Cells.blank(row.cell(last)) && row.styles().invisible(Cells.style(row.cell(last)));
        return free && last > 0 && (next.cell(0) & Cells.WIDE) != 0;
    }

    private void cells(FrozenRow row, int end) {
        for (int col = 0; col < end; col++) {
            cell(row, col);
        }
    }

    private void cell(FrozenRow row, int col) {
        long cell = row.cell(col);
        if ((cell & Cells.TAIL) != 0) {
            return;
        }
        int id = Cells.style(cell);
        boolean ascii = (cell & (Cells.CLUSTER | Cells.CODE & ~0x7FL)) == 0;
        style(row.styles().colors(id), row.styles().rest(id), row.styles().link(id), /* anyway= */ !ascii);
        String text = row.cellText(col);
        if ((cell & Cells.CLUSTER) != 0) {
            clusters(ClusterWidth.of(text) == Cells.width(cell));
        }
        out.append(text);
    }

    /** Switches clusters off for a cell that was put together while they were. */
    private void clusters(boolean on) {
        if (clusters != on) {
            clusters = on;
            mode(DecMode.GRAPHEME_CLUSTERS, on);
        }
    }

    private void style(long newColors, long newRest, @Nullable LinkRef newLink, boolean anyway) {
        if (!Objects.equals(link, newLink)) {
            link = newLink;
            out.append("\033]8;");
            if (newLink != null) {
                out.append(newLink.id().isEmpty() ? "" : "id=" + newLink.id())
                        .append(';')
                        .append(newLink.uri());
            } else {
                out.append(';');
            }
            out.append("\033\\");
        }
        if (anyway || newColors != colors || newRest != rest) {
            colors = newColors;
            rest = newRest;
            SgrWriter.append(out, newColors, newRest);
        }
    }

    private void plain() {
        style(0, 0, null, /* anyway= */ false);
    }

    private void titles() {
        osc(2, state.title());
        osc(1, state.iconName());
        String cwd = state.cwd();
        osc(7, cwd == null ? "" : cwd);
    }

    private void osc(int number, String text) {
        if (!text.isEmpty()) {
            out.append("\033]").append(number).append(';').append(text).append("\033\\");
        }
    }

    private void margins() {
        if (state.top() > 0 || state.bottom() < screen.rows()) {
            out.append("\033[")
                    .append(state.top() + 1)
                    .append(';')
                    .append(state.bottom())
                    .append('r');
        }
        if (state.modes().contains(DecMode.LEFT_RIGHT_MARGINS)) {
            mode(DecMode.LEFT_RIGHT_MARGINS, true);
            out.append("\033[")
                    .append(state.left() + 1)
                    .append(';')
                    .append(state.right())
                    .append('s');
        }
    }

    private void modes() {
        for (DecMode mode : DecMode.values()) {
            boolean on = state.modes().contains(mode);
            if (!NOT_PLAIN.contains(mode) && on != ON_AT_FIRST.contains(mode)) {
                mode(mode, on);
            }
        }
        if (state.lineFeedNewLine()) {
            out.append("\033[20h");
        }
        if (state.keyboardFlags() != 0) {
            out.append("\033[=").append(state.keyboardFlags()).append('u');
        }
        if (state.modifyOtherKeys() != 0) {
            out.append("\033[>4;").append(state.modifyOtherKeys()).append('m');
        }
        if (state.shape() != CursorShape.BLOCK) {
            out.append("\033[").append(state.shape().number()).append(" q");
        }
    }

    private void cursor() {
        Screen.Cursor cursor = state.cursor();
        int row = cursor.row();
        int col = cursor.col();
        FrozenRow frozen = screen.frozenRows()[row];
        boolean tail = cursor.pendingWrap() && (frozen.cell(col) & Cells.TAIL) != 0;
        int target = tail ? col - 1 : col;
        if (state.modes().contains(DecMode.ORIGIN)) {
            mode(DecMode.ORIGIN, true);
            out.append("\033[").append(row - state.top() + 1).append(';');
            out.append(target - state.left() + 1).append('H');
        } else {
            out.append("\033[").append(row + 1).append(';').append(target + 1).append('H');
        }
        if (cursor.pendingWrap()) {
            cell(frozen, target);
            plain();
        }
    }

    /** What must come last: insert mode would shift the cell at the cursor, VT52 mode ends this language. */
    private void last() {
        clusters(state.modes().contains(DecMode.GRAPHEME_CLUSTERS));
        if (state.insert()) {
            out.append("\033[4h");
        }
        if (state.modes().contains(DecMode.SYNCHRONIZED)) {
            mode(DecMode.SYNCHRONIZED, true);
        }
        if (!state.modes().contains(DecMode.ANSI)) {
            mode(DecMode.ANSI, false);
        }
    }
}
