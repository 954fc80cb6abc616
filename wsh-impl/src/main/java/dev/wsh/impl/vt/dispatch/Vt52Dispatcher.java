package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.state.Charset;
import dev.wsh.impl.vt.state.DecMode;
import dev.wsh.impl.vt.state.Terminal;

/** Dispatches the escapes of a VT52 (xterm's ctlseqs, "VT52 mode"; DEC VT100 user guide, appendix). */
final class Vt52Dispatcher {
    private final Terminal t;
    private final ModeDispatcher modes;

    Vt52Dispatcher(Terminal t, ModeDispatcher modes) {
        this.t = t;
        this.modes = modes;
    }

    void dispatch(int last, int row, int col) {
        switch (last) {
            case 'A' -> t.motion().up(1);
            case 'B' -> t.motion().down(1);
            case 'C' -> t.motion().right(1);
            case 'D' -> t.motion().left(1);
            case 'F' -> designate(Charset.LINES);
            case 'G' -> designate(Charset.ASCII);
            case 'H' -> t.motion().place(0, 0);
            case 'I' -> t.scroller().reverseIndex();
            case 'J' -> t.eraser().inDisplay(0, /* selective= */ false);
            case 'K' -> t.eraser().inLine(0, /* selective= */ false);
            case 'Y' -> t.motion().place(row - 0x20, col - 0x20);
            case 'Z' -> t.replies().escape("/Z");
            case '=' -> t.modes().set(DecMode.KEYPAD, true);
            case '>' -> t.modes().set(DecMode.KEYPAD, false);
            case '<' -> modes.set(DecMode.ANSI, true);
            default -> {}
        }
    }

    private void designate(Charset set) {
        t.charsets().designate(0, set);
        t.printer().modesChanged();
    }
}
