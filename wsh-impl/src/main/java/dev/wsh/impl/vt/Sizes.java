package dev.wsh.impl.vt;

import dev.wsh.InvalidSpecException;

/** The one rule for sizes of screens. */
public final class Sizes {

    private static final int MOST = 1000;

    private Sizes() {}

    /**
     * Checks a size.
     *
     * @throws InvalidSpecException if it is out of range
     */
    public static void require(int rows, int cols) {
        if (rows < 1 || rows > MOST || cols < 1 || cols > MOST) {
            throw new InvalidSpecException("size", rows + "x" + cols, "1 to 1000 rows and 1 to 1000 columns");
        }
    }
}
