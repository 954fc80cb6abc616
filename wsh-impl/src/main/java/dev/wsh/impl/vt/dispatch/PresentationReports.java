package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.StyleWords;
import dev.wsh.impl.vt.state.Cursor;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Terminal;

/** Answers DECRQPSR: the cursor (DECCIR) and the tab stops (DECTABSR) (DEC VT420 manual). */
final class PresentationReports {
    private final Terminal t;

    PresentationReports(Terminal t) {
        this.t = t;
    }

    void report(int which) {
        if (which == 1) {
            t.replies().dcs("1$u" + cursor());
        } else if (which == 2) {
            t.replies().dcs("2$u" + tabs());
        }
    }

    private String cursor() {
        Cursor c = t.cursor();
        int attributes = t.pen().attributes();
        int rendition = 0x40
                | ((attributes & StyleWords.BOLD) != 0 ? 1 : 0)
                | ((attributes & StyleWords.UNDERLINE) != 0 ? 2 : 0)
                | ((attributes & (StyleWords.BLINK | StyleWords.RAPID)) != 0 ? 4 : 0)
                | ((attributes & StyleWords.INVERSE) != 0 ? 8 : 0);
        int protection = 0x40 | (t.pen().guarded() ? 1 : 0);
        int flags = 0x40 | (t.modes().get(DecMode.ORIGIN) ? 1 : 0) | (c.pendingWrap ? 8 : 0);
        StringBuilder sets = new StringBuilder();
        int sizes = 0x40;
        for (int g = 0; g < 4; g++) {
            String designator = t.charsets().designated(g).designator();
            boolean large = designator.startsWith("-");
            sizes |= large ? 1 << g : 0;
            sets.append(large ? designator.substring(1) : designator);
        }
        return (c.row + 1) + ";" + (c.col + 1) + ";1;" + (char) rendition + ";" + (char) protection + ";" + (char) flags
                + ";" + t.charsets().left() + ";" + t.charsets().right() + ";" + (char) sizes + ";" + sets;
    }

    private String tabs() {
        StringBuilder list = new StringBuilder();
        for (int col = t.tabs().at(0) ? 0 : t.tabs().next(0);
                col >= 0;
                col = t.tabs().next(col)) {
            list.append(list.length() == 0 ? "" : "/").append(col + 1);
        }
        return list.toString();
    }
}
