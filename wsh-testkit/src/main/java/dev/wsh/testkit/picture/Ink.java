package dev.wsh.testkit.picture;

/**
 * A shape in pixels, its origin at the top left corner of a cell.
 *
 * @param path in the words of an SVG path, of which only {@code M L Q C Z} with absolute coordinates are used, all
 *     separated by blanks
 * @param stroke how thick its line is; 0 for a filled shape
 * @param opacity of its colour, 0 to 1
 */
public record Ink(String path, double stroke, double opacity) {

    static Ink filled(String path) {
        return new Ink(path, 0, 1);
    }

    static Ink line(String path, double stroke) {
        return new Ink(path, stroke, 1);
    }

    static Ink box(double x, double y, double width, double height) {
        return filled(rectangle(x, y, width, height));
    }

    static String rectangle(double x, double y, double width, double height) {
        return "M " + number(x) + " " + number(y) + " L " + number(x + width) + " " + number(y) + " L "
                + number(x + width) + " " + number(y + height) + " L " + number(x) + " " + number(y + height) + " Z";
    }

    /** Writes a number with at most two decimals, the same everywhere. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        String digits = String.valueOf(Math.abs(hundredths % 100));
        String decimals = digits.length() == 1 ? "0" + digits : digits.endsWith("0") ? digits.substring(0, 1) : digits;
        return (hundredths < 0 ? "-" : "") + Math.abs(hundredths) / 100 + "." + decimals;
    }
}
