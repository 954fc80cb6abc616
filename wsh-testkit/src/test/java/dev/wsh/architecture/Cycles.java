package dev.wsh.architecture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Who knows whom, and who is known by those they know. */
final class Cycles {

    private final Map<String, Set<String>> known = new TreeMap<>();

    private Cycles() {}

    /** Between source files: a nested class is its outermost one. */
    static Cycles ofClasses(Collection<CompiledClass> classes) {
        return of(classes, Cycles::outermost);
    }

    static Cycles ofPackages(Collection<CompiledClass> classes) {
        return of(classes, CompiledClass::packageOf);
    }

    private static Cycles of(Collection<CompiledClass> classes, UnaryOperator<String> node) {
        Cycles cycles = new Cycles();
        for (CompiledClass each : classes) {
            cycles.known.computeIfAbsent(node.apply(each.name()), any -> new TreeSet<>());
        }
        for (CompiledClass each : classes) {
            String from = node.apply(each.name());
            for (String type : each.types()) {
                String to = node.apply(type);
                if (!to.equals(from) && cycles.known.containsKey(to)) {
                    cycles.known.get(from).add(to);
                }
            }
        }
        return cycles;
    }

    private static String outermost(String name) {
        int dollar = name.indexOf('$');
        return dollar < 0 ? name : name.substring(0, dollar);
    }

    /** Returns the sets of two and more that all reach one another, each in alphabetical order. */
    List<Set<String>> all() {
        Map<String, Set<String>> reached = new HashMap<>();
        known.keySet().forEach(from -> reached.put(from, reachedFrom(from)));
        List<Set<String>> cycles = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (String node : known.keySet()) {
            Set<String> cycle = new TreeSet<>();
            for (String other : reached.get(node)) {
                if (reached.get(other).contains(node)) {
                    cycle.add(other);
                }
            }
            if (cycle.size() > 1 && done.addAll(cycle)) {
                cycles.add(cycle);
            }
        }
        return cycles;
    }

    private Set<String> reachedFrom(String from) {
        Set<String> reached = new HashSet<>();
        List<String> ahead = new ArrayList<>(known.get(from));
        while (!ahead.isEmpty()) {
            String next = ahead.remove(ahead.size() - 1);
            if (reached.add(next)) {
                ahead.addAll(known.get(next));
            }
        }
        return reached;
    }
}
