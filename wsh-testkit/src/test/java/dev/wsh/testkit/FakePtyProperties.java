package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.all;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.spi.Pty;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever a script does, it does it in the same order at the same instants, and how bytes are cut does not matter. */
class FakePtyProperties {

    @Provide
    Arbitrary<List<Step>> scripts() {
        return steps(2);
    }

    private Arbitrary<List<Step>> steps(int depth) {
        Arbitrary<Step> plain = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("abé\r\n")
                        .ofMinLength(1)
                        .ofMaxLength(5)
                        .map(Steps::out),
                Arbitraries.integers().between(0, 20).map(ms -> after(Duration.ofMillis(ms))));
        Arbitrary<Step> step = depth == 0
                ? plain
                : Arbitraries.oneOf(
                        plain,
                        Arbitraries.lazy(() -> steps(depth - 1)).map(list -> all(list.toArray(Step[]::new))),
                        Arbitraries.lazy(() -> steps(depth - 1))
                                .flatMap(list -> Arbitraries.integers()
                                        .between(0, 3)
                                        .map(n -> every(Duration.ofMillis(7), n, list.toArray(Step[]::new)))));
        return step.list().ofMaxSize(4);
    }

    private static FakePty fake(List<Step> script) {
        return FakePty.script()
                .onStart(script.toArray(Step[]::new))
                .onStart(after(Duration.ofMillis(50)), exit(0), out("late"));
    }

    private static List<List<String>> run(List<FakePty> fakes) {
        VirtualTime time = new VirtualTime();
        List<TracingHandler> handlers = new ArrayList<>();
        for (FakePty fake : fakes) {
            TracingHandler handler = new TracingHandler(time);
            handlers.add(handler);
            fake.spawn(TracingHandler.spec("x"), handler, time);
        }
        time.advance(Duration.ofSeconds(1));
        time.close();
        return handlers.stream().map(TracingHandler::trace).toList();
    }

    @Property
    void anyScript_runTwice_hasTheSameTrace(@ForAll("scripts") List<Step> script) {
        FakePty fake = fake(script);
        assertEquals(run(List.of(fake)), run(List.of(fake)));
    }

    @Property
    void equalPrograms_besideOthersInAnyOrder_haveTheSameTrace(
            @ForAll("scripts") List<Step> script,
            @ForAll("scripts") List<Step> other,
            @ForAll @IntRange(min = 1, max = 4) int copies,
            @ForAll long seed) {
        List<String> alone = run(List.of(fake(script))).get(0);
        FakePty program = fake(script);
        List<FakePty> order = new ArrayList<>(Collections.nCopies(copies, program));
        order.add(fake(other));
        Collections.shuffle(order, new Random(seed));
        List<List<String>> traces = run(order);
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i) == program) {
                assertEquals(alone, traces.get(i));
            }
        }
    }

    @Property
    void anyScript_cutAnyhow_printsTheSameBytesAtTheSameInstants(
            @ForAll("scripts") List<Step> script, @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int most) {
        assertEquals(
                outputByInstant(fake(script)), outputByInstant(fake(script).chunking(Chunking.random(seed, most))));
    }

    private static List<String> outputByInstant(FakePty fake) {
        VirtualTime time = new VirtualTime();
        TracingHandler handler = new TracingHandler(time);
        fake.spawn(TracingHandler.spec("x"), handler, time);
        return IntStream.range(0, 200)
                .mapToObj(ms -> {
                    time.settle();
                    String line = ms + " " + handler.output();
                    time.advance(Duration.ofMillis(1));
                    return line;
                })
                .collect(Collectors.toList());
    }

    @Property
    void anyInput_cutAnyhow_getsTheSameReactions(
            @ForAll("input") String typed, @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int most) {
        FakePty fake = FakePty.script()
                .onInput("ab", out("1"))
                .onInput(Pattern.compile("é(.)"), m -> out(m.group(1)))
                .onInput("\r", after(Duration.ofMillis(3)), out("2"));
        assertEquals(
                reactions(fake, List.of(typed.getBytes(StandardCharsets.UTF_8))),
                reactions(fake, cut(typed, seed, most)));
    }

    @Provide
    Arbitrary<String> input() {
        return Arbitraries.strings().withChars("abé\rc").ofMaxLength(20);
    }

    private static List<byte[]> cut(String typed, long seed, int most) {
        return Chunking.random(seed, most).cutter().cut(typed.getBytes(StandardCharsets.UTF_8));
    }

    private static String reactions(FakePty fake, List<byte[]> pieces) {
        VirtualTime time = new VirtualTime();
        TracingHandler handler = new TracingHandler(time);
        Pty pty = fake.spawn(TracingHandler.spec("x"), handler, time);
        pieces.forEach(piece -> pty.write(ByteBuffer.wrap(piece)));
        time.advance(Duration.ofSeconds(1));
        return handler.output();
    }
}
