package dev.wsh.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is scheduled, virtual time does the same in the same order, and never goes back. */
class VirtualTimeProperties {

    /** Waits, notes its name, starts its children; some of them as tasks, some as timers. */
    record Program(int delay, boolean asTask, List<Program> children) {

        void run(VirtualTime time, String name, List<String> trace) {
            Runnable body = () -> {
                trace.add(time.elapsed().toMillis() + " " + name);
                for (int i = 0; i < children.size(); i++) {
                    children.get(i).run(time, name + "." + i, trace);
                }
            };
            if (asTask) {
                time.serial(name).execute(body);
            } else {
                time.schedule(Duration.ofMillis(delay), time.executor(), body);
            }
        }

        int size() {
            return 1 + children.stream().mapToInt(Program::size).sum();
        }
    }

    @Provide
    Arbitrary<Program> programs() {
        return program(4);
    }

    private Arbitrary<Program> program(int depth) {
        Arbitrary<List<Program>> children = depth == 0
                ? Arbitraries.just(List.of())
                : Arbitraries.lazy(() -> program(depth - 1)).list().ofMaxSize(3);
        return children.flatMap(list -> Arbitraries.integers()
                .between(0, 5)
                .flatMap(delay -> Arbitraries.of(true, false).map(task -> new Program(delay, task, list))));
    }

    private static List<String> trace(Program program) {
        VirtualTime time = new VirtualTime();
        List<String> trace = new ArrayList<>();
        program.run(time, "p", trace);
        time.advance(Duration.ofSeconds(1));
        return trace;
    }

    @Property
    void anyProgram_runTwice_hasTheSameTrace(@ForAll("programs") Program program) {
        List<String> first = trace(program);
        assertEquals(first, trace(program));
        assertEquals(program.size(), first.size());
    }

    @Property
    void anyProgram_run_neverGoesBackInTime(@ForAll("programs") Program program) {
        long last = 0;
        for (String line : trace(program)) {
            long at = Long.parseLong(line.substring(0, line.indexOf(' ')));
            assertTrue(at >= last, line);
            last = at;
        }
    }

    @Property
    void anyProgram_advancedInAnySteps_hasTheSameTrace(
            @ForAll("programs") Program program, @ForAll @IntRange(min = 1, max = 7) int step) {
        VirtualTime time = new VirtualTime();
        List<String> trace = new ArrayList<>();
        program.run(time, "p", trace);
        for (int at = 0; at < 1000; at += step) {
            time.advance(Duration.ofMillis(step));
        }
        assertEquals(trace(program), trace);
    }

    @Property
    void equalPrograms_startedInAnyOrder_haveTheSameTrace(
            @ForAll("programs") Program program, @ForAll @IntRange(min = 2, max = 5) int copies, @ForAll long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, copies).boxed().toList());
        List<String> straight = anonymousTrace(program, order);
        Collections.shuffle(order, new Random(seed));
        assertEquals(straight, anonymousTrace(program, order));
    }

    private static List<String> anonymousTrace(Program program, List<Integer> order) {
        VirtualTime time = new VirtualTime();
        List<String> trace = new ArrayList<>();
        order.forEach(id -> program.run(time, "p" + id, trace));
        time.advance(Duration.ofSeconds(1));
        return trace.stream().map(line -> line.replaceAll("p\\d+", "p")).toList();
    }
}
