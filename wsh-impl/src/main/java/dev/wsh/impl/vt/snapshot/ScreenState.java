package dev.wsh.impl.vt.snapshot;

import dev.wsh.Screen;
import dev.wsh.impl.vt.state.CursorShape;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Marks;
import dev.wsh.impl.vt.state.Modes;
import dev.wsh.impl.vt.state.Terminal;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a screen shows or tells beside its rows, at one moment; two are equal when nobody could tell them apart. */
record ScreenState(
        long firstLine,
        Screen.Cursor cursor,
        CursorShape shape,
        String title,
        String iconName,
        @Nullable String cwd,
        boolean alternate,
        Set<DecMode> modes,
        boolean insert,
        boolean lineFeedNewLine,
        int keyboardFlags,
        int modifyOtherKeys,
        int top,
        int bottom,
        int left,
        int right,
        int markChanges,
        int colorChanges) {

    static ScreenState of(Terminal t) {
        Modes m = t.modes();
        Marks marks = t.marks();
        CursorShape shape = t.shape();
        Screen.Cursor cursor = new Screen.Cursor(
                t.cursor().row,
                t.motion().shownCol(),
                m.get(DecMode.CURSOR_VISIBLE),
                shape(shape),
                shape.blinking(),
                m.get(DecMode.AUTO_WRAP) && t.printer().wrapsNext());
        return new ScreenState(
                t.history().screenLine(),
                cursor,
                shape,
                t.titles().title(),
                t.titles().icon(),
                marks.cwd(),
                t.screens().alternate(),
                m.on(),
                m.insert,
                m.lineFeedNewLine,
                t.keyboard().flags(),
                m.modifyOtherKeys,
                t.margins().top,
                t.margins().bottom,
                t.margins().left,
                t.margins().right,
                marks.changes(),
                t.palette().changes());
    }

    private static Screen.Cursor.Shape shape(CursorShape shape) {
        return switch (shape) {
            case BLOCK, BLINKING_BLOCK -> Screen.Cursor.Shape.BLOCK;
            case UNDERLINE, BLINKING_UNDERLINE -> Screen.Cursor.Shape.UNDERLINE;
            case BAR, BLINKING_BAR -> Screen.Cursor.Shape.BAR;
        };
    }

    boolean mode(Screen.Mode mode) {
        return switch (mode) {
            case APPLICATION_CURSOR -> modes.contains(DecMode.CURSOR_KEYS);
            case APPLICATION_KEYPAD -> modes.contains(DecMode.KEYPAD);
            case BRACKETED_PASTE -> modes.contains(DecMode.BRACKETED_PASTE);
            case ORIGIN -> modes.contains(DecMode.ORIGIN);
            case AUTO_WRAP -> modes.contains(DecMode.AUTO_WRAP);
            case INSERT -> insert;
            case REVERSE_VIDEO -> modes.contains(DecMode.REVERSE_VIDEO);
            case SYNCHRONIZED -> modes.contains(DecMode.SYNCHRONIZED);
            case FOCUS_EVENTS -> modes.contains(DecMode.FOCUS_EVENTS);
            case MOUSE_CLICK -> modes.contains(DecMode.MOUSE_CLICK) || modes.contains(DecMode.MOUSE_X10);
            case MOUSE_DRAG -> modes.contains(DecMode.MOUSE_DRAG);
            case MOUSE_ALL -> modes.contains(DecMode.MOUSE_ALL);
        };
    }

    /** As {@code equals}, which the JDK puts together at run time and which takes long until it is compiled. */
    boolean sameAs(ScreenState other) {
        return sameNumbers(other)
                && cursor.row() == other.cursor.row()
                && cursor.col() == other.cursor.col()
                && cursor.visible() == other.cursor.visible()
                && cursor.shape() == other.cursor.shape()
                && cursor.blinking() == other.cursor.blinking()
                && cursor.pendingWrap() == other.cursor.pendingWrap()
                && shape == other.shape
                && title.equals(other.title)
                && iconName.equals(other.iconName)
                && Objects.equals(cwd, other.cwd)
                && modes.equals(other.modes);
    }

    private boolean sameNumbers(ScreenState other) {
        return firstLine == other.firstLine
                && alternate == other.alternate
                && insert == other.insert
                && lineFeedNewLine == other.lineFeedNewLine
                && keyboardFlags == other.keyboardFlags
                && modifyOtherKeys == other.modifyOtherKeys
                && top == other.top
                && bottom == other.bottom
                && left == other.left
                && right == other.right
                && markChanges == other.markChanges
                && colorChanges == other.colorChanges;
    }
}
