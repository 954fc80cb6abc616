package dev.wsh.stress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * One order in which several things happen: where more than one may come next, a number says which. It begins with given
 * numbers; after those the first comes always, which is the one that goes on, else the one that has waited the longest. A
 * number above 0 is a departure from that: those before it are put off until nothing else can go on.
 *
 * <p>The same numbers give the same order, as long as the code is the same.
 */
final class Order {

    /** What was to be chosen from. */
    private record Choice(int options, int taken) {}

    private final int[] given;
    private final List<Choice> choices = new ArrayList<>();
    private final List<String> departures = new ArrayList<>();

    Order(int... given) {
        this.given = given.clone();
    }

    /** Reads what {@link #toString} writes. */
    static Order parse(String numbers) {
        return new Order(
                Arrays.stream(numbers.split(",")).mapToInt(Integer::parseInt).toArray());
    }

    /** Says which of several comes next. */
    int choose(int options, IntFunction<String> name) {
        int at = choices.size();
        int taken = at < given.length ? given[at] : 0;
        if (taken >= options) {
            throw new IllegalStateException("choice " + at + " of " + this + " has " + options + " options only");
        }
        choices.add(new Choice(options, taken));
        if (taken > 0) {
            departures.add(at + ": " + name.apply(taken) + " before " + name.apply(0));
        }
        return taken;
    }

    /** How often something else came than the first. */
    int departures() {
        return (int) Arrays.stream(given).filter(number -> number > 0).count();
    }

    /** Returns the orders that depart once more, after all that was given to this one. */
    List<Order> next() {
        List<Order> next = new ArrayList<>();
        for (int at = given.length; at < choices.size(); at++) {
            for (int other = 1; other < choices.get(at).options(); other++) {
                int[] numbers = Arrays.copyOf(given, at + 1);
                numbers[at] = other;
                next.add(new Order(numbers));
            }
        }
        return next;
    }

    /** Returns the departures in words, one a line. */
    String inWords() {
        return departures.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return given.length == 0
                ? "0"
                : Arrays.stream(given).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
