package dev.wsh.impl.vt.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kinds of differences that are explained, each in a line {@code aspects | place | reason}: the aspects that may
 * differ, a regex that finds {@link Difference#place}, and who is right and who says so. The first kind that has all
 * aspects counts; where there is none, two things differ at once, and all kinds count whose aspects are needed. Confined to
 * one thread.
 */
final class Kinds {

    private final List<Kind> kinds = new ArrayList<>();
    private final Map<String, Integer> hits = new LinkedHashMap<>();

    private record Kind(List<String> aspects, Pattern place, String line) {

        boolean isAt(Difference difference) {
            return place.matcher(difference.place()).find();
        }
    }

    /** Reads a list that lies beside this class. */
    Kinds(String list) {
        try (InputStream in = Objects.requireNonNull(Kinds.class.getResourceAsStream(list))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split(" \\| ", 3);
                        kinds.add(new Kind(List.of(parts[0].split(",")), Pattern.compile(parts[1]), line));
                        hits.put(line, 0);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether a difference is of an explained kind. */
    boolean fits(Difference difference) {
        return !explanation(difference).isEmpty();
    }

    /** Tells whether a difference is of an explained kind, and counts it. */
    boolean explain(Difference difference) {
        List<Kind> explanation = explanation(difference);
        explanation.forEach(kind -> hits.merge(kind.line(), 1, Integer::sum));
        return !explanation.isEmpty();
    }

    /** The kinds that explain all aspects together; empty if one is left without an explanation. */
    private List<Kind> explanation(Difference difference) {
        Set<String> left = new HashSet<>(List.of(difference.aspects().split(",")));
        List<Kind> fitting =
                kinds.stream().filter(kind -> kind.isAt(difference)).toList();
        for (Kind kind : fitting) {
            if (kind.aspects().containsAll(left)) {
                return List.of(kind);
            }
        }
        List<Kind> needed =
                fitting.stream().filter(kind -> left.removeAll(kind.aspects())).toList();
        return left.isEmpty() ? needed : List.of();
    }

    /** The kinds that no difference needed, a line for each; empty if all were. */
    String unseen() {
        StringBuilder out = new StringBuilder();
        hits.forEach((kind, count) -> out.append(count == 0 ? "\nexplained, but not seen: " + kind : ""));
        return out.toString();
    }

    /** How often each kind was seen, a line for each. */
    Map<String, Integer> hits() {
        return hits;
    }
}
