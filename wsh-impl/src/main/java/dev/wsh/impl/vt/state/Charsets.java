package dev.wsh.impl.vt.state;

/**
 * G0 to G3, which of them is in GL, and single shifts (SCS, LS, SS2, SS3).
 *
 * <p>In UTF-8 only GL is mapped, as in xterm; GR is kept so that it can be reported and restored. Confined to the
 * engine's thread.
 */
public final class Charsets {
    private final Charset[] sets = new Charset[4];
    private int gl;
    private int gr;
    private int single = -1;
    private boolean plain;

    Charsets() {
        reset();
    }

    void reset() {
        java.util.Arrays.fill(sets, Charset.ASCII);
        gl = 0;
        gr = 2;
        single = -1;
        plain = true;
    }

    void copyFrom(Charsets other) {
        System.arraycopy(other.sets, 0, sets, 0, sets.length);
        gl = other.gl;
        gr = other.gr;
        single = other.single;
        update();
    }

    private void update() {
        plain = sets[gl] == Charset.ASCII && single < 0;
    }

    /** Designates a set as G0 to G3. */
    public void designate(int g, Charset set) {
        sets[g] = set;
        update();
    }

    /** Returns the set designated as G0 to G3. */
    public Charset designated(int g) {
        return sets[g];
    }

    /** Locking shift: Gn to GL. */
    public void lockLeft(int g) {
        gl = g;
        update();
    }

    /** Locking shift: Gn to GR. */
    public void lockRight(int g) {
        gr = g;
    }

    /** Single shift: the next character comes from Gn. */
    public void shift(int g) {
        single = g;
        update();
    }

    public int left() {
        return gl;
    }

    public int right() {
        return gr;
    }

    /** Tells whether ASCII goes through unchanged. */
    boolean plain() {
        return plain;
    }

    /** Maps a byte of 0x20 to 0x7E, and ends a single shift. */
    int map(int b) {
        Charset set = sets[gl];
        if (single >= 0) {
            set = sets[single];
            single = -1;
            update();
        }
        return set.map(b);
    }

    /** Ends a single shift without using it. */
    void noSingleShift() {
        if (single >= 0) {
            single = -1;
            update();
        }
    }
}
