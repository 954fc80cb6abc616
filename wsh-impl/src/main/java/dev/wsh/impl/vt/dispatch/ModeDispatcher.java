package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.Row;
import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.parser.SequenceKey;
import dev.wsh.impl.vt.parser.VtParser;
import dev.wsh.impl.vt.state.Charset;
import dev.wsh.impl.vt.state.CursorShape;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Modes;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;
import dev.wsh.impl.vt.state.TerminalListener;
import java.util.EnumSet;
import java.util.Set;

/**
 * Sets, resets, saves, restores and reports modes, and does what a change of them does (xterm's ctlseqs, "DEC Private
 * Mode Set"; ECMA-48, 7). Confined to the engine's thread.
 */
final class ModeDispatcher {
    private static final Set<DecMode> MOUSE_PROTOCOLS = EnumSet.of(
            DecMode.MOUSE_X10, DecMode.MOUSE_CLICK, DecMode.MOUSE_HILITE, DecMode.MOUSE_DRAG, DecMode.MOUSE_ALL);

    private static final int NOT_RECOGNIZED = 0;
    private static final int SET = 1;
    private static final int RESET = 2;
    private static final int ALWAYS_RESET = 4;

    /** DECHCCM: there is no page wider than the screen that could follow the cursor. */
    private static final int CURSOR_COUPLING = 60;

    private static final int COLUMNS_WIDE = 132;
    private static final int COLUMNS_NARROW = 80;

    private final Terminal t;
    private final VtParser parser;

    ModeDispatcher(Terminal t, VtParser parser) {
        this.t = t;
        this.parser = parser;
    }

    /** SM and RM. */
    void ansi(Params p, boolean on) {
        Modes m = t.modes();
        for (int i = 0; i < p.size(); i++) {
            switch (p.get(i, 0)) {
                case 2 -> m.keyboardLocked = on;
                case 4 -> m.insert = on;
                case 12 -> m.sendReceive = on;
                case 20 -> m.lineFeedNewLine = on;
                default -> t.swallowed().note(Swallowed.Introducer.CSI, p.get(i, 0), on ? 'h' : 'l');
            }
        }
        t.printer().modesChanged();
    }

    /** DECSET and DECRST. */
    void dec(Params p, boolean on) {
        for (int i = 0; i < p.size(); i++) {
            DecMode mode = DecMode.of(p.get(i, 0));
            if (mode != null) {
                set(mode, on);
            } else {
                int key = '?' << SequenceKey.PREFIX_SHIFT | (on ? 'h' : 'l');
                t.swallowed().note(Swallowed.Introducer.CSI, p.get(i, 0), key);
            }
        }
    }

    /** XTSAVE. */
    void save(Params p) {
        for (int i = 0; i < p.size(); i++) {
            DecMode mode = DecMode.of(p.get(i, 0));
            if (mode == DecMode.SAVE_CURSOR_1048) {
                t.screens().saveCursor();
            } else if (mode != null) {
                together(mode).forEach(t.modes()::save);
            }
        }
    }

    /** XTRESTORE. */
    void restore(Params p) {
        for (int i = 0; i < p.size(); i++) {
            DecMode mode = DecMode.of(p.get(i, 0));
            if (mode == DecMode.SAVE_CURSOR_1048) {
                t.screens().restoreCursor();
            } else if (mode != null) {
                together(mode).forEach(this::restore);
            }
        }
    }

    private void restore(DecMode mode) {
        if (t.modes().saved(mode) != t.modes().get(mode)) {
            set(mode, t.modes().saved(mode));
        }
    }

    /** What is saved and restored with a mode: xterm has one place for the protocols of the mouse. */
    private static Set<DecMode> together(DecMode mode) {
        return MOUSE_PROTOCOLS.contains(mode) ? MOUSE_PROTOCOLS : EnumSet.of(mode);
    }

    /** Changes a mode and does what the change does. */
    void set(DecMode mode, boolean on) {
        Modes m = t.modes();
        switch (mode) {
            case ALTERNATE_47, ALTERNATE_1047, ALTERNATE_1049 -> alternate(mode, on);
            case SAVE_CURSOR_1048 -> saveCursor(on);
            case SYNCHRONIZED -> synchronizedUpdate(on);
            case COLUMNS_132 -> columns(on);
            case MOUSE_X10, MOUSE_CLICK, MOUSE_HILITE, MOUSE_DRAG, MOUSE_ALL -> mouseProtocol(mode, on);
            case MOUSE_UTF8, MOUSE_SGR, MOUSE_URXVT, MOUSE_PIXELS -> mouseEncoding(mode, on);
            case LEFT_RIGHT_MARGINS -> leftRightMargins(on);
            default -> {
                m.set(mode, on);
                switch (mode) {
                    case ANSI -> ansiMode(on);
                    case ORIGIN -> t.motion().home();
                    case CURSOR_BLINK -> blink(on);
                    case ALLOW_ALTERNATE -> {
                        if (!on) {
                            alternate(DecMode.ALTERNATE_47, false);
                        }
                    }
                    case IN_BAND_RESIZE -> {
                        if (on) {
                            t.reportSize();
                        }
                    }
                    default -> {}
                }
            }
        }
        t.printer().modesChanged();
    }

    /** DECANM: resetting it makes the terminal a VT52 until {@code ESC <}. */
    private void ansiMode(boolean on) {
        parser.setVt52(!on);
        t.charsets().designate(0, Charset.ASCII);
        t.charsets().lockLeft(0);
    }

