package dev.wsh.impl.vt.input;

import dev.wsh.Key;
import java.util.Set;

/** The modifiers of a key as the bits of the kitty keyboard protocol; those of xterm are the first three, and Meta as 8. */
final class Held {

    static final int SHIFT = 1;
    static final int ALT = 2;
    static final int CTRL = 4;
    static final int SUPER = 8;
    static final int HYPER = 16;
    static final int META = 32;
    static final int CAPS_LOCK = 64;
    static final int NUM_LOCK = 128;
    static final int LOCKS = CAPS_LOCK | NUM_LOCK;

    private Held() {}

    static int mask(Set<Key.Modifier> held) {
        int mask = 0;
        for (Key.Modifier modifier : held) {
            mask |= bit(modifier);
        }
        return mask;
    }

    private static int bit(Key.Modifier modifier) {
        return switch (modifier) {
            case SHIFT -> SHIFT;
            case ALT -> ALT;
            case CTRL -> CTRL;
            case SUPER -> SUPER;
            case HYPER -> HYPER;
            case META -> META;
            case CAPS_LOCK -> CAPS_LOCK;
            case NUM_LOCK -> NUM_LOCK;
        };
    }
}
