package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.parser.SequenceKey;
import dev.wsh.impl.vt.state.CursorShape;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Eraser;
import dev.wsh.impl.vt.state.Margins;
import dev.wsh.impl.vt.state.Modes;
import dev.wsh.impl.vt.state.Motion;
import dev.wsh.impl.vt.state.Pen;
import dev.wsh.impl.vt.state.Scroller;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;

/**
 * Dispatches control sequences (ECMA-48, 8.3; xterm's ctlseqs, "Functions using CSI"). An unknown one is swallowed, as
 * is one whose parameters make no sense.
 */
final class CsiDispatcher {
    private final Terminal t;
    private final Motion motion;
    private final Scroller scroller;
    private final Eraser eraser;
    private final Pen pen;
    private final ModeDispatcher modes;
    private final ReportDispatcher reports;
    private final WindowDispatcher windows;
    private final RectangleDispatcher rectangles;
    private final KeyboardDispatcher keyboard;
    private final StackDispatcher stacks;

    CsiDispatcher(Terminal t, ModeDispatcher modes) {
        this.t = t;
        this.modes = modes;
        motion = t.motion();
        scroller = t.scroller();
        eraser = t.eraser();
        pen = t.pen();
        reports = new ReportDispatcher(t);
        windows = new WindowDispatcher(t);
        rectangles = new RectangleDispatcher(t, windows);
        keyboard = new KeyboardDispatcher(t);
        stacks = new StackDispatcher(t);
    }

    void dispatch(int key, Params p) {
        int last = SequenceKey.last(key);
        if (p.hasSubs() && key != 'm') {
            return; // xterm knows colons in SGR only
        }
        if (key == last) {
            if (!frequent(last, p)) {
                rare(last, p);
            }
        } else if (SequenceKey.intermediates(key) != 0) {
            withIntermediate(key, p);
        } else {
            withPrefix(SequenceKey.prefix(key), last, p);
        }
    }

    private void unknown(int key) {
        t.swallowed().note(Swallowed.Introducer.CSI, key);
    }

