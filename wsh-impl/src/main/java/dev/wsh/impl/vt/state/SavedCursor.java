package dev.wsh.impl.vt.state;

/** What DECSC keeps: position, pending wrap, pen, character sets and origin mode. Confined to the engine's thread. */
final class SavedCursor {
    private final Terminal t;
    private final Pen pen;
    private final Charsets charsets = new Charsets();
    private boolean origin;
    private boolean taken;
    int row;
    int col;
    boolean pendingWrap;

    SavedCursor(Terminal t) {
        this.t = t;
        pen = new Pen(t.store);
    }

    boolean taken() {
        return taken;
    }

    void forget() {
        taken = false;
        row = 0;
        col = 0;
        pendingWrap = false;
    }

    void save() {
        taken = true;
        row = t.cursor.row;
        col = t.cursor.col;
        pendingWrap = t.cursor.pendingWrap;
        pen.copyFrom(t.pen());
        charsets.copyFrom(t.charsets());
        origin = t.modes().get(DecMode.ORIGIN);
    }

    /** Brings back what was saved; without a save the cursor goes home, in the first state. */
    void restore() {
        if (!taken) {
            t.modes().set(DecMode.ORIGIN, false);
            t.pen().reset();
            t.charsets().reset();
            t.cursor.set(0, 0);
        } else {
            t.modes().set(DecMode.ORIGIN, origin);
            t.pen().copyFrom(pen);
            t.charsets().copyFrom(charsets);
            if (origin) {
                t.motion().to(row - t.margins.top, col - t.margins.left);
            } else {
                t.motion().place(row, col);
            }
            t.cursor.pendingWrap = pendingWrap && t.cursor.col == col;
        }
        t.printer().modesChanged();
    }

    void tablesChanged(dev.wsh.impl.vt.grid.StyleRemap remap) {
        pen.remapLink(remap.link(pen.link()));
        pen.tablesChanged();
    }
}
