package dev.wsh.impl.vt.state;

/** The cursor's looks as DECSCUSR numbers them (xterm's ctlseqs, {@code CSI Ps SP q}); a block at first. */
public enum CursorShape {
    BLINKING_BLOCK(true, 1),
    BLOCK(false, 2),
    BLINKING_UNDERLINE(true, 3),
    UNDERLINE(false, 4),
    BLINKING_BAR(true, 5),
    BAR(false, 6);

    private final boolean blinking;
    private final int number;

    CursorShape(boolean blinking, int number) {
        this.blinking = blinking;
        this.number = number;
    }

    /** Returns the shape of a parameter of DECSCUSR; a block for a number that has none. */
    public static CursorShape of(int number) {
        for (CursorShape shape : values()) {
            if (shape.number == number) {
                return shape;
            }
        }
        return BLOCK;
    }

    public boolean blinking() {
        return blinking;
    }

    /** Returns the parameter of DECSCUSR. */
    public int number() {
        return number;
    }
}