    private boolean frequent(int last, Params p) {
        switch (last) {
            case 'm' -> SgrReader.apply(p, pen, t.swallowed());
            case 'H', 'f' -> motion.to(p.count(0) - 1, p.count(1) - 1);
            case 'A' -> motion.up(p.count(0));
            case 'B' -> motion.down(p.count(0));
            case 'C' -> motion.right(p.count(0));
            case 'D' -> motion.left(p.count(0));
            case 'G', '`' -> motion.toCol(p.count(0) - 1);
            case 'd' -> motion.toRow(p.count(0) - 1);
            case 'K' -> eraser.inLine(p.get(0, 0), /* selective= */ false);
            case 'J' -> eraser.inDisplay(p.get(0, 0), /* selective= */ false);
            case 'X' -> eraser.cells(p.count(0));
            case 'P' -> scroller.deleteCells(p.count(0));
            case '@' -> scroller.insertCells(p.count(0));
            case 'L' -> scroller.insertLines(p.count(0));
            case 'M' -> scroller.deleteLines(p.count(0));
            case 'S' -> scroller.scrollUp(p.count(0));
            case 'r' -> margins(p);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void rare(int last, Params p) {
        switch (last) {
            case 'E' -> {
                motion.down(p.count(0));
                motion.carriageReturn();
            }
            case 'F' -> {
                motion.up(p.count(0));
                motion.carriageReturn();
            }
            case 'I' -> motion.tab(p.count(0));
            case 'Z' -> motion.backTab(p.count(0));
            case 'T', '^' -> {
                if (p.size() <= 1) { // with five parameters it is highlight mouse tracking
                    scroller.scrollDown(p.count(0));
                }
            }
            case 'a' -> motion.rightAnyway(p.count(0));
            case 'e' -> motion.downAnyway(p.count(0));
            case 'b' -> t.printer().repeat(p.count(0));
            case 'c' -> {
                if (p.get(0, 0) == 0) {
                    ReportDispatcher.primaryAttributes(t);
                }
            }
            case 'g' -> clearTabs(p.get(0, 0));
            case 'h' -> modes.ansi(p, true);
            case 'l' -> modes.ansi(p, false);
            case 'n' -> reports.status(p);
            case 's' -> saveCursorOrMargins(p);
            case 'u' -> t.screens().restoreCursor();
            case 't' -> windows.dispatch(p);
            case 'x' -> reports.terminalParameters(p);
            default -> unknown(last);
        }
    }

    private void clearTabs(int which) {
        if (which == 0) {
            t.tabs().clear(t.cursor().col);
        } else if (which == 3) {
            t.tabs().clearAll();
        }
    }

    /** DECSTBM. */
    private void margins(Params p) {
        int top = p.count(0);
        int bottom = Math.min(p.get(1, 0) == 0 ? t.rows() : p.get(1, 0), t.rows());
        if (top >= bottom) {
            return;
        }
        Margins m = t.margins();
        m.top = top - 1;
        m.bottom = bottom;
        motion.home();
    }

    /** DECSLRM where its mode is on, SCOSC otherwise. */
    private void saveCursorOrMargins(Params p) {
        if (!t.modes().get(DecMode.LEFT_RIGHT_MARGINS)) {
            t.screens().saveCursor(); // whatever the parameters, as in xterm
            return;
        }
        int left = p.count(0);
        int right = Math.min(p.get(1, 0) == 0 ? t.cols() : p.get(1, 0), t.cols());
        if (left >= right) {
            return;
        }
        Margins m = t.margins();
        m.left = left - 1;
        m.right = right;
        t.printer().modesChanged();
        motion.home();
    }

    private void withPrefix(int prefix, int last, Params p) {
        switch (prefix) {
            case '?' -> question(last, p);
            case '>' -> greater(last, p);
            case '=' -> {
                if (last == 'c') {
                    reports.tertiaryAttributes();
                } else if (last == 'u') {
                    t.keyboard().set(p.get(0, 0), p.get(1, 1));
                } else {
                    unknown(prefix << SequenceKey.PREFIX_SHIFT | last);
                }
            }
            default -> {
                if (last == 'u') {
                    t.keyboard().pop(p.count(0));
                } else {
                    unknown(prefix << SequenceKey.PREFIX_SHIFT | last);
                }
            }
        }
    }

    private void question(int last, Params p) {
        switch (last) {
            case 'h' -> modes.dec(p, true);
            case 'l' -> modes.dec(p, false);
            case 'J' -> eraser.inDisplay(p.get(0, 0), /* selective= */ true);
            case 'K' -> eraser.inLine(p.get(0, 0), /* selective= */ true);
            case 'n' -> reports.decStatus(p);
            case 's' -> modes.save(p);
            case 'r' -> modes.restore(p);
            case 'u' -> t.replies().csi("?" + t.keyboard().flags() + "u");
            case 'm' -> keyboard.reportOtherKeys(p);
            case 'W' -> {
                if (p.get(0, 0) == 5) {
                    t.tabs().reset(t.cols());
                }
            }
            case 'S' -> reports.graphics(p);
            default -> unknown('?' << SequenceKey.PREFIX_SHIFT | last);
        }
    }

    private void greater(int last, Params p) {
        switch (last) {
            case 'c' -> reports.secondaryAttributes(p);
            case 'q' -> reports.version(p);
            case 'u' -> t.keyboard().push(p.get(0, 0));
            case 'm', 'n' -> keyboard.otherKeys(last, p);
            case 't' -> windows.titleModes(p, true);
            case 'T' -> windows.titleModes(p, false);
            default -> unknown('>' << SequenceKey.PREFIX_SHIFT | last);
        }
    }

    private void withIntermediate(int key, Params p) {
        int prefix = SequenceKey.prefix(key);
        int intermediates = SequenceKey.intermediates(key);
        int last = SequenceKey.last(key);
        switch (intermediates) {
            case '$' -> {
                if (last == 'p') {
                    modes.report(p, prefix == '?');
                } else if (prefix == 0) {
                    rectangles.dollar(last, p);
                }
            }
            case ' ' -> space(last, p);
            case '!' -> {
                if (last == 'p' && prefix == 0) {
                    t.softReset();
                }
            }
            case '"' -> quote(last, p);
            case '&' -> {
                if (last == 'u' && prefix == 0) {
                    reports.preferredSet();
                }
            }
            case '*' -> rectangles.star(last, p);
            case '\'' -> apostrophe(last, p);
            case '#' -> {
                if (prefix == 0) {
                    stacks.dispatch(last, p);
                }
            }
            default -> unknown(key);
        }
    }

    private void space(int last, Params p) {
        switch (last) {
            case '@' -> scroller.scrollLeft(p.count(0));
            case 'A' -> scroller.scrollRight(p.count(0));
            case 'q' -> cursorShape(p.get(0, 0));
            default -> {}
        }
    }

    /** DECSCUSR; 0 is 1, as in xterm. */
    private void cursorShape(int asked) {
        int n = Math.max(1, asked);
        CursorShape shape = CursorShape.of(n);
        if (shape.number() == n) {
            t.setShape(shape);
            t.modes().set(DecMode.CURSOR_BLINK, shape.blinking());
        }
    }

    private void quote(int last, Params p) {
        if (last == 'p') {
            conformance(p);
        } else if (last == 'v') {
            reports.displayedExtent();
        } else if (last == 'q') {
            int n = p.get(0, 0);
            if (n <= 2) {
                pen.setGuarded(n == 1);
                if (n == 1) {
                    t.modes().isoProtection = false;
                }
            }
        }
    }

    /** DECSCL: a level up to that of a VT420, and 7-bit or 8-bit controls; resets the terminal. */
    private void conformance(Params p) {
        int level = p.get(0, 0);
        if (level < 61 || level > Modes.HIGHEST_LEVEL) {
            return;
        }
        modes.narrowColumns();
        t.reset();
        t.modes().conformanceLevel = level;
        t.modes().eightBitControls = level > 61 && p.get(1, 0) != 1;
    }

    /** DECIC and DECDC; DECRQLP is answered with "no locator". */
    private void apostrophe(int last, Params p) {
        if (last == '|') {
            t.replies().csi("0&w");
        } else if (last == '}' && scroller.insideMargins()) {
            scroller.insertColumns(t.cursor().col, p.count(0));
        } else if (last == '~' && scroller.insideMargins()) {
            scroller.deleteColumns(t.cursor().col, p.count(0));
        }
    }
}
