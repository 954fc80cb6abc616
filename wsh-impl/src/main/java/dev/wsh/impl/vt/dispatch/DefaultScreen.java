package dev.wsh.impl.vt.dispatch;

/**
 * The screen for which Xcms computes colours when the display says nothing of its own: a cathode ray tube with a matrix,
 * a white point and a response for each phosphor. A colour out of its reach keeps hue and luminance and loses chroma.
 *
 * <p>Sources: X11R6 "Xcms: X Color Management System" for the matrices and the clipping of chroma; "X Device Color
 * Characterization Conventions" for what a response is. The responses are polynomials in the fourth root of the
 * intensity, fitted to those of that screen within a quarter of a step of 255. Stateless; threadsafe.
 */
final class DefaultScreen {
    /** From XYZ to intensities of red, green and blue. */
    private static final double[][] TO_RGB = {
        {3.48340481253539, -1.521763749272852, -0.5592313335404978},
        {-1.071527513061936, 1.965937952043724, 0.03673691339553462},
        {0.06351179790497788, -0.2002050100049648, 0.8107094203164822}
    };
    /** From intensities to XYZ. */
    private static final double[][] TO_XYZ = {
        {0.3810614910871479, 0.3202571236535211, 0.248345785259331},
        {0.2072974511514085, 0.6805463877637324, 0.1121561610848592},
        {0.02133944350088028, 0.1429719302024648, 1.241728926296655}
    };
    /** The level at which each phosphor begins to glow. */
    private static final double[] DARK = {9, 19, 14};
    /** The intensity one level above. */
    private static final double[] FAINTEST = {0.000936, 0.000832, 0.001341};

    private static final double[][] RESPONSE = {
        {427.38, -1271.32, 1450.06, -655.33, 340.41, -35.98},
        {-80.06, 488.55, -793.58, 692.01, -66.8, 14.71},
        {585.65, -1655.65, 1867.32, -902.77, 400.08, -39.45}
    };
    /** How far out of reach still counts as within. */
    private static final double TOLERANCE = 0.001;

    private DefaultScreen() {}

    /** Returns XYZ of the white point. */
    static double[] white() {
        return times(TO_XYZ, new double[] {1, 1, 1});
    }

    /** Returns a colour of XYZ as {@code 0xRRGGBB}. */
    static int show(double[] xyz) {
        double[] rgb = times(TO_RGB, xyz);
        if (least(rgb) < -TOLERANCE || most(rgb) > 1 + TOLERANCE) {
            rgb = clip(rgb, xyz[1]);
        }
        return levels(rgb);
    }

    /** Takes the purest colour of the same hue, darkened or mixed with white to the luminance that is asked for. */
    private static double[] clip(double[] rgb, double luminance) {
        double grey = least(rgb);
        double range = most(rgb) - grey;
        double[] pure = new double[3];
        for (int i = 0; i < 3; i++) {
            pure[i] = range == 0 ? 1 : (rgb[i] - grey) / range;
        }
        double reached = times(TO_XYZ, pure)[1];
        double[] clipped = new double[3];
        for (int i = 0; i < 3; i++) {
            clipped[i] = luminance <= reached
                    ? pure[i] * luminance / reached
                    : 1 - (1 - pure[i]) * (1 - luminance) / (1 - reached);
        }
        return clipped;
    }

    /** Returns intensities of 0 to 1 as {@code 0xRRGGBB}. */
    static int levels(double[] intensities) {
        int rgb = 0;
        for (int i = 0; i < 3; i++) {
            rgb = rgb << 8 | level(i, Math.max(0, Math.min(1, intensities[i])));
        }
        return rgb;
    }

    private static int level(int phosphor, double intensity) {
        if (intensity < FAINTEST[phosphor]) {
            return (int) Math.round(DARK[phosphor] + intensity / FAINTEST[phosphor]);
        }
        double root = Math.sqrt(Math.sqrt(intensity));
        double level = 0;
        for (double coefficient : RESPONSE[phosphor]) {
            level = level * root + coefficient;
        }
        return (int) Math.max(0, Math.min(255, Math.round(level)));
    }

    private static double least(double[] v) {
        return Math.min(v[0], Math.min(v[1], v[2]));
    }

    private static double most(double[] v) {
        return Math.max(v[0], Math.max(v[1], v[2]));
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            product[i] = matrix[i][0] * v[0] + matrix[i][1] * v[1] + matrix[i][2] * v[2];
        }
        return product;
    }
}
