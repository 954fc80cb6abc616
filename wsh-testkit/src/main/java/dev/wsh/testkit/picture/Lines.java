package dev.wsh.testkit.picture;

import dev.wsh.Style.Underline;
import java.util.ArrayList;
import java.util.List;

/** Underlines, lines above and lines through text, as shapes; their origin is the top left corner of the first cell. */
final class Lines {

    private static final double UNDER = Glyphs.HEIGHT - 3.0;

    private Lines() {}

    static List<Ink> under(Underline kind, int cells) {
        double width = cells * Glyphs.WIDTH;
        return switch (kind) {
            case NONE -> List.of();
            case SINGLE -> List.of(Ink.box(0, UNDER, width, 1));
            case DOUBLE -> List.of(Ink.box(0, UNDER - 1, width, 1), Ink.box(0, UNDER + 1, width, 1));
            case CURLY -> List.of(Ink.line(wave(cells), 1));
            case DOTTED -> pieces(width, 1, 3);
            case DASHED -> pieces(width, 4, 6);
        };
    }

    static Ink through(int cells) {
        return Ink.box(0, (Glyphs.HEIGHT - 1) / 2.0, cells * Glyphs.WIDTH, 1);
    }

    static Ink over(int cells) {
        return Ink.box(0, 0, cells * Glyphs.WIDTH, 1);
    }

    private static String wave(int cells) {
        StringBuilder path = new StringBuilder("M 0 " + Ink.number(UNDER));
        for (int cell = 0; cell < cells; cell++) {
            double x = cell * Glyphs.WIDTH;
            double middle = x + Glyphs.WIDTH / 2.0;
            path.append(" Q ")
                    .append(Ink.number(x + Glyphs.WIDTH / 4.0))
                    .append(' ')
                    .append(Ink.number(UNDER - 2.5));
            path.append(' ').append(Ink.number(middle)).append(' ').append(Ink.number(UNDER));
            path.append(" Q ").append(Ink.number(middle + Glyphs.WIDTH / 4.0)).append(' ');
            path.append(Ink.number(UNDER + 2.5))
                    .append(' ')
                    .append(Ink.number(x + Glyphs.WIDTH))
                    .append(' ');
            path.append(Ink.number(UNDER));
        }
        return path.toString();
    }

    private static List<Ink> pieces(double width, double length, double step) {
        List<Ink> all = new ArrayList<>();
        for (double x = 0; x < width; x += step) {
            all.add(Ink.box(x, UNDER, Math.min(length, width - x), 1));
        }
        return all;
    }
}
