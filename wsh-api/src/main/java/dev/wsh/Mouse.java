package dev.wsh;

import java.util.Objects;
import java.util.Set;

/**
 * A mouse action at a cell. Sending it is an {@link InputRejectedException} where the program has not asked for it.
 *
 * @param action what happens
 * @param button 1 left, 2 middle, 3 right, 8 to 11 extra buttons; 0 for a move without a button and for the wheel
 * @param row from 0
 * @param col from 0
 * @param modifiers keys held down
 */
public record Mouse(Action action, int button, int row, int col, Set<Key.Modifier> modifiers) implements Input {

    /** What a mouse can do. */
    public enum Action {
        /** A button goes down. */
        PRESS,
        /** A button goes up. */
        RELEASE,
        /** The pointer arrives at a cell. */
        MOVE,
        /** The wheel turns away from the user. */
        SCROLL_UP,
        /** The wheel turns towards the user. */
        SCROLL_DOWN
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the button is not 0 to 11 or the cell is negative
     */
    public Mouse {
        Objects.requireNonNull(action, "action");
        modifiers = Set.copyOf(modifiers);
        if (button < 0 || button > 11) {
            throw new IllegalArgumentException("mouse button " + button + " is not 0 to 11");
        }
        if (row < 0 || col < 0) {
            throw new IllegalArgumentException("mouse cell (" + row + ", " + col + ") is negative");
        }
    }

    /**
     * A click with the left button: a press and a release.
     *
     * @param row from 0
     * @param col from 0
     * @return two inputs
     */
    public static Input[] click(int row, int col) {
        return new Input[] {left(Action.PRESS, row, col), left(Action.RELEASE, row, col)};
    }

    /**
     * A drag with the left button: a press, a move and a release.
     *
     * @param row where it begins, from 0
     * @param col where it begins, from 0
     * @param toRow where it ends, from 0
     * @param toCol where it ends, from 0
     * @return three inputs
     */
    public static Input[] drag(int row, int col, int toRow, int toCol) {
        return new Input[] {
            left(Action.PRESS, row, col), left(Action.MOVE, toRow, toCol), left(Action.RELEASE, toRow, toCol)
        };
    }

    /**
     * One notch of the wheel, away from the user.
     *
     * @param row from 0
     * @param col from 0
     * @return the input
     */
    public static Mouse scrollUp(int row, int col) {
        return new Mouse(Action.SCROLL_UP, 0, row, col, Set.of());
    }

    /**
     * One notch of the wheel, towards the user.
     *
     * @param row from 0
     * @param col from 0
     * @return the input
     */
    public static Mouse scrollDown(int row, int col) {
        return new Mouse(Action.SCROLL_DOWN, 0, row, col, Set.of());
    }

    private static Mouse left(Action action, int row, int col) {
        return new Mouse(action, 1, row, col, Set.of());
    }
}
