package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.StyleWords;
import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.state.Area;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Margins;
import dev.wsh.impl.vt.state.Terminal;

/**
 * DECCRA, DECFRA, DECERA, DECSERA, DECCARA, DECRARA, DECSACE, DECRQCRA, and what else has {@code $} or {@code *} before
 * its final byte (DEC VT420 and VT510 manuals; xterm's ctlseqs). Confined to the engine's thread.
 */
final class RectangleDispatcher {
    private static final int REVERSIBLE = StyleWords.BOLD | StyleWords.BLINK | StyleWords.INVERSE | StyleWords.HIDDEN;

    /** Bits of XTCHECKSUM; the others are as if they were always set: no attributes, whole characters, blanks. */
    private static final int DO_NOT_NEGATE = 1;

    private static final int OMIT_ERASED = 1 << 3;
    /** DECSACE 2. */
    private static final int RECTANGLE = 2;

    private final Terminal t;
    private final WindowDispatcher windows;
    private final PresentationReports presentation;

    RectangleDispatcher(Terminal t, WindowDispatcher windows) {
        this.t = t;
        this.windows = windows;
        presentation = new PresentationReports(t);
    }

    void dollar(int last, Params p) {
        switch (last) {
            case 'v' -> copy(p);
            case 'x' -> fill(p);
            case 'z' -> area(t, p, 0).erase(/* selective= */ false);
            case '{' -> area(t, p, 0).erase(/* selective= */ true);
            case 'r' -> attributes(p, /* reverse= */ false);
            case 't' -> attributes(p, /* reverse= */ true);
            case 'w' -> presentation.report(p.get(0, 0));
            case '|' -> windows.columns(p.get(0, 0));
            default -> {}
        }
    }

    void star(int last, Params p) {
        switch (last) {
            case 'x' -> {
                if (p.get(0, 0) <= 2) {
                    t.modes().attributeExtent = p.get(0, 0);
                }
            }
            case 'y' -> checksum(p);
            case '|' -> windows.lines(p.count(0));
            default -> {}
        }
    }

    /** Reads top, left, bottom and right, counted from the margins in origin mode. */
    static Area area(Terminal t, Params p, int index) {
        Margins m = t.margins();
        boolean origin = t.modes().get(DecMode.ORIGIN);
        int rowBase = origin ? m.top : 0;
        int colBase = origin ? m.left : 0;
        int rowLimit = origin ? m.bottom : t.rows();
        int colLimit = origin ? m.right : t.cols();
        int bottom = p.get(index + 2, 0);
        int right = p.get(index + 3, 0);
        return new Area(
                t,
                rowBase + p.count(index) - 1,
                colBase + p.count(index + 1) - 1,
                bottom == 0 ? rowLimit : Math.min(rowBase + bottom, rowLimit),
                right == 0 ? colLimit : Math.min(colBase + right, colLimit));
    }

    private void copy(Params p) {
        Area source = area(t, p, 0);
        Margins m = t.margins();
        boolean origin = t.modes().get(DecMode.ORIGIN);
        int row = (origin ? m.top : 0) + p.count(5) - 1;
        int col = (origin ? m.left : 0) + p.count(6) - 1;
        if (!source.empty()) {
            source.copyTo(row, col, origin ? m.bottom : t.rows(), origin ? m.right : t.cols());
        }
    }

    private void fill(Params p) {
        int ch = p.get(0, ' ');
        if (ch >= 0x20 && ch <= 0x7E || ch >= 0xA0 && ch <= 0xFF) {
            area(t, p, 1).fill(ch);
        }
    }

    private void checksum(Params p) {
        if (!t.options().unsafeReports()) {
            t.replies().none("CSI " + p.get(0, 0) + " * y");
            return; // it would let whoever may print read the screen
        }
        Area area = area(t, p, 2);
        int extension = t.modes().checksumExtension;
        int sum = area.empty() ? 0 : area.checksum((extension & OMIT_ERASED) != 0);
        int shown = (extension & DO_NOT_NEGATE) != 0 ? sum : -sum;
        StringBuilder reply = new StringBuilder().append(p.get(0, 0)).append("!~");
        t.replies().dcs(Hex.append(Hex.append(reply, shown >> 8), shown).toString());
    }

    private void attributes(Params p, boolean reverse) {
        Area area = area(t, p, 0);
        Area.Change change = reverse ? reversal(p) : setting(p);
        if (t.modes().attributeExtent == RECTANGLE) {
            area.change(change);
        } else {
            area.changeStream(change);
        }
    }

    private static Area.Change setting(Params p) {
        return attributes -> {
            int result = p.size() <= 4 ? 0 : attributes;
            for (int i = 4; i < p.size(); i++) {
                result = set(result, p.get(i, 0));
            }
            return result;
        };
    }

    private static int set(int attributes, int code) {
        int single = 1 << StyleWords.UNDERLINE_SHIFT;
        return switch (code) {
            case 0 -> attributes & ~(REVERSIBLE | StyleWords.UNDERLINE);
            case 1 -> attributes | StyleWords.BOLD;
            case 4 -> attributes & ~StyleWords.UNDERLINE | single;
            case 5 -> attributes | StyleWords.BLINK;
            case 7 -> attributes | StyleWords.INVERSE;
            case 8 -> attributes | StyleWords.HIDDEN;
            case 22 -> attributes & ~StyleWords.BOLD;
            case 24 -> attributes & ~StyleWords.UNDERLINE;
            case 25 -> attributes & ~StyleWords.BLINK;
            case 27 -> attributes & ~StyleWords.INVERSE;
            case 28 -> attributes & ~StyleWords.HIDDEN;
            default -> attributes;
        };
    }

    private static Area.Change reversal(Params p) {
        return attributes -> {
            int result = p.size() <= 4 ? reverse(attributes, 0) : attributes;
            for (int i = 4; i < p.size(); i++) {
                result = reverse(result, p.get(i, 0));
            }
            return result;
        };
    }

    private static int reverse(int attributes, int code) {
        return switch (code) {
            case 0 -> reverseUnderline(attributes ^ REVERSIBLE);
            case 1 -> attributes ^ StyleWords.BOLD;
            case 4 -> reverseUnderline(attributes);
            case 5 -> attributes ^ StyleWords.BLINK;
            case 7 -> attributes ^ StyleWords.INVERSE;
            case 8 -> attributes ^ StyleWords.HIDDEN;
            default -> attributes;
        };
    }

    private static int reverseUnderline(int attributes) {
        boolean underlined = (attributes & StyleWords.UNDERLINE) != 0;
        return attributes & ~StyleWords.UNDERLINE | (underlined ? 0 : 1 << StyleWords.UNDERLINE_SHIFT);
    }
}
