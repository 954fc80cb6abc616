package dev.wsh.impl.vt.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints megabytes per second of CPU time for each {@link Hostile} stream at 24x80, beside its floor, and what is
 * allocated; fails if one falls under its floor. Floors are for a machine on which {@link Engine.ScanAndStore} takes
 * {@link #LIMIT}, and become lower or higher with what it takes in the same run.
 *
 * <p>{@code java -cp wsh-impl/target/benchmarks.jar dev.wsh.impl.vt.bench.HostileTable [seconds per sample, 0.2] [streams]}.
 */
public final class HostileTable {
    /** 10^6 bytes in a second of CPU time. */
    static final double LIMIT = 800;

    private static final int ROWS = 24;
    private static final int COLS = 80;
    private static final int WARM_UPS = 4;
    private static final int SAMPLES = 3;

    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private HostileTable() {}

    /** Runs the table; ends with 1 if a stream falls under its floor. */
    public static void main(String[] args) {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 0.2;
        List<Hostile> streams = new ArrayList<>();
        for (String name : Arrays.asList(args).subList(Math.min(1, args.length), args.length)) {
            streams.add(Hostile.valueOf(name));
        }
        double limit = best(Engine.create("limit", ROWS, COLS), Workload.bytes("light_cells", ROWS, COLS), seconds);
        double scale = limit / LIMIT;
        System.out.printf(Locale.ROOT, "limit %.0f MB per CPU second, floors times %.2f%n", limit, scale);
        List<String> under = new ArrayList<>();
        for (Hostile stream : streams.isEmpty() ? List.of(Hostile.values()) : streams) {
            byte[] bytes = stream.bytes();
            Engine engine = Engine.create("wsh", ROWS, COLS);
            double rate = best(engine, bytes, seconds);
            double floor = stream.floor() * scale;
            if (rate < floor) {
                under.add(stream.name());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %8.1f  floor %6.1f %s  %10.3f MB/MB%n",
                    stream.name(),
                    rate,
                    floor,
                    rate < floor ? "UNDER" : "     ",
                    allocated(engine, bytes) / 1e6);
        }
        if (!under.isEmpty()) {
            System.out.println("under their floors: " + under);
            System.exit(1);
        }
    }

    private static double best(Engine engine, byte[] bytes, double seconds) {
        for (int i = 0; i < WARM_UPS; i++) {
            sample(engine, bytes, seconds);
        }
        double best = 0;
        for (int i = 0; i < SAMPLES; i++) {
            best = Math.max(best, sample(engine, bytes, seconds));
        }
        return best;
    }

    private static double sample(Engine engine, byte[] bytes, double seconds) {
        long start = OS.getProcessCpuTime();
        long until = start + (long) (seconds * 1e9);
        long fed = 0;
        long now = start;
        int at = 0;
        do {
            int n = Math.min(Engine.CHUNK, bytes.length - at);
            engine.feed(bytes, at, n);
            fed += n;
            at = at + n == bytes.length ? 0 : at + n;
            now = OS.getProcessCpuTime();
        } while (now < until);
        engine.feed(bytes, at, bytes.length - at);
        return fed / 1e6 / ((now - start) / 1e9);
    }

    /** Bytes allocated for each 10^6 bytes fed, by a warm engine, over 256 KB of the stream. */
    private static double allocated(Engine engine, byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int length = Math.min(bytes.length, 4 * Engine.CHUNK);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int at = 0; at < length; at += Engine.CHUNK) {
            engine.feed(bytes, at, Math.min(Engine.CHUNK, length - at));
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (length / 1e6);
    }
}
