package dev.wsh.impl.vt.dispatch;

import dev.wsh.Image;
import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.parser.SequenceKey;
import dev.wsh.impl.vt.state.ImageData;
import dev.wsh.impl.vt.state.Sixel;
import dev.wsh.impl.vt.state.Swallowed;
import dev.wsh.impl.vt.state.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Dispatches device control strings: DECRQSS, XTGETTCAP, XTGETXRES, DECRSPS, sixels; everything else (ReGIS, user-defined keys) is
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

    /** An image; the parameters are about the shape of its pixels, which is square here. */
    private void sixel(byte[] payload, int length) {
        byte[] data = Arrays.copyOf(payload, length);
        Sixel sixel = new Sixel(data);
        sixel.measure();
        t.images()
                .place(
                        new ImageData(Image.Protocol.SIXEL, Image.Format.SIXEL, 0, sixel.width(), sixel.height(), data),
                        0,
                        0);
    }

    void dispatch(int key, Params p, byte[] payload, int length) {
        if (key == 'q') {
            sixel(payload, length);
            return;
        }
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
