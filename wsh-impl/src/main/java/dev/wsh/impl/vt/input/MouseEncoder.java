package dev.wsh.impl.vt.input;

import dev.wsh.InputRejectedException;
import dev.wsh.Key;
import dev.wsh.Mouse;

/**
 * The mouse as xterm reports it: ctlseqs, "Mouse Tracking".
 *
 * <pre>
 *   protocol   9 presses only, 1000 and releases, 1002 and moves with a button down, 1003 and all moves
 *   encoding   0     CSI M b x y        each byte the number + 32; up to 223
 *              1005  CSI M b x y        each the number + 32 in UTF-8; up to 2015
 *              1006  CSI &lt; b ; x ; y M  m for a release
 *              1015  CSI b+32 ; x ; y M
 *              1016  as 1006, in pixels
 * </pre>
 *
 * <p>xterm sends a NUL for a coordinate that an encoding can't hold; here it is refused, since the program would be
 * misled. Stateless; threadsafe.
 */
final class MouseEncoder {

    private static final int RELEASE = 3;
    private static final int MOVE = 32;
    private static final int WHEEL = 64;
    private static final int EXTRA = 128;
    private static final int BYTE_LIMIT = 255 - 32;
    private static final int UTF8_LIMIT = 2047 - 32;

    /** Lines that one notch of the wheel scrolls: xterm's default translation, scroll-back(5,line). */
    private static final int WHEEL_LINES = 5;

    private MouseEncoder() {}

    static void encode(Mouse mouse, InputModes modes, Bytes out) {
        if (mouse.row() >= modes.rows() || mouse.col() >= modes.cols()) {
            throw new InputRejectedException("the mouse cell (" + mouse.row() + ", " + mouse.col()
                    + ") is outside the screen of " + modes.rows() + " rows and " + modes.cols() + " columns");
        }
        boolean wheel = mouse.action() == Mouse.Action.SCROLL_UP || mouse.action() == Mouse.Action.SCROLL_DOWN;
        if (modes.mouseProtocol() == 0) {
            if (wheel && modes.alternateScroll() && modes.alternateScreen()) {
                cursorKeys(mouse.action() == Mouse.Action.SCROLL_UP ? 'A' : 'B', modes, out);
                return;
            }
            throw new InputRejectedException(
                    "the program has not asked for the mouse (modes 9, 1000, 1002 or 1003): " + mouse);
        }
        if (mouse.action() == Mouse.Action.CLICK) {
            encode(as(Mouse.Action.PRESS, mouse), modes, out);
            if (modes.mouseProtocol() != 9) {
                encode(as(Mouse.Action.RELEASE, mouse), modes, out);
            }
            return;
        }
        checkAsked(mouse, modes.mouseProtocol());
        int code = code(mouse);
        if (modes.mouseProtocol() != 9) {
            code += modifiers(mouse);
        }
        boolean release = mouse.action() == Mouse.Action.RELEASE;
        switch (modes.mouseEncoding()) {
            case 1006:
                sgr(code, mouse.col() + 1, mouse.row() + 1, release, out);
                break;
            case 1016:
                sgr(
                        code,
                        mouse.col() * InputModes.CELL_WIDTH + InputModes.CELL_WIDTH / 2 + 1,
                        mouse.row() * InputModes.CELL_HEIGHT + InputModes.CELL_HEIGHT / 2 + 1,
                        release,
                        out);
                break;
            case 1015:
                out.csi().ascii((legacy(code, release) + 32) + ";" + (mouse.col() + 1) + ";" + (mouse.row() + 1) + "M");
                break;
            default:
                bytes(legacy(code, release), mouse, modes.mouseEncoding() == 1005, out);
                break;
        }
    }

    private static Mouse as(Mouse.Action action, Mouse click) {
        return new Mouse(action, click.button(), click.row(), click.col(), click.modifiers());
    }

    private static void checkAsked(Mouse mouse, int protocol) {
        if (mouse.action() == Mouse.Action.RELEASE && protocol == 9) {
            throw new InputRejectedException("the program asked for presses only (mode 9): " + mouse);
        }
        if (mouse.action() == Mouse.Action.MOVE) {
            if (protocol == 9 || protocol == 1000) {
                throw new InputRejectedException(
                        "the program asked for clicks only (mode " + protocol + "), not for moves: " + mouse);
            }
            if (protocol == 1002 && mouse.button() == 0) {
                throw new InputRejectedException(
                        "the program asked for moves with a button down only (mode 1002): " + mouse);
            }
        }
    }

    private static int code(Mouse mouse) {
        switch (mouse.action()) {
            case SCROLL_UP:
                return WHEEL;
            case SCROLL_DOWN:
                return WHEEL + 1;
            case MOVE:
                return MOVE + (mouse.button() == 0 ? RELEASE : button(mouse));
            default:
                return button(mouse);
        }
    }

    /** Buttons 1 to 3 are 0 to 2, 4 to 7 (the wheel in X11) 64 to 67, 8 to 11 128 to 131. */
    private static int button(Mouse mouse) {
        int button = mouse.button();
        if (button == 0) {
            throw new IllegalArgumentException("a press or release needs a button, 1 for the left one: " + mouse);
        }
        if (button <= 3) {
            return button - 1;
        }
        return button <= 7 ? WHEEL + button - 4 : EXTRA + button - 8;
    }

    private static int modifiers(Mouse mouse) {
        int code = mouse.modifiers().contains(Key.Modifier.SHIFT) ? 4 : 0;
        if (mouse.modifiers().contains(Key.Modifier.ALT) || mouse.modifiers().contains(Key.Modifier.META)) {
            code += 8;
        }
        return code + (mouse.modifiers().contains(Key.Modifier.CTRL) ? 16 : 0);
    }

    /** Only the SGR encodings tell which button was released. */
    private static int legacy(int code, boolean release) {
        return release ? code & (4 | 8 | 16) | RELEASE : code;
    }

    private static void sgr(int code, int x, int y, boolean release, Bytes out) {
        out.csi().ascii("<" + code + ";" + x + ";" + y).raw(release ? 'm' : 'M');
    }

    private static void bytes(int code, Mouse mouse, boolean utf8, Bytes out) {
        int limit = utf8 ? UTF8_LIMIT : BYTE_LIMIT;
        if (mouse.col() >= limit || mouse.row() >= limit) {
            throw new InputRejectedException("the program's mouse encoding reaches row and column " + (limit - 1)
                    + " only (mode 1006 was not set): " + mouse);
        }
        out.csi().raw('M');
        for (int number : new int[] {code, mouse.col() + 1, mouse.row() + 1}) {
            if (utf8) {
                out.utf8(number + 32);
            } else {
                out.raw(number + 32);
            }
        }
    }

    private static void cursorKeys(char last, InputModes modes, Bytes out) {
        for (int i = 0; i < WHEEL_LINES; i++) {
            (modes.applicationCursor() ? out.ss3() : out.csi()).raw(last);
        }
    }
}
