package dev.wsh.impl.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Match;
import dev.wsh.Session;
import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.impl.vt.TerminalEngine;
import dev.wsh.impl.vt.state.TerminalOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.mockito.quality.Strictness;

/** One search for all finds what a search for each would have found, at the same moment and in the same place. */
class SharedSearchProperties {

    private static final String[] REGEXES = {
        "a+b",
        "ab.*ba",
        "^ab",
        "b$",
        "(a|b)A",
        "a(ba)+",
        "\\Qab\\E+",
        "(?i)AB",
        "[ab]A",
        "ab?A",
        "a.",
        "^.*b ",
        "世a",
        "b{2}a",
        "\\Ba\\w",
        "(?<=a)b",
        "a|b",
        "ab a\\b",
        "aa\\s+bb.*ab",
        "[^a]a{1,2}b?$"
    };

    private static final String[] CONTROLS = {
        "\r\n",
        "\r\n",
        "\r\n",
        "\r",
        "\n",
        "\b",
        "\033[A",
        "\033[2J",
        "\033[K",
        "\033[L",
        "\033[M",
        "\033[?1049h",
        "\033[?1049l",
        "\033[H",
        "\033[2;1H",
        "\033[1;2r",
        "\033[r",
        "\033M",
        "\033[3J",
        "\033[P",
        "\033[@",
        "\033c"
    };

    /** What somebody waits for, from a step on. */
    record Wish(int kind, String text, int regex, int from, boolean since) {
        Condition<?> condition(SessionMark mark) {
            Condition<?> condition = switch (kind) {
                case 0, 1, 2 -> Conditions.text(text);
                case 3 -> Conditions.text(text).ignoringCase();
                case 4 -> Conditions.visible(text);
                case 5 -> Conditions.firstOf(Conditions.text(text), Conditions.text(Pattern.compile(REGEXES[regex])));
                case 6 -> Conditions.visible(Pattern.compile(REGEXES[regex]));
                default -> Conditions.text(Pattern.compile(REGEXES[regex]));
            };
            return since ? condition.since(mark) : condition;
        }
    }

    /** Waits on an engine, which share a search or not. */
    private static final class Side {
        private final Subject subject =
                mock(withSettings().strictness(Strictness.LENIENT).stubOnly());
        private final Waiters waiters;
        private final TreeMap<Integer, String> found = new TreeMap<>();
        private boolean collects;

        Side(TerminalEngine engine, boolean shared) {
            Session session = mock();
            when(session.id()).thenReturn("s");
            when(subject.session()).thenReturn(session);
            when(subject.activity()).thenReturn(new Activity());
            when(subject.screen()).thenAnswer(call -> engine.snapshot());
            when(subject.history()).thenAnswer(call -> engine.scrollback());
            SessionMark start = new SessionMark("s", 0, 0, 0, 0, 0, 0);
            when(subject.lastInput()).thenReturn(start);
            when(subject.mark()).thenReturn(start);
            when(subject.frames()).thenReturn(new Frames());
            when(subject.ended()).thenReturn(Optional.empty());
            when(subject.unfinishedSince()).thenReturn(OptionalLong.empty());
            doAnswer(call -> collects = call.getArgument(0)).when(subject).collectLeaving(anyBoolean());
            waiters = new Waiters(subject, shared);
        }

        void begin(int number, Condition<?> condition) {
            waiters.prepare(condition).begin(new Noting<>(number));
        }

        void changed(List<LeavingRow> rows) {
            waiters.changed(collects ? rows : List.of());
        }

        private final class Noting<T> implements Outcome<T> {
            private final int number;

            Noting(int number) {
                this.number = number;
            }

            @Override
            public void found(Supplier<T> value) {
                Match match = (Match) value.get();
                found.put(number, match.text() + " " + match.groups() + " " + match.region());
            }

            @Override
            public void ended() {}

            @Override
            public void hopeless(String what) {}
        }
    }

