package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.parser.ParserHandler;
import dev.wsh.impl.vt.parser.VtParser;
import dev.wsh.impl.vt.state.Printer;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;

/**
 * Gives a terminal what the parser finds: text to the printer, everything else to the dispatcher of its kind. Confined
 * to the engine's thread.
 */
public final class Dispatcher implements ParserHandler {
    /** Control sequences that move no cursor and change no cells, and REP, by their final bytes. */
    private static final String STAYS = "bcghlmnqpstx";

    private final Printer printer;
    private final VtParser parser;
    private final ControlDispatcher controls;
    private final EscapeDispatcher escapes;
    private final CsiDispatcher csi;
    private final OscDispatcher osc;
    private final DcsDispatcher dcs;
    private final Vt52Dispatcher vt52;
    private final JumpScroll jump;
    private final Swallowed swallowed;
    private final KittyGraphics graphics;

    /** Creates the dispatchers of a terminal, and its parser. */
    public Dispatcher(Terminal terminal) {
        printer = terminal.printer();
        parser = new VtParser(this);
        controls = new ControlDispatcher(terminal);
        ModeDispatcher modes = new ModeDispatcher(terminal, parser);
        escapes = new EscapeDispatcher(terminal, controls, modes, parser);
        csi = new CsiDispatcher(terminal, modes);
        osc = new OscDispatcher(terminal);
        dcs = new DcsDispatcher(terminal);
        vt52 = new Vt52Dispatcher(terminal, modes);
        jump = new JumpScroll(terminal);
        swallowed = terminal.swallowed();
        graphics = new KittyGraphics(terminal);
    }

    /** Returns the parser to feed. */
    public VtParser parser() {
        return parser;
    }

    @Override
    public void printAscii(byte[] bytes, int from, int to) {
        printer.ascii(bytes, from, to);
    }

    @Override
    public void print(int codePoint) {
        printer.print(codePoint);
    }

    @Override
    public void print(int[] codePoints, int n) {
        printer.print(codePoints, n);
    }

    @Override
    public void execute(int control) {
        printer.interrupted();
        boolean staysAfterTab = control == '\t' && printer.stays();
        if (control == '\r' || control == '\b' || control == 0x0B || control == 0x0C) {
            printer.departed();
        }
        controls.execute(control);
        if (staysAfterTab) {
            printer.setStays(); // xterm
        }
    }

    @Override
    public int lineFeed(byte[] bytes, int from, int end) {
        printer.interrupted();
        printer.departed();
        boolean scrolls = jump.isAtBottom();
        controls.lineFeed();
        return scrolls ? jump.take(bytes, from, end) : from;
    }

    @Override
    public void escape(int key) {
        printer.interrupted();
        if (key == '8' || key == '6' || key == '9' || key == 'c' || key >= 'D' && key <= 'M') {
            printer.departed();
        }
        escapes.dispatch(key);
    }

    @Override
    public void csi(int key, Params params) {
        printer.interrupted();
        if (key < 0x80 && STAYS.indexOf(key) < 0) {
            printer.departed();
        }
        csi.dispatch(key, params);
    }

    @Override
    public void osc(byte[] payload, int length, boolean bell) {
        printer.interrupted();
        osc.dispatch(payload, length, bell);
    }

    @Override
    public void dcs(int key, Params params, byte[] payload, int length) {
        printer.interrupted();
        dcs.dispatch(key, params, payload, length);
    }

    @Override
    public void string(int introducer, byte[] payload, int length) {
        printer.interrupted();
        Swallowed.Introducer kind = introducer == '_'
                ? Swallowed.Introducer.APC
                : introducer == '^' ? Swallowed.Introducer.PM : Swallowed.Introducer.SOS;
        if (kind == Swallowed.Introducer.APC) {
            graphics.string(payload, length);
        } else {
            swallowed.note(kind, 0);
        }
    }

    @Override
    public void vt52(int finalByte, int row, int col) {
        printer.interrupted();
        vt52.dispatch(finalByte, row, col);
    }
}
