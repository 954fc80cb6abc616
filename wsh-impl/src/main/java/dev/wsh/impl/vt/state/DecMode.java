package dev.wsh.impl.vt.state;

import org.jspecify.annotations.Nullable;

/**
 * The private modes that can be set, reset, reported, saved and restored (DECSET, DECRST, DECRQM, XTSAVE, XTRESTORE).
 *
 * <p>Numbers after xterm's ctlseqs, "DEC Private Mode Set"; 2026 and 2027 after the specifications of synchronized output
 * and of grapheme clustering, 2031 and 2048 after those of contour and of in-band resize.
 */
public enum DecMode {
    CURSOR_KEYS(1),
    ANSI(2),
    COLUMNS_132(3),
    SMOOTH_SCROLL(4),
    REVERSE_VIDEO(5),
    ORIGIN(6),
    AUTO_WRAP(7),
    AUTO_REPEAT(8),
    MOUSE_X10(9),
    CURSOR_BLINK(12),
    CURSOR_BLINK_OPTION(13),
    CURSOR_BLINK_XOR(14),
    PRINT_FORM_FEED(18),
    PRINT_EXTENT(19),
    CURSOR_VISIBLE(25),
    SCROLL_BAR(30),
    FONT_SHIFT(35),
    ALLOW_132(40),
    MORE_FIX(41),
    NATIONAL(42),
    MARGIN_BELL(44),
    REVERSE_WRAP(45),
    ALTERNATE_47(47),
    KEYPAD(66),
    BACKARROW(67),
    LEFT_RIGHT_MARGINS(69),
    SIXEL_SCROLLING(80),
    MOUSE_CLICK(1000),
    MOUSE_HILITE(1001),
    MOUSE_DRAG(1002),
    MOUSE_ALL(1003),
    FOCUS_EVENTS(1004),
    MOUSE_UTF8(1005),
    MOUSE_SGR(1006),
    ALTERNATE_SCROLL(1007),
    SCROLL_ON_OUTPUT(1010),
    SCROLL_ON_KEY(1011),
    FAST_SCROLL(1014),
    MOUSE_URXVT(1015),
    MOUSE_PIXELS(1016),
    EIGHT_BIT_META(1034),
    NUM_LOCK(1035),
    META_ESCAPE(1036),
    DELETE_IS_DEL(1037),
    ALT_ESCAPE(1039),
    KEEP_SELECTION(1040),
    SELECT_TO_CLIPBOARD(1041),
    BELL_URGENT(1042),
    BELL_RAISE(1043),
    KEEP_CLIPBOARD(1044),
    REVERSE_WRAP_EXTENDED(1045),
    ALLOW_ALTERNATE(1046),
    ALTERNATE_1047(1047),
    SAVE_CURSOR_1048(1048),
    ALTERNATE_1049(1049),
    TERMINFO_KEYS(1050),
    SUN_KEYS(1051),
    HP_KEYS(1052),
    SCO_KEYS(1053),
    LEGACY_KEYS(1060),
    VT220_KEYS(1061),
    PRIVATE_COLOR_REGISTERS(1070),
    READLINE_CLICK_1(2001),
    READLINE_CLICK_2(2002),
    READLINE_CLICK_3(2003),
    BRACKETED_PASTE(2004),
    READLINE_QUOTE(2005),
    READLINE_NEWLINE(2006),
    SYNCHRONIZED(2026),
    GRAPHEME_CLUSTERS(2027),
    COLOR_SCHEME(2031),
    IN_BAND_RESIZE(2048),
    SIXEL_CURSOR_RIGHT(8452);

    private static final DecMode[] BY_NUMBER = new DecMode[8453];

    static {
        for (DecMode mode : values()) {
            BY_NUMBER[mode.number] = mode;
        }
    }

    private final int number;

    DecMode(int number) {
        this.number = number;
    }

    /** Returns the number in the sequences. */
    public int number() {
        return number;
    }

    /** Returns the mode of a number, or null where there is none. */
    public static @Nullable DecMode of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }
}