    private void blink(boolean on) {
        int number = t.shape().number();
        int still = number + number % 2;
        t.setShape(CursorShape.of(on ? still - 1 : still));
    }

    private void leftRightMargins(boolean on) {
        if (t.modes().conformanceLevel < 64) {
            return;
        }
        t.modes().set(DecMode.LEFT_RIGHT_MARGINS, on);
        if (!on) {
            t.margins().left = 0;
            t.margins().right = t.cols();
        } else {
            for (int row = 0; row < t.rows(); row++) {
                t.grid().row(row).setLineAttribute(Row.SINGLE, t.epoch());
            }
        }
    }

    private void alternate(DecMode mode, boolean on) {
        if (on && !t.modes().get(DecMode.ALLOW_ALTERNATE)) {
            return;
        }
        boolean was = t.screens().alternate();
        if (mode == DecMode.ALTERNATE_1049 && on) {
            t.screens().saveCursor();
        }
        if (mode == DecMode.ALTERNATE_1047 && !on && was) {
            t.screens().clearAlternate(/* wasShown= */ true);
        }
        t.screens().show(on);
        if (mode == DecMode.ALTERNATE_1049 && on) {
            t.screens().clearAlternate(was);
        }
        if (mode == DecMode.ALTERNATE_1049 && !on) {
            t.screens().restoreCursor();
        }
        t.modes().set(DecMode.ALTERNATE_47, on);
        t.modes().set(DecMode.ALTERNATE_1047, on);
        t.modes().set(DecMode.ALTERNATE_1049, on);
    }

    private void saveCursor(boolean on) {
        t.modes().set(DecMode.SAVE_CURSOR_1048, on);
        if (on) {
            t.screens().saveCursor();
        } else {
            t.screens().restoreCursor();
        }
    }

    private void synchronizedUpdate(boolean on) {
        if (on == t.modes().get(DecMode.SYNCHRONIZED)) {
            return;
        }
        if (on) {
            t.listener().synchronizedUpdate(TerminalListener.Update.BEGINS);
            t.modes().set(DecMode.SYNCHRONIZED, true);
        } else {
            leaveSynchronizedUpdate(TerminalListener.Update.ENDS);
        }
    }

    /** Leaves a synchronized update, if there is one. */
    void leaveSynchronizedUpdate(TerminalListener.Update how) {
        if (t.modes().get(DecMode.SYNCHRONIZED)) {
            t.modes().set(DecMode.SYNCHRONIZED, false);
            t.listener().synchronizedUpdate(how);
        }
    }

    /** DECCOLM, where mode 40 allows it: another number of columns, a blank screen, no margins; mode 69 stays, as in xterm. */
    private void columns(boolean on) {
        if (!t.modes().get(DecMode.ALLOW_132)) {
            return;
        }
        t.modes().set(DecMode.COLUMNS_132, on);
        WindowDispatcher.resize(t, t.rows(), on ? COLUMNS_WIDE : COLUMNS_NARROW);
        t.resetMargins();
        t.eraser().inDisplay(2, /* selective= */ false);
        t.motion().place(0, 0);
    }

    /** RIS and DECSCL make a screen of 132 columns narrow again, where mode 40 allows it. */
    void narrowColumns() {
        if (t.modes().get(DecMode.COLUMNS_132) && t.modes().get(DecMode.ALLOW_132)) {
            WindowDispatcher.resize(t, t.rows(), COLUMNS_NARROW);
        }
    }

    /** One protocol at a time: setting one replaces another, resetting any ends the one that is on, as in xterm. */
    private void mouseProtocol(DecMode mode, boolean on) {
        MOUSE_PROTOCOLS.forEach(each -> t.modes().set(each, false));
        t.modes().set(mode, on);
    }

    /** One encoding at a time: setting one replaces another, resetting any other one changes nothing. */
    private void mouseEncoding(DecMode mode, boolean on) {
        Modes m = t.modes();
        if (on) {
            m.set(DecMode.MOUSE_UTF8, false);
            m.set(DecMode.MOUSE_SGR, false);
            m.set(DecMode.MOUSE_URXVT, false);
            m.set(DecMode.MOUSE_PIXELS, false);
        }
        m.set(mode, on);
    }

    /** DECRQM and its ANSI form: 0 unknown, 1 set, 2 reset, 3 set for ever, 4 reset for ever. */
    void report(Params p, boolean dec) {
        if (t.modes().conformanceLevel < 63) {
            return;
        }
        int number = p.get(0, 0);
        int value = dec ? decValue(number) : ansiValue(number);
        t.replies().csi((dec ? "?" : "") + number + ";" + value + "$y");
    }

    private int decValue(int number) {
        DecMode mode = DecMode.of(number);
        if (mode == null) {
            return number == CURSOR_COUPLING ? ALWAYS_RESET : NOT_RECOGNIZED;
        }
        return switch (mode) {
            case FAST_SCROLL, KEEP_SELECTION -> ALWAYS_RESET;
            default -> setOrReset(mode);
        };
    }

    private int setOrReset(DecMode mode) {
        return t.modes().get(mode) ? SET : RESET;
    }

    private int ansiValue(int number) {
        Modes m = t.modes();
        return switch (number) {
            case 2 -> m.keyboardLocked ? SET : RESET;
            case 4 -> m.insert ? SET : RESET;
            case 12 -> m.sendReceive ? SET : RESET;
            case 20 -> m.lineFeedNewLine ? SET : RESET;
            case 1, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19 -> ALWAYS_RESET;
            default -> NOT_RECOGNIZED;
        };
    }
}
