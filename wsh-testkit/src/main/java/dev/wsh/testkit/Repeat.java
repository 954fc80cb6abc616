package dev.wsh.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The step {@code every}: rounds that begin at a steady pace, so that delays inside a round don't shift the next one. */
final class Repeat {

    private Repeat() {}

    static Step of(Duration period, OptionalInt times, List<Step> steps) {
        String count = times.isPresent() ? ", " + times.getAsInt() + " times" : "";
        String description = "every(" + period + count + ", " + steps + ")";
        return new Step(description, play -> round(description, play, play.nanoTime(), period, times, steps));
    }

    private static void round(
            String description, Play play, long begin, Duration period, OptionalInt times, List<Step> steps) {
        if (times.isPresent() && times.getAsInt() == 0) {
            return;
        }
        OptionalInt left = times.isPresent() ? OptionalInt.of(times.getAsInt() - 1) : times;
        List<Step> round = new ArrayList<>(steps);
        if (left.isEmpty() || left.getAsInt() > 0) {
            long next = begin + Lengths.nanos(period);
            round.add(new Step(description, p -> p.sleep(Duration.ofNanos(Math.max(0, next - p.nanoTime())))));
            round.add(new Step(description, p -> round(description, p, next, period, left, steps)));
        }
        play.next(round);
    }
}
