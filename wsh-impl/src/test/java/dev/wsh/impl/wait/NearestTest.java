package dev.wsh.impl.wait;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a failed wait for text shows of the screen. */
class NearestTest {

    private static final List<String> LINES = List.of("$ make test", "BUILD SUCCESFUL in 3 s", "", "$");

    @Test
    void to_misspeltText_findsTheLine() {
        assertEquals(Optional.of("row 1: BUILD SUCCESFUL in 3 s"), Nearest.to("build successful", LINES));
    }

    @Test
    void to_textThatIsNotLikeAnyLine_findsNothing() {
        assertEquals(Optional.empty(), Nearest.to("panic: out of memory", LINES));
        assertEquals(Optional.empty(), Nearest.to("$ x", LINES));
    }
}
