package dev.wsh.impl.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names are taken and given back in any order: the next is always the one that trying all numbers would find. */
class FreeNumbersProperties {

    /** One step; a number chooses among what there is. */
    record Step(Kind kind, String text, int number) {}

    enum Kind {
        /** Takes the lowest number of a prefix. */
        NEXT,
        /** Takes a name that somebody chose. */
        TAKE,
        /** Gives one of the taken names back. */
        RELEASE,
        /** Gives a name back that nobody has. */
        RELEASE_UNKNOWN
    }

    private static final List<String> PREFIXES = List.of("", "a-", "x", "a-7-", "007-");
    private static final List<String> ODD_NAMES = List.of(
            "a",
            "a-",
            "a-007",
            "007",
            "00",
            "-1",
            "x99999999999999",
            "99999999999999999999",
            "x2147483647",
            "x2147483648",
            "a-7",
            "a-7-0",
            "007-00",
            "x٣");

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.of(
                Kind.NEXT, Kind.NEXT, Kind.NEXT, Kind.TAKE, Kind.RELEASE, Kind.RELEASE, Kind.RELEASE_UNKNOWN);
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(ODD_NAMES),
                Arbitraries.of(PREFIXES)
                        .flatMap(prefix -> Arbitraries.integers().between(0, 12).map(number -> prefix + number)));
        return kinds.flatMap(kind -> (kind == Kind.NEXT ? Arbitraries.of(PREFIXES) : names)
                        .flatMap(text ->
                                Arbitraries.integers().between(0, 999).map(number -> new Step(kind, text, number))))
                .list()
                .ofMaxSize(80);
    }

    private static String lowest(String prefix, Set<String> taken) {
        int number = 0;
        while (taken.contains(prefix + number)) {
            number++;
        }
        return prefix + number;
    }

    @Property
    void next_takenAndReleasedInAnyOrder_isTheLowest(@ForAll("steps") List<Step> steps) {
        FreeNumbers numbers = new FreeNumbers();
        TreeSet<String> taken = new TreeSet<>();
        for (Step step : steps) {
            switch (step.kind()) {
                case NEXT -> {
                    String name = numbers.next(step.text(), taken::contains);
                    assertEquals(lowest(step.text(), taken), name);
                    taken.add(name);
                }
                case TAKE -> taken.add(step.text());
                case RELEASE -> {
                    if (!taken.isEmpty()) {
                        String name = List.copyOf(taken).get(step.number() % taken.size());
                        taken.remove(name);
                        numbers.released(name);
                    }
                }
                case RELEASE_UNKNOWN -> {
                    if (!taken.contains(step.text())) {
                        numbers.released(step.text());
                    }
                }
            }
        }
    }

    @Example
    void next_manyTaken_asksAboutFewNames() {
        FreeNumbers numbers = new FreeNumbers();
        Set<String> taken = new TreeSet<>();
        int[] asked = {0};
        for (int i = 0; i < 1000; i++) {
            taken.add(numbers.next("a-", name -> {
                asked[0]++;
                return taken.contains(name);
            }));
        }
        assertTrue(asked[0] <= 2000, asked[0] + " questions");
    }
}
