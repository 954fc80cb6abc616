package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.state.Scroller;
import dev.wsh.impl.vt.state.Terminal;

/** Executes C0 and C1 controls (ECMA-48, 8.2; xterm's ctlseqs, "Single-character functions", "C1 controls"). */
final class ControlDispatcher {
    private final Terminal t;
    private final Scroller scroller;

    ControlDispatcher(Terminal t) {
        this.t = t;
        scroller = t.scroller();
    }

    void execute(int control) {
        switch (control) {
            case 0x0A, 0x0B, 0x0C -> lineFeed();
            case 0x0D -> t.motion().carriageReturn();
            case 0x08 -> t.motion().left(1);
            case 0x09 -> t.motion().tab(1);
            case 0x07 -> {
                t.marks().ring();
                t.listener().bell();
            }
            case 0x0E -> lock(1);
            case 0x0F -> lock(0);
            case 0x84 -> scroller.index();
            case 0x85 -> nextLine();
            case 0x88 -> t.tabs().set(t.cursor().col);
            case 0x8D -> scroller.reverseIndex();
            case 0x8E -> shift(2);
            case 0x8F -> shift(3);
            case 0x96 -> guard(true);
            case 0x97 -> guard(false);
            case 0x9A -> ReportDispatcher.primaryAttributes(t);
            default -> {}
        }
    }

    /** LF, VT, FF: down one row, and to the left margin in line feed/new line mode. */
    void lineFeed() {
        if (t.modes().lineFeedNewLine) {
            t.motion().carriageReturn();
        }
        scroller.index();
    }

    /** NEL. */
    void nextLine() {
        scroller.index();
        t.motion().carriageReturn();
    }

    void lock(int g) {
        t.charsets().lockLeft(g);
        t.printer().modesChanged();
    }

    void shift(int g) {
        t.charsets().shift(g);
        t.printer().modesChanged();
    }

    /** SPA and EPA. */
    void guard(boolean on) {
        t.pen().setGuarded(on);
        if (on) {
            t.modes().isoProtection = true;
        }
    }
}
