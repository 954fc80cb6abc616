package dev.wsh.impl.group;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the lowest number that makes a free name, without trying all that are taken: below the number that is known of a
 * prefix every name is taken.
 *
 * <p>Confined to the registry's lock.
 */
final class FreeNumbers {

    private static final int MOST_DIGITS = 9;

    private final Map<String, Integer> lowest = new HashMap<>(); // no entry: 0

    /** Returns the prefix, which must not end with a digit, with the lowest number that is not taken. */
    String next(String prefix, Predicate<String> isTaken) {
        int number = lowest.getOrDefault(prefix, 0);
        while (isTaken.test(prefix + number)) {
            number++;
        }
        if (number > 0) {
            lowest.put(prefix, number);
        }
        return prefix + number;
    }

    /** A name is free again. */
    void released(String name) {
        int digits = name.length();
        while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
            digits--;
        }
        if (digits == name.length() || name.length() - digits > MOST_DIGITS) {
            return;
        }
        int number = Integer.parseInt(name.substring(digits));
        lowest.computeIfPresent(name.substring(0, digits), (prefix, known) -> {
            int now = Math.min(known, number);
            return now == 0 ? null : now;
        });
    }
}
