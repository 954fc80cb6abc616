package dev.wsh.impl.vt.state;

import dev.wsh.Image;
import java.util.Arrays;

/**
 * Measures and draws sixels (DEC STD 070, chapter 9; "VT330/VT340 Programmer Reference Manual", chapter 14). What was not
 * drawn is transparent. Confined to its user; the data are not changed.
 */
public final class Sixel {
    /** Pixels of an edge that are measured; what is beyond is not seen. */
    private static final int MAX_EDGE = 16_384;

    /** Pixels that are drawn, over each other too; protects the time of whoever asks for a picture. */
    private static final int MAX_DRAWN = 1 << 26;

    private static final int REGISTERS = 256;

    /** The first colours of a VT340, in percent. */
    private static final int[][] FIRST = {
        {0, 0, 0}, {20, 20, 80}, {80, 13, 13}, {20, 80, 20}, {80, 20, 80}, {20, 80, 80}, {80, 80, 20}, {53, 53, 53},
        {26, 26, 26}, {33, 33, 60}, {60, 26, 26}, {33, 60, 33}, {60, 33, 60}, {33, 60, 60}, {60, 60, 33}, {80, 80, 80}
    };

    private final byte[] data;
    private final int[] colors = new int[REGISTERS];
    private final int[] numbers = new int[5];
    private int given; // numbers
    private int at;
    private int width;
    private int height;
    private int[] argb = {}; // empty while only measuring
    private int drawnWidth;
    private int drawnHeight;
    private int drawn; // pixels so far

    /** Creates a reader of what stands between {@code q} and ST. */
    public Sixel(byte[] data) {
        this.data = data;
    }

    /** Finds the size: what the raster attributes say, or more where more is drawn. */
    public void measure() {
        walk();
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    Image.Raster raster(int wantedWidth, int wantedHeight) {
        drawnWidth = wantedWidth;
        drawnHeight = wantedHeight;
        argb = new int[wantedWidth * wantedHeight];
        walk();
        return new Image.Raster(wantedWidth, wantedHeight, argb);
    }

    private void walk() {
        for (int i = 0; i < REGISTERS; i++) {
            int[] percent = FIRST[i % FIRST.length];
            colors[i] = rgb(percent[0], percent[1], percent[2]);
        }
        int color = colors[0];
        int x = 0;
        int y = 0;
        int repeat = 1;
        at = 0;
        while (at < data.length) {
            int b = data[at++];
            switch (b) {
                case '"' -> {
                    numbers();
                    width = Math.max(width, given > 2 ? numbers[2] : 0);
                    height = Math.max(height, given > 3 ? numbers[3] : 0);
                }
                case '#' -> color = color();
                case '!' -> {
                    numbers();
                    repeat = Math.max(1, numbers[0]);
                }
                case '$' -> x = 0;
                case '-' -> {
                    x = 0;
                    y = Math.min(y + 6, MAX_EDGE);
                }
                default -> {
                    if (b >= '?' && b <= '~') {
                        x = sixel(x, y, b - '?', repeat, color);
                        repeat = 1;
                    }
                }
            }
        }
    }

    /** Draws a column of six pixels some times; returns the column after. */
    private int sixel(int x, int y, int bits, int repeat, int color) {
        int end = Math.min(x + repeat, MAX_EDGE);
        if (bits != 0) {
            width = Math.max(width, end);
            height = Math.max(height, y + 32 - Integer.numberOfLeadingZeros(bits));
        }
        int right = Math.min(end, drawnWidth);
        for (int bit = 0; bit < 6 && argb.length > 0 && drawn < MAX_DRAWN && x < right; bit++) {
            if ((bits >> bit & 1) != 0 && y + bit < drawnHeight) {
                int row = (y + bit) * drawnWidth;
                Arrays.fill(argb, row + x, row + right, color);
                drawn += right - x;
            }
        }
        return end;
    }

    /** {@code #n} chooses a register, {@code #n;1;h;l;s} and {@code #n;2;r;g;b} set it first. */
    private int color() {
        numbers();
        int register = numbers[0] % REGISTERS;
        if (given == 5 && numbers[1] == 2) {
            colors[register] = rgb(numbers[2], numbers[3], numbers[4]);
        } else if (given == 5 && numbers[1] == 1) {
            colors[register] = hls(numbers[2], numbers[3] / 100.0, numbers[4] / 100.0);
        }
        return colors[register];
    }

    private void numbers() {
        given = 0;
        Arrays.fill(numbers, 0);
        boolean digits = false;
        while (at < data.length) {
            int b = data[at];
            if (b >= '0' && b <= '9') {
                digits = true;
                if (given < numbers.length) {
                    numbers[given] = Math.min(numbers[given] * 10 + b - '0', MAX_EDGE);
                }
            } else if (b == ';') {
                given++;
                digits = false;
            } else {
                break;
            }
            at++;
        }
        given = Math.min(numbers.length, given + (digits ? 1 : 0));
    }

    private static int rgb(double red, double green, double blue) {
        return 0xFF << 24 | part(red / 100) << 16 | part(green / 100) << 8 | part(blue / 100);
    }

    private static int part(double share) {
        return (int) Math.round(255 * Math.max(0, Math.min(1, share)));
    }

    /** DEC's hue begins at blue. */
    private static int hls(int hue, double lightness, double saturation) {
        double chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
        double sector = (hue + 240) % 360 / 60.0;
        double second = chroma * (1 - Math.abs(sector % 2 - 1));
        double low = lightness - chroma / 2;
        double[][] by = {
            {chroma, second, 0}, {second, chroma, 0}, {0, chroma, second},
            {0, second, chroma}, {second, 0, chroma}, {chroma, 0, second}
        };
        double[] c = by[(int) sector];
        return rgb(100 * (c[0] + low), 100 * (c[1] + low), 100 * (c[2] + low));
    }
}
