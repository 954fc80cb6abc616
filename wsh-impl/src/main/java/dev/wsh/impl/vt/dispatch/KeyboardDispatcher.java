package dev.wsh.impl.vt.dispatch;

import dev.wsh.impl.vt.parser.Params;
import dev.wsh.impl.vt.state.Terminal;

/** XTMODKEYS, its reset and its query (xterm's ctlseqs, {@code CSI > Pp ; Pv m}, {@code CSI > Ps n}, {@code CSI ? m}). */
final class KeyboardDispatcher {
    private static final int OTHER_KEYS = 4;
    private static final int MAX_VALUE = 3;

    private final Terminal t;

    KeyboardDispatcher(Terminal t) {
        this.t = t;
    }

    void otherKeys(int last, Params p) {
        boolean resets = last == 'n';
        if (p.size() == 0 && !resets) {
            t.modes().modifyOtherKeys = 0;
        } else if (p.get(0, 0) == OTHER_KEYS) {
            t.modes().modifyOtherKeys = resets ? 0 : Math.min(MAX_VALUE, p.get(1, 0));
        }
    }

    void reportOtherKeys(Params p) {
        if (p.get(0, 0) == OTHER_KEYS) {
            t.replies().csi(">" + OTHER_KEYS + ";" + t.modes().modifyOtherKeys + "m");
        }
    }
}
