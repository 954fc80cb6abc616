package dev.wsh.impl.vt.state;

import java.util.EnumSet;

/**
 * The switches of a terminal: private modes, the ANSI modes and what escape sequences switch beside them.
 *
 * <p>Holds values only; what a change of a mode does stands in the dispatcher of modes. Confined to the engine's thread.
 */
public final class Modes {
    /** The level of a VT420, which is what the terminal says that it is. */
    public static final int HIGHEST_LEVEL = 64;

    private final EnumSet<DecMode> on = EnumSet.noneOf(DecMode.class);
    private final EnumSet<DecMode> saved = EnumSet.noneOf(DecMode.class);
    private final boolean clustersByDefault;

    /** IRM. */
    public boolean insert;
    /** LNM. */
    public boolean lineFeedNewLine;
    /** KAM. */
    public boolean keyboardLocked;
    /** SRM: on means no local echo. */
    public boolean sendReceive;
    /** S8C1T. */
    public boolean eightBitControls;
    /** DECSCL: 61 to {@link #HIGHEST_LEVEL}. */
    public int conformanceLevel;
    /** DECSACE as it came: 2 is a rectangle, 0 and 1 are a stream. */
    public int attributeExtent;
    /** XTCHECKSUM. */
    public int checksumExtension;
    /** How protection was asked for last: by SPA (true) or by DECSCA. */
    public boolean isoProtection;
    /** xterm's modifyOtherKeys, 0 to 3. */
    public int modifyOtherKeys;

    Modes(boolean clustersByDefault) {
        this.clustersByDefault = clustersByDefault;
        reset();
    }

    public boolean get(DecMode mode) {
        return on.contains(mode);
    }

    public void set(DecMode mode, boolean value) {
        if (value) {
            on.add(mode);
        } else {
            on.remove(mode);
        }
    }

    /** Returns a copy of the set of private modes that are on. */
    public EnumSet<DecMode> on() {
        return EnumSet.copyOf(on);
    }

    /** XTSAVE. */
    public void save(DecMode mode) {
        if (on.contains(mode)) {
            saved.add(mode);
        } else {
            saved.remove(mode);
        }
    }

    /** Returns what XTSAVE kept. */
    public boolean saved(DecMode mode) {
        return saved.contains(mode);
    }

    /** RIS: everything as in a new terminal. */
    void reset() {
        on.clear();
        set(DecMode.ANSI, true);
        set(DecMode.AUTO_WRAP, true);
        set(DecMode.AUTO_REPEAT, true);
        set(DecMode.CURSOR_VISIBLE, true);
        set(DecMode.ALTERNATE_SCROLL, false);
        set(DecMode.ALLOW_ALTERNATE, true);
        set(DecMode.META_ESCAPE, true);
        set(DecMode.PRINT_EXTENT, true);
        set(DecMode.SCROLL_ON_KEY, true);
        set(DecMode.GRAPHEME_CLUSTERS, clustersByDefault);
        saved.clear();
        saved.addAll(on);
        insert = false;
        lineFeedNewLine = false;
        keyboardLocked = false;
        sendReceive = true;
        eightBitControls = false;
        conformanceLevel = HIGHEST_LEVEL;
        attributeExtent = 0;
        checksumExtension = 0;
        isoProtection = false;
        modifyOtherKeys = 0;
    }

    /** DECSTR: what a soft reset changes. */
    void softReset() {
        set(DecMode.CURSOR_VISIBLE, true);
        set(DecMode.ORIGIN, false);
        set(DecMode.AUTO_WRAP, true);
        set(DecMode.REVERSE_WRAP, false);
        set(DecMode.REVERSE_WRAP_EXTENDED, false);
        set(DecMode.LEFT_RIGHT_MARGINS, false);
        set(DecMode.CURSOR_KEYS, false);
        set(DecMode.CURSOR_BLINK, false);
        insert = false;
        keyboardLocked = false;
        set(DecMode.KEYPAD, false);
        attributeExtent = 0;
        isoProtection = false;
    }
}
