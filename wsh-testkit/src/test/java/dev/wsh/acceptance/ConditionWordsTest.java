package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Region;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A condition says in words what it waits for. */
class ConditionWordsTest {

    private static final Condition<?> READY = Conditions.visible("ready");

    static List<Condition<?>> each() {
        return List.of(
                Conditions.text("a"),
                Conditions.text(Pattern.compile("a+")).in(Region.rows(1, 2)),
                READY,
                Conditions.gone("a"),
                Conditions.exited(),
                Conditions.cursorAt(1, 2),
                Conditions.alternateScreen(),
                Conditions.title(Pattern.compile("a")),
                Conditions.bell(),
                Conditions.echoOff(),
                Conditions.foreground("vim"),
                Conditions.screen("full", screen -> true),
                Conditions.found("a number", screen -> Optional.of(1)),
                Conditions.firstOf(Conditions.text("a"), Conditions.text("b")),
                Conditions.allOf(READY, Conditions.text("b")),
                Conditions.idle(Duration.ofSeconds(1)),
                Conditions.frame(READY),
                READY.and(Conditions.bell()),
                READY.or(Conditions.visible("b").map(m -> null)),
                READY.negate(),
                READY.holding(Duration.ofSeconds(1)),
                READY.unless(Conditions.bell()),
                READY.named("the menu"),
                Conditions.visible("a").map(match -> match.row()));
    }

    @ParameterizedTest
    @MethodSource("each")
    void toString_ofEachCondition_isWordsAndNoRecord(Condition<?> condition) {
        String words = condition.toString();
        assertFalse(words.contains("[") || words.contains("@") || words.contains("Optional"), words);
    }

    @Test
    @DisplayName("the words of the parts stand in the whole")
    void toString_ofCombinations_hasTheirParts() {
        assertEquals("visible \"ready\"", READY.toString());
        assertEquals("not visible \"ready\"", READY.negate().toString());
        assertEquals(
                "visible \"ready\" for 1000 ms",
                READY.holding(Duration.ofSeconds(1)).toString());
        assertEquals("the menu", READY.named("the menu").toString());
    }

    @Test
    @DisplayName("a region says its first and last row and column")
    void toString_ofRegions_isFirstAndLast() {
        assertEquals("rows 22 to 23", Region.rows(22, 24).toString());
        assertEquals("row 0", Region.rows(0, 1).toString());
        assertEquals("no row", Region.rows(3, 3).toString());
        assertEquals("rows 1 to 2, columns 5 to 9", Region.block(1, 5, 2, 5).toString());
        assertEquals("row 1, columns 5 and on", new Region.Block(1, 5, 2, Integer.MAX_VALUE).toString());
        assertEquals("row 1, column 4 to column 9", new Region.Span(1, 4, 1, 10).toString());
        assertEquals("row 1, column 4 to row 2, column 0", new Region.Span(1, 4, 2, 1).toString());
        assertEquals("row 1, column 4 to row 2, before column 0", new Region.Span(1, 4, 2, 0).toString());
        assertEquals("nothing at row 1, column 4", new Region.Span(1, 4, 1, 4).toString());
    }
}
