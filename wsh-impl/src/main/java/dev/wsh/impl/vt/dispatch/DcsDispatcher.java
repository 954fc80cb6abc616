package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.parser.SequenceKey;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;
import java.nio.charset.StandardCharsets;

/**
 * Dispatches device control strings: DECRQSS, XTGETTCAP, XTGETXRES, DECRSPS; everything else (sixel, ReGIS, user-defined keys) is
 * swallowed (xterm's ctlseqs, "Device-Control functions"). Confined to the engine's thread.
 */
final class DcsDispatcher {
    /** The longest request that is answered. */
    private static final int MAX_REQUEST = 4096;

    private final StatusStrings status;
    private final TermcapReports termcap;
    private final PresentationRestore restore;
    private final Terminal t;

    DcsDispatcher(Terminal t) {
        this.t = t;
        status = new StatusStrings(t);
        termcap = new TermcapReports(t);
        restore = new PresentationRestore(t);
    }

    void dispatch(int key, Params p, byte[] payload, int length) {
        if (length > MAX_REQUEST || SequenceKey.prefix(key) != 0) {
            t.swallowed().note(Swallowed.Introducer.DCS, key);
            return;
        }
        String text = new String(payload, 0, length, StandardCharsets.ISO_8859_1);
        int intermediates = SequenceKey.intermediates(key);
        int last = SequenceKey.last(key);
        if (intermediates == '$' && last == 'q') {
            status.report(text);
        } else if (intermediates == '+' && last == 'q') {
            termcap.report(text);
        } else if (intermediates == '+' && last == 'Q') {
            t.replies().dcs("0+R" + (text.matches("[0-9A-Fa-f]*") ? text : "")); // XTGETXRES: there are no resources
        } else if (intermediates == '$' && last == 't') {
            restore.restore(p.get(0, 0), text);
        } else {
            t.swallowed().note(Swallowed.Introducer.DCS, key);
        }
    }
}
