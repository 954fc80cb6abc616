package dev.wsh;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A mouse action at a cell: {@code Mouse.click(4, 20)}, {@code Mouse.rightClick(4, 20).ctrl()},
 * {@code Mouse.scrollDown(4, 20).times(3)}. Sending it is an {@link InputRejectedException} where the program has not asked
 * for it.
 *
 * @param action what happens
 * @param button 1 left, 2 middle, 3 right, 8 to 11 extra buttons; 0 for a move without a button and for the wheel. A press of
 *     4 to 7 is a notch of the wheel up, down, left or right, which has no other action
 * @param row from 0
 * @param col from 0
 * @param modifiers keys held down; terminals tell Shift, Alt or Meta, and Ctrl
 */
public record Mouse(Action action, int button, int row, int col, Set<Key.Modifier> modifiers) implements Input {

    private static final int LEFT = 1;
    private static final int MIDDLE = 2;
    private static final int RIGHT = 3;

    /** What a mouse can do. */
    public enum Action {
        /** A button goes down. */
        PRESS,
        /** A button goes up. */
        RELEASE,
        /** A button goes down and up; programs that asked for presses only (mode 9) get the press. */
        CLICK,
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
     * @throws IllegalArgumentException if the button is not 0 to 11, or not one for the action, or the cell is negative
     */
    public Mouse {
        Objects.requireNonNull(modifiers, "modifiers");
        Objects.requireNonNull(action, "action");
        modifiers = Set.copyOf(modifiers);
        if (button < 0 || button > 11) {
            throw new IllegalArgumentException("mouse button " + button + " is not 0 to 11; 1 is the left one");
        }
        boolean wheel = action == Action.SCROLL_UP || action == Action.SCROLL_DOWN;
        if (button == 0 && !wheel && action != Action.MOVE) {
            throw new IllegalArgumentException("a " + words(action) + " needs a button; 1 is the left one");
        }
        if (button != 0 && wheel) {
            throw new IllegalArgumentException("a " + words(action) + " has no button but 0, not " + button);
        }
        if (button >= 4 && button <= 7 && action != Action.PRESS) {
            throw new IllegalArgumentException(
                    "mouse button " + button + " is a direction of the wheel, which is pressed" + " only, not for a "
                            + words(action) + "; use scrollUp or scrollDown");
        }
        if (row < 0 || col < 0) {
            throw new IllegalArgumentException("mouse cell (" + row + ", " + col + ") is negative");
        }
    }

    private static String words(Action action) {
        return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * A click with the left button.
     *
     * @param row from 0
     * @param col from 0
     * @return the input
     */
    public static Mouse click(int row, int col) {
        return new Mouse(Action.CLICK, LEFT, row, col, Set.of());
    }

    /**
     * A click with the middle button.
     *
     * @param row from 0
     * @param col from 0
     * @return the input
     */
    public static Mouse middleClick(int row, int col) {
        return new Mouse(Action.CLICK, MIDDLE, row, col, Set.of());
    }

    /**
     * A click with the right button.
     *
     * @param row from 0
     * @param col from 0
     * @return the input
     */
    public static Mouse rightClick(int row, int col) {
        return new Mouse(Action.CLICK, RIGHT, row, col, Set.of());
    }

    /**
     * Two clicks with the left button, one directly after the other. No terminal tells a double click; programs look at the
     * time between two.
     *
     * @param row from 0
     * @param col from 0
     * @return the input
     */
    public static Input doubleClick(int row, int col) {
        return click(row, col).times(2);
    }

    /**
     * A drag with the left button: a press, a move and a release.
     *
     * @param row where it begins, from 0
     * @param col where it begins, from 0
     * @param toRow where it ends, from 0
     * @param toCol where it ends, from 0
     * @return the input
     */
    public static Input drag(int row, int col, int toRow, int toCol) {
        return Input.sequence(
                new Mouse(Action.PRESS, LEFT, row, col, Set.of()),
                new Mouse(Action.MOVE, LEFT, toRow, toCol, Set.of()),
                new Mouse(Action.RELEASE, LEFT, toRow, toCol, Set.of()));
    }

    /**
     * The pointer arrives at a cell, with no button down.
     *
     * @param row from 0
     * @param col from 0
     * @return the input
     */
    public static Mouse move(int row, int col) {
        return new Mouse(Action.MOVE, 0, row, col, Set.of());
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

    /** {@return this action with Shift held down too} */
    public Mouse shift() {
        return with(Key.Modifier.SHIFT);
    }

    /** {@return this action with Alt held down too} */
    public Mouse alt() {
        return with(Key.Modifier.ALT);
    }

    /** {@return this action with Ctrl held down too} */
    public Mouse ctrl() {
        return with(Key.Modifier.CTRL);
    }

    private Mouse with(Key.Modifier modifier) {
        EnumSet<Key.Modifier> all = EnumSet.of(Objects.requireNonNull(modifier, "modifier"));
        all.addAll(modifiers);
        return new Mouse(action, button, row, col, all);
    }

    /** {@return what happens and where, such as {@code Ctrl+right click at row 3, column 17}} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (Key.Modifier modifier : KeyNames.ORDER) {
            if (modifiers.contains(modifier)) {
                out.append(KeyNames.nameOf(modifier)).append('+');
            }
        }
        return out.append(buttonName())
                .append(words(action))
                .append(" at row ")
                .append(row)
                .append(", column ")
                .append(col)
                .toString();
    }

    private String buttonName() {
        return switch (button) {
            case 0, LEFT -> action == Action.CLICK || button == 0 ? "" : "left ";
            case MIDDLE -> "middle ";
            case RIGHT -> "right ";
            default -> "button " + button + " ";
        };
    }
}
