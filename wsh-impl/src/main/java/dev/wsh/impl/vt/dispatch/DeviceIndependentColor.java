package dev.wsh.impl.vt.dispatch;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Colours in the spaces of Xcms: {@code rgbi}, {@code CIEXYZ}, {@code CIEuvY}, {@code CIExyY}, {@code CIELab},
 * {@code CIELuv} and {@code TekHVC}, as they come out on Xcms' default screen ({@link DefaultScreen}).
 *
 * <p>Sources: XParseColor(3); "Xlib - C Language X Interface", chapter 6, for the spaces; CIE 15 for the conversions.
 * Like Xcms it counts {@code a*}, {@code b*}, {@code u*} and {@code v*} in hundreds, and so it does {@code L*} of a dark
 * {@code CIELab}. Stateless; threadsafe.
 */
final class DeviceIndependentColor {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,9}(\\.[0-9]{0,9})?|\\.[0-9]{1,9})([eE][+-]?[0-9]{1,2})?");

    /** Chroma of TekHVC at a value of 1 for a distance of 1 from white in the plane of u' and v'. */
    private static final double CHROMA = 7.50725;
    /** The best red, from which TekHVC counts the hue. */
    private static final double RED_U = 0.7127;

    private static final double RED_V = 0.4931;

    private static final double[] WHITE = DefaultScreen.white();
    private static final double WHITE_SUM = WHITE[0] + 15 * WHITE[1] + 3 * WHITE[2];
    private static final double WHITE_U = 4 * WHITE[0] / WHITE_SUM;
    private static final double WHITE_V = 9 * WHITE[1] / WHITE_SUM;
    private static final double RED_HUE = Math.atan2(RED_V - WHITE_V, RED_U - WHITE_U);

    private DeviceIndependentColor() {}

    /** Returns the colour as {@code 0xRRGGBB}, or empty where the text is no colour of the space. */
    static OptionalInt parse(String space, String values) {
        String[] parts = values.split("/", -1);
        if (parts.length != 3) {
            return OptionalInt.empty();
        }
        double[] v = new double[3];
        for (int i = 0; i < 3; i++) {
            if (!NUMBER.matcher(parts[i]).matches()) {
                return OptionalInt.empty();
            }
            v[i] = Double.parseDouble(parts[i]);
        }
        return switch (space.toLowerCase(Locale.ROOT)) {
            case "rgbi" -> rgbi(v);
            case "ciexyz" -> show(v[1], 1, v);
            case "ciexyy" -> show(v[2], 1, chromaticity(v[0], v[1], v[2]));
            case "cieuvy" -> show(v[2], 1, uvY(v[0], v[1], v[2]));
            case "cielab" -> show(v[0], 100, lab(v[0], v[1], v[2]));
            case "cieluv" -> show(v[0], 100, luv(v[0], v[1], v[2]));
            case "tekhvc" -> v[2] < 0 ? OptionalInt.empty() : show(v[1], 100, hvc(v[0], v[1], v[2]));
            default -> OptionalInt.empty();
        };
    }

    private static OptionalInt rgbi(double[] v) {
        boolean black = v[0] == 0 && v[1] == 0 && v[2] == 0; // not what the screen shows without a glow
        return OptionalInt.of(black ? 0 : DefaultScreen.levels(v));
    }

    /** Shows XYZ on the screen, where the lightness is one that there can be. */
    private static OptionalInt show(double lightness, double most, double[] xyz) {
        return lightness < 0 || lightness > most ? OptionalInt.empty() : OptionalInt.of(DefaultScreen.show(xyz));
    }

    private static double[] chromaticity(double x, double y, double luminance) {
        double scale = y == 0 ? 1 : luminance / y;
        return new double[] {x * scale, luminance, (1 - x - y) * scale};
    }

    private static double[] uvY(double u, double v, double luminance) {
        double divisor = 6 * u - 16 * v + 12;
        return divisor == 0
                ? uvY(WHITE_U, WHITE_V, luminance)
                : chromaticity(9 * u / divisor, 4 * v / divisor, luminance);
    }

    private static double[] lab(double lightness, double a, double b) {
        double f = (lightness + 16) / 116;
        if (f * f * f < 0.008856) {
            double y = lightness / 9.03292;
            return new double[] {WHITE[0] * (y + a / 3893.5), y, WHITE[2] * (y - b / 1557.4)};
        }
        return new double[] {WHITE[0] * Math.pow(f + a / 5, 3), f * f * f, WHITE[2] * Math.pow(f - b / 2, 3)};
    }

    private static double[] luv(double lightness, double u, double v) {
        double scale = lightness == 0 ? Double.POSITIVE_INFINITY : 13 * lightness / 100;
        return uvY(WHITE_U + u / scale, WHITE_V + v / scale, luminance(lightness));
    }

    private static double[] hvc(double hue, double value, double chroma) {
        double radius = value == 0 || value == 100 ? 0 : chroma / (value * CHROMA);
        double angle = Math.toRadians(hue) + RED_HUE;
        return uvY(WHITE_U + radius * Math.cos(angle), WHITE_V + radius * Math.sin(angle), luminance(value));
    }

    /** Returns the luminance of a lightness of 0 to 100 (CIE 1976). */
    private static double luminance(double lightness) {
        double f = (lightness + 16) / 116;
        return lightness < 7.99953624 ? lightness / 903.29 : f * f * f;
    }
}
