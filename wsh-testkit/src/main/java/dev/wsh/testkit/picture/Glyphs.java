package dev.wsh.testkit.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * The characters that must touch their neighbours, as shapes: Box Drawing (U+2500), Block Elements (U+2580), Braille
 * Patterns (U+2800), the sextants of Symbols for Legacy Computing (U+1FB00) and Powerline's separators (U+E0B0).
 */
public final class Glyphs {

    /** The width of a cell, in pixels; odd, so that a line of one pixel stands in its middle. */
    public static final int WIDTH = 9;

    /** The height of a cell, in pixels; odd for the same reason. */
    public static final int HEIGHT = 19;

    private Glyphs() {}

    /**
     * Tells whether a character is drawn as a shape.
     *
     * @param codePoint the character
     * @return true if so
     */
    public static boolean has(int codePoint) {
        return codePoint >= 0x2500 && codePoint <= 0x259F
                || codePoint >= 0x2800 && codePoint <= 0x28FF
                || codePoint >= 0x1FB00 && codePoint <= 0x1FB3B
                || codePoint >= 0xE0B0 && codePoint <= 0xE0B3;
    }

    /**
     * Returns the shapes of a character.
     *
     * @param codePoint one that {@link #has} knows
     * @return shapes in one cell; none for a blank one
     */
    public static List<Ink> of(int codePoint) {
        if (codePoint <= 0x257F) {
            return BoxDrawing.of(codePoint);
        } else if (codePoint <= 0x259F) {
            return block(codePoint);
        } else if (codePoint <= 0x28FF) {
            return braille(codePoint - 0x2800);
        }
        return codePoint >= 0x1FB00 ? sextant(codePoint - 0x1FB00) : powerline(codePoint);
    }

    private static List<Ink> block(int codePoint) {
        if (codePoint == 0x2580) {
            return List.of(eighths(0, 0, 8, 4));
        } else if (codePoint <= 0x2588) {
            int part = codePoint - 0x2580;
            return List.of(eighths(0, 8 - part, 8, part));
        } else if (codePoint <= 0x258F) {
            return List.of(eighths(0, 0, 0x2590 - codePoint, 8));
        }
        return switch (codePoint) {
            case 0x2590 -> List.of(eighths(4, 0, 4, 8));
            case 0x2591, 0x2592, 0x2593 ->
                List.of(new Ink(Ink.rectangle(0, 0, WIDTH, HEIGHT), 0, (codePoint - 0x2590) * 0.25));
            case 0x2594 -> List.of(eighths(0, 0, 8, 1));
            case 0x2595 -> List.of(eighths(7, 0, 1, 8));
            default -> quadrants(codePoint);
        };
    }

    /** The quadrants, as bits: 1 upper left, 2 upper right, 4 lower left, 8 lower right. */
    private static List<Ink> quadrants(int codePoint) {
        int bits = new int[] {4, 8, 1, 13, 9, 7, 11, 2, 6, 14}[codePoint - 0x2596];
        List<Ink> parts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if ((bits >> i & 1) != 0) {
                parts.add(eighths(i % 2 * 4, i / 2 * 4, 4, 4));
            }
        }
        return parts;
    }

    private static Ink eighths(int x, int y, int width, int height) {
        double left = WIDTH * x / 8.0;
        double top = HEIGHT * y / 8.0;
        return Ink.box(left, top, WIDTH * (x + width) / 8.0 - left, HEIGHT * (y + height) / 8.0 - top);
    }

    /** Dots 1, 2, 3, 7 stand in the left column, 4, 5, 6, 8 in the right one. */
    private static List<Ink> braille(int dots) {
        List<Ink> parts = new ArrayList<>();
        for (int dot = 0; dot < 8; dot++) {
            if ((dots >> dot & 1) != 0) {
                int col = dot < 6 ? dot / 3 : dot - 6;
                int row = dot < 6 ? dot % 3 : 3;
                parts.add(Ink.box(1.5 + col * 4, 1.5 + row * 4.7, 2, 2));
            }
        }
        return parts;
    }

    /** Two by three parts; the blank one, both halves and the full one have code points elsewhere. */
    private static List<Ink> sextant(int index) {
        int bits = index + 1 + (index + 1 >= 21 ? 1 : 0) + (index + 2 >= 42 ? 1 : 0);
        List<Ink> parts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            if ((bits >> i & 1) != 0) {
                double top = HEIGHT * (i / 2) / 3.0;
                parts.add(Ink.box(i % 2 * WIDTH / 2.0, top, WIDTH / 2.0, HEIGHT / 3.0));
            }
        }
        return parts;
    }

    private static List<Ink> powerline(int codePoint) {
        String right = "M 0 0 L " + WIDTH + " " + HEIGHT / 2.0 + " L 0 " + HEIGHT;
        String left = "M " + WIDTH + " 0 L 0 " + HEIGHT / 2.0 + " L " + WIDTH + " " + HEIGHT;
        return switch (codePoint) {
            case 0xE0B0 -> List.of(Ink.filled(right + " Z"));
            case 0xE0B1 -> List.of(Ink.line(right, 1));
            case 0xE0B2 -> List.of(Ink.filled(left + " Z"));
            default -> List.of(Ink.line(left, 1));
        };
    }
}
