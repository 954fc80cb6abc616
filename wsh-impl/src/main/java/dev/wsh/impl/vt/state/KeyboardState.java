package dev.wsh.impl.vt.state;

import java.util.Arrays;

/**
 * The flags of the kitty keyboard protocol, with a stack for each screen.
 *
 * <p>Source: kitty, "Comprehensive keyboard handling in terminals", progressive enhancement. Confined to the engine's
 * thread.
 */
public final class KeyboardState {
    /** Entries of a stack; a push onto a full stack drops the oldest. */
    public static final int MAX_STACK = 32;

    private static final int ALL_FLAGS = 31;

    private final Stack primary = new Stack();
    private final Stack alternate = new Stack();
    private Stack shown = primary;

    private static final class Stack {
        private final int[] saved = new int[MAX_STACK];
        private int size;
        private int flags;

        void clear() {
            size = 0;
            flags = 0;
        }
    }

    void show(boolean alternateScreen) {
        shown = alternateScreen ? alternate : primary;
    }

    void reset() {
        primary.clear();
        alternate.clear();
        shown = primary;
    }

    /** Returns the flags in force. */
    public int flags() {
        return shown.flags;
    }

    /** {@code CSI = flags ; how u}: 1 sets all, 2 adds, 3 removes. */
    public void set(int flags, int how) {
        int known = flags & ALL_FLAGS;
        shown.flags = switch (how) {
            case 2 -> shown.flags | known;
            case 3 -> shown.flags & ~known;
            default -> known;
        };
    }

    /** {@code CSI > flags u}. */
    public void push(int flags) {
        if (shown.size == MAX_STACK) {
            System.arraycopy(shown.saved, 1, shown.saved, 0, MAX_STACK - 1);
            shown.size--;
        }
        shown.saved[shown.size++] = shown.flags;
        shown.flags = flags & ALL_FLAGS;
    }

    /** {@code CSI < n u}. */
    public void pop(int n) {
        for (int i = 0; i < Math.min(n, MAX_STACK); i++) {
            shown.flags = shown.size > 0 ? shown.saved[--shown.size] : 0;
        }
    }

    @Override
    public String toString() {
        return shown.flags + " over " + Arrays.toString(Arrays.copyOf(shown.saved, shown.size));
    }
}