    @Provide
    Arbitrary<List<Wish>> wishes() {
        Arbitrary<String> texts =
                Arbitraries.strings().withChars("aabbAB ä世").ofMinLength(1).ofMaxLength(6);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        texts,
                        Arbitraries.integers().between(0, REGEXES.length - 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(false, false, true))
                .as(Wish::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> output() {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("aabbAB ä世").ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> runs = Arbitraries.of("aB", "ba ", "世").map(word -> word.repeat(40));
        Arbitrary<String> piece =
                Arbitraries.frequencyOf(Tuple.of(6, words), Tuple.of(5, Arbitraries.of(CONTROLS)), Tuple.of(1, runs));
        return piece.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(pieces -> String.join("", pieces))
                .list()
                .ofMaxSize(16);
    }

    @Property(tries = 3000)
    void changed_anyOutput_findsWhatASearchForEachFinds(
            @ForAll("wishes") List<Wish> wishes,
            @ForAll("output") List<String> output,
            @ForAll @IntRange(min = 2, max = 4) int rows,
            @ForAll @IntRange(min = 2, max = 9) int cols,
            @ForAll boolean keepsHistory) {
        TerminalEngine engine =
                TerminalEngine.create(new TerminalOptions(rows, cols, keepsHistory ? 20 : 0, false, true), mock());
        engine.collectLeaving(true);
        Side shared = new Side(engine, true);
        Side each = new Side(engine, false);
        List<SessionMark> marks = new ArrayList<>();
        for (int step = 0; step <= output.size(); step++) {
            SessionMark mark =
                    new SessionMark("s", step, step, engine.epoch(), engine.cursorLine(), engine.cursorCol(), 0);
            marks.add(mark);
            for (int i = 0; i < wishes.size(); i++) {
                if (Math.min(wishes.get(i).from(), output.size()) == step) {
                    Condition<?> condition = wishes.get(i).condition(marks.get(step / 2));
                    shared.begin(i, condition);
                    each.begin(i, condition);
                }
            }
            if (step < output.size()) {
                byte[] bytes = output.get(step).getBytes(StandardCharsets.UTF_8);
                engine.feed(bytes, 0, bytes.length);
                List<LeavingRow> left = engine.takeLeaving();
                shared.changed(left);
                each.changed(left);
            }
            int now = step;
            assertEquals(each.found, shared.found, () -> "after step " + now);
        }
    }

    /** The only wait that needs the lines that leave is over; the other one sees what of a line has left all the same. */
    @Example
    void changed_nobodyNeedsLeavingRowsAnyMore_findsWhatHasLeft() {
        List<Wish> wishes = List.of(new Wish(0, "a", 0, 0, false), new Wish(4, "世", 0, 0, false));
        changed_anyOutput_findsWhatASearchForEachFinds(wishes, List.of("aB".repeat(40), "世aaa"), 2, 2, true);
    }

    @Example
    void fold_twice_isTheSame() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            assertEquals(RequiredText.fold(c), RequiredText.fold(RequiredText.fold(c)));
        }
    }

    @Example
    void of_regexes_readsWhatIsSure() {
        assertEquals(Optional.of("listening on port "), required("listening on port (\\d+)"));
        assertEquals(Optional.of("fatal"), required("(?i)FATAL:? .*"));
        assertEquals(Optional.of("a.b"), required("\\w+a\\.b[x-z]c?"));
        assertEquals(Optional.empty(), required("one|other"));
        assertEquals(Optional.empty(), required("(either)"));
        assertEquals(Optional.empty(), required("a(?i)b"));
    }

    private static Optional<String> required(String regex) {
        return RequiredText.of(Pattern.compile(regex));
    }

    @Property(tries = 2000)
    void of_anyRegex_isInEachMatch(
            @ForAll("output") List<String> texts, @ForAll @IntRange(max = 19) int regex, @ForAll boolean ignoresCase) {
        Pattern pattern =
                Pattern.compile(REGEXES[regex], ignoresCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        Optional<String> required = RequiredText.of(pattern);
        for (String text : texts) {
            Matcher matcher = pattern.matcher(text);
            while (required.isPresent() && matcher.find()) {
                String searched = text;
                assertTrue(RequiredText.isAny(Set.of(required.get()), searched), () -> pattern + " " + searched);
            }
        }
    }
}
