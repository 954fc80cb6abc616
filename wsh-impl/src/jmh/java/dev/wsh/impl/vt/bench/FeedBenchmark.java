package dev.wsh.impl.vt.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Bytes per second through the engine, JLine's screen and the scan-and-store limit; with {@code -prof gc}, the allocation
 * per fed megabyte. The secondary result {@code megabytes} is 10^6 bytes a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FeedBenchmark {

    /** The stream. */
    @Param({
        "light_cells",
        "dense_cells",
        "medium_cells",
        "cursor_motion",
        "scrolling",
        "scrolling_top_region",
        "scrolling_bottom_region",
        "scrolling_small_region",
        "scrolling_fullscreen_region",
        "scrolling_fullscreen",
        "unicode",
        "logs",
        "find",
        "ls",
        "git_log",
        "vim",
        "htop"
    })
    public String workload;

    /** Who is fed. */
    @Param({"wsh", "jline", "limit"})
    public String engine;

    /** Rows and columns. */
    @Param({"24x80", "50x200"})
    public String size;

    private byte[] bytes = {};
    private Engine fed = (b, offset, length) -> {};

    /** Makes the stream and the engine. */
    @Setup
    public void prepare() {
        int rows = Integer.parseInt(size.substring(0, size.indexOf('x')));
        int cols = Integer.parseInt(size.substring(size.indexOf('x') + 1));
        bytes = Workload.bytes(workload, rows, cols);
        fed = Engine.create(engine, rows, cols);
    }

    /** Counts megabytes beside operations. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Fed {
        /** 10^6 bytes. */
        public double megabytes;
    }

    /** One whole stream. */
    @Benchmark
    public void feed(Fed count) {
        fed.feedAll(bytes);
        count.megabytes += bytes.length / 1e6;
    }
}
