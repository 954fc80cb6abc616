package dev.wsh.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Color;
import dev.wsh.CommandResult;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Output;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that no session gave are like those of one. */
class ResultsTest {

    @Test
    void command_failed_isWhatARunWouldGive() {
        CommandResult result = Results.command("make", 2, "one\ntwo \u00e9\n");
        assertFalse(result.success());
        assertEquals(2, result.exitCode());
        assertEquals(List.of("one", "two \u00e9"), result.lines());
        assertEquals("two \u00e9", result.screen().line(1));
        assertThrows(dev.wsh.CommandFailedException.class, result::orThrow);
    }

    @Test
    void output_isCompleteAndBetweenItsMarks() {
        Output output = Results.output("\u00e9!");
        assertArrayEquals("\u00e9!".getBytes(StandardCharsets.UTF_8), output.bytes());
        assertEquals("\u00e9!", output.withoutEcho().text());
        assertEquals(0, output.droppedBytes());
        assertTrue(output.from().compareTo(output.to()) < 0);
        assertEquals(3, output.to().outputOffset());
        assertThrows(IllegalArgumentException.class, () -> output.from().compareTo(new OfASession()));
    }

    private record OfASession() implements Mark {
        @Override
        public String sessionId() {
            return "s";
        }

        @Override
        public long generation() {
            return 0;
        }

        @Override
        public long outputOffset() {
            return 0;
        }

        @Override
        public int compareTo(Mark other) {
            return 0;
        }
    }

    @Test
    void match_onAScreenWithStyles_isFound() {
        Match match = Results.match(Results.screen("first\n\033[31mred\033[m here"), "red");
        assertEquals(1, match.row());
        assertEquals(Color.RED, match.style().fg());
        assertEquals("red here", match.line());
        assertThrows(IllegalArgumentException.class, () -> Results.match(Results.screen("a"), "b"));
    }
}
