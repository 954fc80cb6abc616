package dev.wsh.impl.vt.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints megabytes per second of CPU time of the whole process (garbage collector and compiler included) for each
 * workload, engines in turn in one run, and their ratios.
 *
 * <p>{@code java -cp wsh-impl/target/benchmarks.jar dev.wsh.impl.vt.bench.CpuTable [seconds per sample, 0.5] [workloads]}.
 */
public final class CpuTable {

    private static final int SAMPLES = 3;
    /** The compiler's time counts too, and it takes seconds of it until the last method is compiled for good. */
    private static final int WARM_UPS = 6;

    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private CpuTable() {}

    /** Runs the table. */
    public static void main(String[] args) {
        double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 0.5;
        List<String> workloads = args.length > 1 ? Arrays.asList(args).subList(1, args.length) : Workload.names();
        System.out.printf(
                Locale.ROOT,
                "%-30s %8s %8s %8s %7s %7s | %8s %7s | %s%n",
                "MB per CPU second (24x80)",
                "wsh",
                "jline",
                "limit",
                "/jline",
                "/limit",
                "50x200",
                "/24x80",
                "KB/MB");
        double outside = 0;
        int count = 0;
        for (String workload : workloads) {
            Map<String, Double> small = measure(workload, 24, 80, seconds, Engine.names());
            double wide = measure(workload, 50, 200, seconds, List.of("wsh")).get("wsh");
            double wsh = small.get("wsh");
            double ratio = wsh / small.get("jline");
            if (!workload.contains("region")) {
                outside += Math.log(ratio);
                count++;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-30s %8.1f %8.1f %8.1f %7.1f %7.2f | %8.1f %7.2f | %.1f%n",
                    name(workload),
                    wsh,
                    small.get("jline"),
                    small.get("limit"),
                    ratio,
                    wsh / small.get("limit"),
                    wide,
                    wide / wsh,
                    allocated(workload) / 1e3);
        }
        if (count > 0) {
            System.out.printf(
                    Locale.ROOT, "geometric mean of /jline outside regions: %.1f%n", Math.exp(outside / count));
        }
    }

    private static String name(String workload) {
        return workload.substring(workload.lastIndexOf('/') + 1);
    }

    private static Map<String, Double> measure(
            String workload, int rows, int cols, double seconds, List<String> names) {
        byte[] bytes = Workload.bytes(workload, rows, cols);
        Map<String, Engine> engines = new LinkedHashMap<>();
        names.forEach(name -> engines.put(name, Engine.create(name, rows, cols)));
        for (int i = 0; i < WARM_UPS; i++) {
            engines.values().forEach(engine -> sample(engine, bytes, seconds));
        }
        Map<String, List<Double>> samples = new LinkedHashMap<>();
        for (int i = 0; i < SAMPLES; i++) {
            engines.forEach((name, engine) ->
                    samples.computeIfAbsent(name, n -> new ArrayList<>()).add(sample(engine, bytes, seconds)));
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        samples.forEach((name, all) -> {
            all.sort(null);
            medians.put(name, all.get(all.size() / 2));
        });
        return medians;
    }

    private static double sample(Engine engine, byte[] bytes, double seconds) {
        long start = OS.getProcessCpuTime();
        long until = start + (long) (seconds * 1e9);
        long fed = 0;
        long now;
        do {
            engine.feedAll(bytes);
            fed += bytes.length;
            now = OS.getProcessCpuTime();
        } while (now < until);
        return fed / 1e6 / ((now - start) / 1e9);
    }

    /** Bytes allocated for each 10^6 bytes fed, by a warm engine. */
    private static double allocated(String workload) {
        byte[] bytes = Workload.bytes(workload, 24, 80);
        Engine engine = Engine.create("wsh", 24, 80);
        for (int i = 0; i < 5; i++) {
            engine.feedAll(bytes);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 5; i++) {
            engine.feedAll(bytes);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (5 * bytes.length / 1e6);
    }
}
