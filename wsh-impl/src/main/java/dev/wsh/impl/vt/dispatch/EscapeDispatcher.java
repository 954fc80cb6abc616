package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.grid.Row;
import dev.wsh.impl.vt.parser.SequenceKey;
import dev.wsh.impl.vt.parser.VtParser;
import dev.wsh.impl.vt.state.Charset;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;
import dev.wsh.impl.vt.state.TerminalListener;

/** Dispatches escape sequences (ECMA-48, 8.3; xterm's ctlseqs, "Controls beginning with ESC"). */
final class EscapeDispatcher {
    private final Terminal t;
    private final ControlDispatcher controls;
    private final ModeDispatcher modes;
    private final VtParser parser;

    EscapeDispatcher(Terminal t, ControlDispatcher controls, ModeDispatcher modes, VtParser parser) {
        this.t = t;
        this.controls = controls;
        this.modes = modes;
        this.parser = parser;
    }

    void dispatch(int key) {
        int last = SequenceKey.last(key);
        int intermediates = SequenceKey.intermediates(key);
        int first = intermediates > 0xFF ? intermediates >> 8 : intermediates;
        switch (first) {
            case 0 -> plain(last);
            case ' ' -> announce(last);
            case '#' -> lineAttribute(last);
            case '(', ')', '*', '+' -> designate("()*+".indexOf(first), intermediates, last);
            case '-', '.', '/' -> designate96("-./".indexOf(first) + 1, last);
            default -> t.swallowed().note(Swallowed.Introducer.ESC, key);
        }
    }

    private void plain(int last) {
        switch (last) {
            case '7' -> t.screens().saveCursor();
            case '8' -> t.screens().restoreCursor();
            case '=' -> t.modes().set(DecMode.KEYPAD, true);
            case '>' -> t.modes().set(DecMode.KEYPAD, false);
            case '6' -> t.scroller().backIndex();
            case '9' -> t.scroller().forwardIndex();
            case 'E' -> controls.nextLine();
            case 'c' -> hardReset();
            case 'n' -> controls.lock(2);
            case 'o' -> controls.lock(3);
            case '|' -> t.charsets().lockRight(3);
            case '}' -> t.charsets().lockRight(2);
            case '~' -> t.charsets().lockRight(1);
            case 'D', 'H', 'M', 'N', 'O', 'V', 'W', 'Z' -> controls.execute(last + 0x40);
            case '\\' -> {} // ST, of a string that was given up
            default -> t.swallowed().note(Swallowed.Introducer.ESC, last);
        }
    }

    /** RIS. */
    private void hardReset() {
        modes.leaveSynchronizedUpdate(TerminalListener.Update.IS_CUT);
        modes.narrowColumns();
        t.reset();
        parser.setVt52(false);
    }

    /** S7C1T and S8C1T, for what the terminal sends; S8C1T needs a level above VT100. */
    private void announce(int last) {
        if (last == 'F' || last == 'G') {
            t.modes().eightBitControls = last == 'G' && t.modes().conformanceLevel > 61;
        }
    }

    /** DECDHL, DECSWL, DECDWL, DECALN. */
    private void lineAttribute(int last) {
        switch (last) {
            case '3' -> attribute(Row.DOUBLE_TOP);
            case '4' -> attribute(Row.DOUBLE_BOTTOM);
            case '5' -> attribute(Row.SINGLE);
            case '6' -> attribute(Row.DOUBLE_WIDTH);
            case '8' -> t.eraser().alignmentPattern();
            default -> t.swallowed().note(Swallowed.Introducer.ESC, '#' << 8 | last);
        }
    }

    private void attribute(byte attribute) {
        if (t.modes().get(DecMode.LEFT_RIGHT_MARGINS)) {
            return; // DEC: no lines of double width while there are margins at the sides
        }
        t.grid().row(t.cursor().row).setLineAttribute(attribute, t.epoch());
        if (attribute != Row.SINGLE && t.cursor().col >= t.cols() / 2) {
            t.motion().place(t.cursor().row, t.cols() / 2 - 1);
        }
    }

    /** SCS for sets of 94 characters. */
    private void designate(int g, int intermediates, int last) {
        String name = Character.toString((char) last);
        if (intermediates > 0xFF) {
            name = (char) (intermediates & 0xFF) + name;
        }
        Charset set = Charset.of(name);
        if (set == null || set.national() && !t.modes().get(DecMode.NATIONAL)) {
            set = Charset.of("B");
        }
        if (set != null) {
            t.charsets().designate(g, set);
        }
        t.printer().modesChanged();
    }

    /** SCS for sets of 96 characters: Latin-1 only. */
    private void designate96(int g, int last) {
        Charset set = Charset.of("-" + (char) last);
        if (set != null) {
            t.charsets().designate(g, set);
            t.printer().modesChanged();
        }
    }
}
