package dev.wsh.testkit.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Box drawing characters as shapes. What a character looks like is read from its Unicode name, such as {@code BOX DRAWINGS
 * DOWN LIGHT AND RIGHT HEAVY}: up to four arms from the centre, each with a weight.
 */
final class BoxDrawing {

    private static final int UP = 0;
    private static final int RIGHT = 1;
    private static final int DOWN = 2;
    private static final int LEFT = 3;

    private static final int NONE = 0;
    private static final int LIGHT = 1;
    private static final int HEAVY = 3;
    private static final int DOUBLE = -1;

    private static final double CX = Glyphs.WIDTH / 2.0;
    private static final double CY = Glyphs.HEIGHT / 2.0;

    /** From the centre to each line of a double one. */
    private static final double GAP = 2;

    private final int[] arms = new int[4];

    private BoxDrawing() {}

    static List<Ink> of(int codePoint) {
        String name = Character.getName(codePoint);
        String look = name == null ? "" : name.substring("BOX DRAWINGS ".length());
        if (look.contains("DIAGONAL")) {
            return diagonal(look);
        } else if (look.contains("ARC")) {
            return arc(look);
        } else if (look.contains("DASH")) {
            return dashes(look);
        }
        BoxDrawing box = new BoxDrawing();
        int weight = NONE;
        for (String part : look.split(" AND ", -1)) {
            int own = weightIn(part);
            weight = own == NONE ? weight : own;
            box.addArms(part, weight);
        }
        return box.shapes();
    }

    private static int weightIn(String part) {
        for (String word : part.split(" ", -1)) {
            switch (word) {
                case "LIGHT", "SINGLE" -> {
                    return LIGHT;
                }
                case "HEAVY" -> {
                    return HEAVY;
                }
                case "DOUBLE" -> {
                    return DOUBLE;
                }
                default -> {}
            }
        }
        return NONE;
    }

    private void addArms(String part, int weight) {
        for (String word : part.split(" ", -1)) {
            switch (word) {
                case "UP" -> arms[UP] = weight;
                case "DOWN" -> arms[DOWN] = weight;
                case "LEFT" -> arms[LEFT] = weight;
                case "RIGHT" -> arms[RIGHT] = weight;
                case "HORIZONTAL" -> arms[LEFT] = arms[RIGHT] = weight;
                case "VERTICAL" -> arms[UP] = arms[DOWN] = weight;
                default -> {}
            }
        }
    }

    private List<Ink> shapes() {
        List<Ink> all = new ArrayList<>();
        for (int arm = 0; arm < arms.length; arm++) {
            if (arms[arm] == DOUBLE) {
                all.add(stroke(arm, -GAP, doubleStart(arm, before(arm), after(arm)), LIGHT));
                all.add(stroke(arm, GAP, doubleStart(arm, after(arm), before(arm)), LIGHT));
            } else if (arms[arm] != NONE) {
                all.add(stroke(arm, 0, start(arm), arms[arm]));
            }
        }
        return all;
    }

    /** The neighbour on the side of smaller coordinates: up for a horizontal arm, left for a vertical one. */
    private static int before(int arm) {
        return arm == LEFT || arm == RIGHT ? UP : LEFT;
    }

    private static int after(int arm) {
        return arm == LEFT || arm == RIGHT ? DOWN : RIGHT;
    }

    /** Where one line of a double arm begins, from the centre outwards; negative is beyond the centre. */
    private double doubleStart(int arm, int sameSide, int otherSide) {
        if (arms[sameSide] == DOUBLE) {
            return GAP - LIGHT / 2.0;
        } else if (arms[sameSide] != NONE || arms[opposite(arm)] != NONE) {
            return -LIGHT / 2.0;
        }
        return arms[otherSide] == DOUBLE ? -GAP - LIGHT / 2.0 : -LIGHT / 2.0;
    }

    /** Where a single arm begins, so that it closes the corner with the thickest of its neighbours. */
    private double start(int arm) {
        int one = arms[before(arm)];
        int other = arms[after(arm)];
        if (arms[opposite(arm)] == NONE && (one == DOUBLE || other == DOUBLE)) {
            return (one == DOUBLE && other == DOUBLE ? GAP : -GAP) - LIGHT / 2.0;
        }
        return -Math.max(LIGHT, Math.max(one, other)) / 2.0;
    }

    private static int opposite(int arm) {
        return (arm + 2) % 4;
    }

    private static Ink stroke(int arm, double offset, double start, int weight) {
        double half = weight / 2.0;
        return switch (arm) {
            case UP -> Ink.box(CX + offset - half, 0, weight, CY - start);
            case DOWN -> Ink.box(CX + offset - half, CY + start, weight, Glyphs.HEIGHT - CY - start);
            case LEFT -> Ink.box(0, CY + offset - half, CX - start, weight);
            default -> Ink.box(CX + start, CY + offset - half, Glyphs.WIDTH - CX - start, weight);
        };
    }

    private static List<Ink> diagonal(String look) {
        Ink rising = Ink.line("M 0 " + Glyphs.HEIGHT + " L " + Glyphs.WIDTH + " 0", 1);
        Ink falling = Ink.line("M 0 0 L " + Glyphs.WIDTH + " " + Glyphs.HEIGHT, 1);
        if (look.contains("CROSS")) {
            return List.of(rising, falling);
        }
        return List.of(look.contains("UPPER RIGHT") ? rising : falling);
    }

    private static List<Ink> arc(String look) {
        double x = look.contains("RIGHT") ? Glyphs.WIDTH : 0;
        double y = look.contains("DOWN") ? Glyphs.HEIGHT : 0;
        double bend = CY + (y > 0 ? CX : -CX);
        return List.of(Ink.line(
                "M " + Ink.number(CX) + " " + Ink.number(y) + " L " + Ink.number(CX) + " " + Ink.number(bend) + " Q "
                        + Ink.number(CX) + " " + Ink.number(CY) + " " + Ink.number(x) + " " + Ink.number(CY),
                1));
    }

    private static List<Ink> dashes(String look) {
        int count = look.contains("DOUBLE DASH") ? 2 : look.contains("TRIPLE") ? 3 : 4;
        double weight = look.contains("HEAVY") ? HEAVY : LIGHT;
        boolean across = look.contains("HORIZONTAL");
        double step = (across ? Glyphs.WIDTH : Glyphs.HEIGHT) / (double) count;
        List<Ink> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double from = step * (i + 0.2);
            all.add(
                    across
                            ? Ink.box(from, CY - weight / 2, step * 0.6, weight)
                            : Ink.box(CX - weight / 2, from, weight, step * 0.6));
        }
        return all;
    }
}
