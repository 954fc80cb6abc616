package dev.wsh.impl.vt.input;

/**
 * The modes of a terminal that decide which bytes a key, a paste or the mouse sends. Immutable; threadsafe.
 *
 * @param applicationCursor DECCKM (mode 1): cursor keys send SS3
 * @param applicationKeypad DECKPAM, DECNKM (mode 66): keypad keys send SS3
 * @param bracketedPaste mode 2004
 * @param mouseProtocol 0 for none, 9, 1000, 1002 or 1003
 * @param mouseEncoding 0 for one byte a number, 1005, 1006, 1015 or 1016
 * @param focusEvents mode 1004
 * @param modifyOtherKeys 0, 1 or 2 (XTMODKEYS 4)
 * @param kittyFlags flags of the kitty keyboard protocol, 0 to 31; when not 0, modifyOtherKeys counts no more
 * @param newLine LNM (mode 20): Enter sends CR LF
 * @param backarrowSendsBackspace DECBKM (mode 67): Backspace sends BS, not DEL
 * @param vt52 VT52 mode (mode 2 reset)
 * @param alternateScroll mode 1007: on the alternate screen the wheel sends cursor keys
 * @param alternateScreen whether the alternate screen is shown
 * @param eightBitControls S8C1T: CSI and SS3 are one byte
 * @param rows height of the screen
 * @param cols width of the screen
 */
public record InputModes(
        boolean applicationCursor,
        boolean applicationKeypad,
        boolean bracketedPaste,
        int mouseProtocol,
        int mouseEncoding,
        boolean focusEvents,
        int modifyOtherKeys,
        int kittyFlags,
        boolean newLine,
        boolean backarrowSendsBackspace,
        boolean vt52,
        boolean alternateScroll,
        boolean alternateScreen,
        boolean eightBitControls,
        int rows,
        int cols) {

    /** Pixels of a cell, in x: there is no font, but window reports and mode 1016 need a number. */
    public static final int CELL_WIDTH = 10;

    /** Pixels of a cell, in y. */
    public static final int CELL_HEIGHT = 20;

    /** kitty: disambiguate escape codes. */
    static final int KITTY_DISAMBIGUATE = 1;
    /** kitty: report event types. */
    static final int KITTY_EVENT_TYPES = 2;
    /** kitty: report alternate keys. */
    static final int KITTY_ALTERNATES = 4;
    /** kitty: report all keys as escape codes. */
    static final int KITTY_ALL_KEYS = 8;
    /** kitty: report associated text. */
    static final int KITTY_TEXT = 16;
}
