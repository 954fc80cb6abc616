package dev.wsh.impl.vt;

import dev.wsh.impl.vt.input.InputModes;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Modes;
import dev.wsh.impl.vt.state.Terminal;

/** Reads from a terminal what decides how input is encoded. Stateless. */
final class InputState {
    private InputState() {}

    static InputModes of(Terminal t, Modes m) {
        return new InputModes(
                m.get(DecMode.CURSOR_KEYS),
                m.get(DecMode.KEYPAD),
                m.get(DecMode.BRACKETED_PASTE),
                mouseProtocol(m),
                mouseEncoding(m),
                m.get(DecMode.FOCUS_EVENTS),
                m.modifyOtherKeys,
                t.keyboard().flags(),
                m.lineFeedNewLine,
                m.get(DecMode.BACKARROW),
                !m.get(DecMode.ANSI),
                m.get(DecMode.ALTERNATE_SCROLL),
                t.screens().alternate(),
                m.eightBitControls,
                t.rows(),
                t.cols());
    }

    private static int mouseProtocol(Modes m) {
        return firstOn(m, DecMode.MOUSE_ALL, DecMode.MOUSE_DRAG, DecMode.MOUSE_CLICK, DecMode.MOUSE_X10);
    }

    private static int mouseEncoding(Modes m) {
        return firstOn(m, DecMode.MOUSE_PIXELS, DecMode.MOUSE_SGR, DecMode.MOUSE_URXVT, DecMode.MOUSE_UTF8);
    }

    private static int firstOn(Modes m, DecMode... candidates) {
        for (DecMode mode : candidates) {
            if (m.get(mode)) {
                return mode.number();
            }
        }
        return 0;
    }
}
