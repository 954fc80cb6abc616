package dev.wsh.impl.vt.state;

import dev.wsh.impl.vt.grid.CellStore;
import dev.wsh.impl.vt.grid.Cells;
import dev.wsh.impl.vt.grid.StyleWords;

/**
 * What SGR, DECSCA and OSC 8 set for the characters to come.
 *
 * <p>The style is interned only when a character is printed or erased with it. Colours are in the form of
 * {@link StyleWords}. Confined to the engine's thread.
 */
public final class Pen {
    private final CellStore store;
    private int fg;
    private int bg;
    private int underlineColor;
    private int attributes;
    private int link;
    private boolean guarded;
    private boolean stale;
    private long template = Cells.WRITTEN;
    private boolean blankStale;
    private long blank;

    Pen(CellStore store) {
        this.store = store;
    }

    /** Returns a cell with the pen's style to which a code point is added. */
    public long template() {
        if (stale) {
            stale = false;
            int id =
                    store.styles().intern(StyleWords.colors(fg, bg), StyleWords.rest(underlineColor, attributes, link));
            template = (long) id << Cells.STYLE_SHIFT | Cells.WRITTEN | (guarded ? Cells.PROTECTED : 0);
        }
        return template;
    }

    /** Returns an erased cell: the background colour alone (xterm's back_color_erase). */
    public long blank() {
        if (blankStale) {
            blankStale = false;
            blank = bg == 0 ? 0 : (long) store.styles().intern(StyleWords.colors(0, bg), 0) << Cells.STYLE_SHIFT;
        }
        return blank;
    }

    private void changed() {
        stale = true;
    }

    public int fg() {
        return fg;
    }

    public int bg() {
        return bg;
    }

    public int underlineColor() {
        return underlineColor;
    }

    public int attributes() {
        return attributes;
    }

    public int link() {
        return link;
    }

    /** Tells whether characters are protected from selective erase. */
    public boolean guarded() {
        return guarded;
    }

    public void setFg(int color) {
        fg = color;
        stale = true;
    }

    public void setBg(int color) {
        bg = color;
        stale = true;
        blankStale = true;
    }

    public void setUnderlineColor(int color) {
        underlineColor = color;
        changed();
    }

    /** Sets and clears attributes: bits of {@link StyleWords}. */
    public void setAttributes(int clear, int set) {
        attributes = attributes & ~clear | set;
        changed();
    }

    public void setLink(int number) {
        link = number;
        changed();
    }

    public void setGuarded(boolean on) {
        guarded = on;
        changed();
    }

    /** SGR 0: colours and attributes, but not the protection and not the link. */
    public void resetGraphics() {
        fg = 0;
        setBg(0);
        underlineColor = 0;
        attributes = 0;
        changed();
    }

    void reset() {
        resetGraphics();
        link = 0;
        guarded = false;
    }

    void copyFrom(Pen other) {
        fg = other.fg;
        bg = other.bg;
        underlineColor = other.underlineColor;
        attributes = other.attributes;
        link = other.link;
        guarded = other.guarded;
        tablesChanged();
    }

    /** Says that ids of styles are not valid any more. */
    void tablesChanged() {
        stale = true;
        blankStale = true;
    }

    void remapLink(int newLink) {
        link = newLink;
    }
}
