package dev.wsh.impl.vt.dispatch;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Colours in the spaces of Xcms: {@code rgbi}, {@code CIEXYZ}, {@code CIEuvY}, {@code CIExyY}, {@code CIELab},
 * {@code CIELuv} and {@code TekHVC}, converted for Xcms' default screen.
 *
 * <p>Sources: XParseColor(3); CIE 15 for the conversions; X11R6 "Xcms: X Color Management System" for the default
 * screen's matrix and white point. Stateless; threadsafe.
 */
final class DeviceIndependentColor {
    /** From XYZ to linear RGB. */
    private static final double[][] MATRIX = {
        {3.48340481253539000, -1.52176374927285200, -0.55923133354049780},
        {-1.07152751306193600, 1.96593795204372400, 0.03673691339553462},
        {0.06351179790497788, -0.20020501000496480, 0.81070942031648220}
    };

    private static final double WHITE_X = 0.38106149108714790;
    private static final double WHITE_Y = 0.32025712365352110;
    private static final double WHITE_Z = 0.24834578525933100;

    private DeviceIndependentColor() {}

    /** Returns the colour as {@code 0xRRGGBB}, or empty where the text is no colour of the space. */
    static OptionalInt parse(String space, String values) {
        String[] parts = values.split("/", -1);
        if (parts.length != 3) {
            return OptionalInt.empty();
        }
        double[] v = new double[3];
        for (int i = 0; i < 3; i++) {
            if (!parts[i].matches("[+-]?[0-9]{0,9}(\\.[0-9]{0,9})?([eE][+-]?[0-9]{1,2})?") || parts[i].isEmpty()) {
                return OptionalInt.empty();
            }
            try {
                v[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException notANumber) {
                return OptionalInt.empty();
            }
        }
        return switch (space.toLowerCase(Locale.ROOT)) {
            case "rgbi" -> rgb(v[0], v[1], v[2]);
            case "ciexyz" -> xyz(v[0], v[1], v[2]);
            case "ciexyy" -> v[1] == 0 ? xyz(0, 0, 0) : xyz(v[0] * v[2] / v[1], v[2], (1 - v[0] - v[1]) * v[2] / v[1]);
            case "cieuvy" -> uvY(v[0], v[1], v[2]);
            case "cielab" -> lab(v[0], v[1], v[2]);
            case "cieluv" -> luv(v[0], v[1], v[2]);
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt xyz(double x, double y, double z) {
        return rgb(row(0, x, y, z), row(1, x, y, z), row(2, x, y, z));
    }

    private static double row(int i, double x, double y, double z) {
        return MATRIX[i][0] * x + MATRIX[i][1] * y + MATRIX[i][2] * z;
    }

    private static OptionalInt uvY(double u, double v, double y) {
        double divisor = 6 * u - 16 * v + 12;
        if (divisor == 0) {
            return OptionalInt.empty();
        }
        double x = 9 * u / divisor;
        double chromaticY = 4 * v / divisor;
        double z = 1 - x - chromaticY;
        return chromaticY == 0 ? xyz(x, y, z) : xyz(x * y / chromaticY, y, z * y / chromaticY);
    }

    private static OptionalInt lab(double lightness, double a, double b) {
        double fy = (lightness + 16) / 116;
        double white = 1;
        double y = lightness > 8 ? fy * fy * fy : lightness / 903.292;
        return xyz(WHITE_X / WHITE_Y * cube(fy + a / 500) * white, y, WHITE_Z / WHITE_Y * cube(fy - b / 200) * white);
    }

    private static double cube(double f) {
        return f > 0.206893 ? f * f * f : (f - 16.0 / 116) / 7.787;
    }

    private static OptionalInt luv(double lightness, double u, double v) {
        if (lightness == 0) {
            return xyz(0, 0, 0);
        }
        double sum = WHITE_X + 15 * WHITE_Y + 3 * WHITE_Z;
        double f = (lightness + 16) / 116;
        double y = lightness < 7.99953624 ? lightness / 903.29 : f * f * f;
        return uvY(u / (13 * lightness) + 4 * WHITE_X / sum, v / (13 * lightness) + 9 * WHITE_Y / sum, y);
    }

    private static OptionalInt rgb(double r, double g, double b) {
        return OptionalInt.of(level(r) << 16 | level(g) << 8 | level(b));
    }

    private static int level(double intensity) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, intensity)));
    }
}
