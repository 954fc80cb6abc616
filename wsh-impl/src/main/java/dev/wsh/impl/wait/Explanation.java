package dev.wsh.impl.wait;

import java.util.ArrayList;
import java.util.List;

/** Why a condition is not true, in words, as far as its looks know. Confined to the session's lock. */
final class Explanation {

    private static final int MOST = 12;

    private final List<String> words = new ArrayList<>();

    /** Adds a fact, unless it is known or there are many. */
    void add(String fact) {
        if (words.size() < MOST && !words.contains(fact)) {
            words.add(fact);
        }
    }

    /** Says that a part of a condition is what is missing. */
    void missing(String part) {
        add("missing: " + part);
    }

    List<String> inWords() {
        return List.copyOf(words);
    }
}
