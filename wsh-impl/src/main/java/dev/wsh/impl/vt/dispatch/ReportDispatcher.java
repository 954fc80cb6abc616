package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.state.Cursor;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Margins;
import dev.wsh.impl.vt.state.Terminal;

/**
 * Answers DSR, DECDSR, DA1 to DA3, XTVERSION, DECREQTPARM, DECRQDE, DECRQUPSS and XTSMGRAPHICS (xterm's ctlseqs; DEC
 * VT420 and VT510 manuals). Confined to the engine's thread.
 */
final class ReportDispatcher {
    /** VT420 with 132 columns, printer, selective erase, NRCS, technical set, locator, state reports, windows,
     * horizontal scrolling, colour, rectangles, text locator: what xterm says as a VT420. */
    private static final String PRIMARY = "?64;1;2;6;9;15;16;17;18;21;22;28;29c";

    private static final String SECONDARY = ">41;379;0c";
    private static final String UNIT_ID = "00000000";
    private static final String VERSION = "wsh(0.1.0)";

    private final Terminal t;

    ReportDispatcher(Terminal t) {
        this.t = t;
    }

    /** DA1. */
    static void primaryAttributes(Terminal t) {
        t.replies().csi(PRIMARY);
    }

    /** DA2. */
    void secondaryAttributes(Params p) {
        if (p.get(0, 0) == 0) {
            t.replies().csi(SECONDARY);
        }
    }

    /** DA3. */
    void tertiaryAttributes() {
        t.replies().dcs("!|" + UNIT_ID);
    }

    /** XTVERSION. */
    void version(Params p) {
        if (p.get(0, 0) == 0) {
            t.replies().dcs(">|" + VERSION);
        }
    }

    /** DECREQTPARM. */
    void terminalParameters(Params p) {
        int kind = p.get(0, 0);
        if (kind <= 1) {
            t.replies().csi(kind + 2 + ";1;1;128;128;1;0x");
        }
    }

    /** DSR: 5 status, 6 cursor position. */
    void status(Params p) {
        switch (p.get(0, 0)) {
            case 5 -> t.replies().csi("0n");
            case 6 -> t.replies().csi(position() + "R");
            default -> t.replies().none("CSI " + p.get(0, 0) + " n");
        }
    }

    private String position() {
        Cursor c = t.cursor();
        int row = c.row;
        int col = c.col;
        if (t.modes().get(DecMode.ORIGIN)) {
            Margins m = t.margins();
            row -= m.top;
            col -= m.left;
        }
        return (row + 1) + ";" + (col + 1);
    }

    /** DECDSR, and contour's colour scheme. */
    void decStatus(Params p) {
        switch (p.get(0, 0)) {
            case 6 -> t.replies().csi("?" + position() + (t.modes().conformanceLevel >= 64 ? ";1R" : "R"));
            case 15 -> t.replies().csi("?13n"); // no printer
            case 25 -> t.replies().csi("?21n"); // user-defined keys are locked
            case 26 -> t.replies().csi("?27;1;0;0n"); // a North American keyboard, ready
            case 53, 55 -> t.replies().csi("?50n"); // no locator
            case 56 -> t.replies().csi("?57;0n"); // its type is unknown
            case 62 -> t.replies().csi("0*{"); // no room for macros
            case 63 -> t.replies().dcs(p.get(1, 0) + "!~0000"); // the checksum of no macros
            case 75 -> t.replies().csi("?70n"); // no errors in transmission
            case 85 -> t.replies().csi("?83n"); // one session
            case 996 -> t.replies().csi(t.palette().dark() ? "?997;1n" : "?997;2n");
            default -> t.replies().none("CSI ? " + p.get(0, 0) + " n");
        }
    }

    /** DECRQDE: the whole page is shown. */
    void displayedExtent() {
        t.replies().csi(t.rows() + ";" + t.cols() + ";1;1;1\"w");
    }

    /** DECRQUPSS: DEC Supplemental, a set of 94 characters; a control of a VT320. */
    void preferredSet() {
        if (t.modes().conformanceLevel >= 63) {
            t.replies().dcs("0!u%5");
        }
    }

    /** XTSMGRAPHICS: there are none; 3 says that the action failed. */
    void graphics(Params p) {
        if (p.size() >= 2) {
            t.replies().csi("?" + p.get(0, 0) + ";3S");
        }
    }
}
