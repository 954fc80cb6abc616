package dev.wsh.acceptance;

import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.WshException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What {@link TimeoutFactorTest} runs in a JVM of its own: when waits of each kind give up, by virtual time. */
final class TimeoutFactorProgram {

    private TimeoutFactorProgram() {}

    /** Prints a line for each kind of wait: its name and after how many milliseconds it gave up. */
    public static void main(String[] args) {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            Supplier<Pending<Match>> wait = () -> session.awaitText("never");
            Duration second = Duration.ofSeconds(1);
            Map<String, Supplier<Pending<?>>> waits = new LinkedHashMap<>();
            waits.put("default", wait::get);
            waits.put("dependent of the default", () -> wait.get().thenApply(Match::line));
            waits.put("within", () -> wait.get().within(second));
            waits.put("dependent", () -> wait.get().thenApply(Match::line).within(second));
            waits.put(
                    "dependent's dependent",
                    () -> wait.get()
                            .thenApply(Match::line)
                            .thenAccept(line -> {})
                            .within(second));
            waits.put(
                    "composed",
                    () -> wait.get().exceptionallyCompose(failure -> wait.get()).within(second));
            waits.put("all", () -> Pending.allOf(wait.get(), wait.get()).within(second));
            waits.put("any", () -> Pending.anyOf(wait.get(), wait.get()).within(second));
            waits.put(
                    "combined",
                    () -> wait.get().thenCombine(wait.get(), (a, b) -> a).within(second));
            waits.put("group", () -> lab.wsh.awaitAnyExit().within(second));
            waits.forEach((name, each) -> {
                Duration before = lab.time.elapsed();
                try {
                    each.get().block();
                } catch (WshException e) {
                    System.out.println(
                            name + " " + lab.time.elapsed().minus(before).toMillis());
                }
            });
        }
    }
}
