package dev.wsh.impl.vt.bench;

import dev.wsh.impl.vt.TerminalEngine;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Prints what frames cost in which every cell has an RGB colour that none had before, at 50x200: the first hundred frames
 * after warming up beside the last hundred of 1,000, and beside frames of the same bytes whose colours repeat.
 *
 * <p>{@code java -Xmx256m -cp wsh-impl/target/benchmarks.jar dev.wsh.impl.vt.bench.ColorFrames}.
 */
public final class ColorFrames {

    private static final int ROWS = 50;
    private static final int COLS = 200;
    private static final int FRAMES = 1_000;
    private static final int HUNDRED = 100;
    private static TerminalEngine last = Engine.engine(1, 1, 0); // kept, so that its memory counts
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ColorFrames() {}

    /** Runs the frames. */
    public static void main(String[] args) {
        run(true);
        run(false);
        double[] repeated = run(false);
        double[] distinct = run(true);
        print("a colour of its own in every cell", distinct);
        print("the same colours in every frame", repeated);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "heap in use, with the terminal of the first: %.1f MB of %d rows%n",
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                last.snapshot().rows());
    }

    private static void print(String what, double[] micros) {
        double first = mean(micros, 0);
        double last = mean(micros, FRAMES - HUNDRED);
        double worst = 0;
        for (int i = 0; i < FRAMES; i += HUNDRED) {
            worst = Math.max(worst, mean(micros, i));
        }
        System.out.printf(
                Locale.ROOT,
                "%-34s frames 1 to 100: %.0f us each, 901 to 1000: %.0f us, ratio %.2f; slowest hundred: %.0f us%n",
                what,
                first,
                last,
                last / first,
                worst);
    }

    private static double mean(double[] micros, int from) {
        double sum = 0;
        for (int i = from; i < from + HUNDRED; i++) {
            sum += micros[i];
        }
        return sum / HUNDRED;
    }

    /** Microseconds of CPU time for each frame, snapshot included. */
    private static double[] run(boolean distinct) {
        TerminalEngine engine = Engine.engine(ROWS, COLS, 1_000);
        last = engine;
        double[] micros = new double[FRAMES];
        int color = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] frame = frame(distinct ? color : 0);
            color += ROWS * COLS;
            long begin = THREADS.getCurrentThreadCpuTime();
            engine.feed(frame, 0, frame.length);
            engine.snapshot();
            micros[i] = (THREADS.getCurrentThreadCpuTime() - begin) / 1e3;
        }
        return micros;
    }

    private static byte[] frame(int firstColor) {
        StringBuilder out = new StringBuilder("\033[H");
        for (int cell = 0; cell < ROWS * COLS; cell++) {
            int color = (firstColor + cell) * 0x9E37 & 0xFFFFFF; // odd: no two alike in 2^24
            out.append("\033[38;2;")
                    .append(component(color >> 16))
                    .append(';')
                    .append(component(color >> 8))
                    .append(';')
                    .append(component(color))
                    .append('m')
                    .append('#');
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Always three digits, so that all frames are equally long. */
    private static String component(int value) {
        return String.format(Locale.ROOT, "%03d", value & 0xFF);
    }
}
