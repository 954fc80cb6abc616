package dev.wsh.impl.vt.bench;

import dev.wsh.Screen;
import dev.wsh.impl.vt.TerminalEngine;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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

/** Time to take a snapshot and to read its text, when one row has changed, when all have, and when nothing has. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SnapshotBenchmark {

    /** Rows and columns. */
    @Param({"24x80", "50x200"})
    public String size;

    private TerminalEngine engine = Engine.engine(2, 2, 0);
    private byte[] line = {};
    private byte[] page = {};

    /** Fills the screen with log lines. */
    @Setup
    public void prepare() {
        int rows = Integer.parseInt(size.substring(0, size.indexOf('x')));
        int cols = Integer.parseInt(size.substring(size.indexOf('x') + 1));
        engine = Engine.engine(rows, cols, 1000);
        Random random = new Random(1);
        StringBuilder all = new StringBuilder("\u001b[H");
        for (int row = 0; row < rows; row++) {
            all.append(Programs.logLine(random)).append(row < rows - 1 ? "\r\n" : "");
        }
        page = all.toString().getBytes(StandardCharsets.UTF_8);
        line = ("\u001b[H" + Programs.logLine(random)).getBytes(StandardCharsets.UTF_8);
        engine.feed(page, 0, page.length);
    }

    /** Text of a screen of which one row has changed. */
    @Benchmark
    public String textAfterOneRow() {
        engine.feed(line, 0, line.length);
        return engine.snapshot().text();
    }

    /** Text of a screen of which every row has changed; feeding them is part of the time. */
    @Benchmark
    public String textAfterAllRows() {
        engine.feed(page, 0, page.length);
        return engine.snapshot().text();
    }

    /** Feeding alone, to be taken off the above. */
    @Benchmark
    public TerminalEngine feedAllRows() {
        engine.feed(page, 0, page.length);
        return engine;
    }

    /** Text of a snapshot that was read before. */
    @Benchmark
    public String textAgain() {
        Screen screen = engine.snapshot();
        return screen.text();
    }
}
