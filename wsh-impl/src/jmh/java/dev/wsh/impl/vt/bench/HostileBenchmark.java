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
 * Megabytes per second of each {@link Hostile} stream at 24x80; with {@code -prof gc}, the allocation. Floors are checked by
 * {@link HostileTable}, which measures CPU time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HostileBenchmark {

    /** The stream: a name of {@link Hostile}; all of them without {@code -p stream=}. */
    @Param
    public Hostile stream = Hostile.ACCENT_IN_EVERY_CELL;

    private byte[] bytes = {};
    private Engine fed = (b, offset, length) -> {};
    private int at;

    /** Makes the stream and the engine. */
    @Setup
    public void prepare() {
        bytes = stream.bytes();
        fed = Engine.create("wsh", 24, 80);
        at = 0;
    }

    /** Counts megabytes beside operations. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Fed {
        /** 10^6 bytes. */
        public double megabytes;
    }

    /** A piece of the stream. */
    @Benchmark
    public void feed(Fed count) {
        int n = Math.min(Engine.CHUNK, bytes.length - at);
        fed.feed(bytes, at, n);
        at = at + n == bytes.length ? 0 : at + n;
        count.megabytes += n / 1e6;
    }
}
