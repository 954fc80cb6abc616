package dev.wsh.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A session without a name of its own gets the lowest number that no live session has, whatever became of others. */
class FreeNamesTest {

    private static final SessionSpec PROGRAM = SessionSpec.command("program");

    private final FakeLab lab = new FakeLab();

    @AfterEach
    void close() {
        lab.close();
    }

    private String started(SessionSpec spec) {
        Session session = lab.wsh.start(spec);
        lab.time.settle();
        return session.name();
    }

    private List<String> started(SessionSpec spec, int times) {
        return IntStream.range(0, times).mapToObj(i -> started(spec)).toList();
    }

    @Test
    @DisplayName("closed and ended in any order: the lowest of their numbers comes first, then the next free ones")
    void start_someClosedOrEnded_lowestIsFirst() {
        for (SessionSpec spec : List.of(PROGRAM, PROGRAM.namePrefix("a"), PROGRAM.namePrefix("7"))) {
            List<String> names = started(spec, 6);
            String prefix = names.get(0).substring(0, names.get(0).length() - 1);
            assertEquals(IntStream.range(0, 6).mapToObj(i -> prefix + i).toList(), names);
            lab.wsh.get(names.get(4)).close();
            lab.terminal(lab.wsh.get(names.get(1))).exit(0);
            lab.time.settle();
            lab.wsh.get(names.get(2)).close();
            lab.time.settle();
            assertEquals(List.of(prefix + 1, prefix + 2, prefix + 4, prefix + 6, prefix + 7), started(spec, 5));
        }
    }

    @Test
    @DisplayName("renamed away, the number is free; renamed to a number, it is taken")
    void start_someRenamed_namesCountAsTheyAreNow() {
        SessionSpec spec = PROGRAM.namePrefix("a");
        List<String> names = started(spec, 3);
        lab.wsh.get(names.get(0)).rename("main");
        lab.wsh.get(names.get(1)).rename("a-4");
        assertEquals(List.of("a-0", "a-1", "a-3", "a-5"), started(spec, 4));
        lab.wsh.get("a-4").rename("a-007");
        assertEquals(List.of("a-4", "a-6", "a-7", "a-8"), started(spec, 4));
    }

    @Test
    @DisplayName("names of one's own that look like numbers are left out, and free again when their session ends")
    void start_numbersAsOwnNames_areLeftOut() {
        for (String name : List.of("0", "2", "007", "x99999999999999", "x-99999999999999")) {
            started(PROGRAM.named(name));
        }
        assertEquals(List.of("1", "3"), started(PROGRAM, 2));
        assertEquals("x-0", started(PROGRAM.namePrefix("x")));
        for (String name : List.of("2", "007", "x99999999999999", "x-99999999999999")) {
            lab.wsh.get(name).close();
            lab.time.settle();
        }
        assertEquals(List.of("2", "4"), started(PROGRAM, 2));
        assertEquals("x-1", started(PROGRAM.namePrefix("x")));
    }

    @Test
    @DisplayName("prefixes do not disturb each other, nor one that continues another")
    void start_severalPrefixes_eachCountsForItself() {
        assertEquals(List.of("0", "1"), started(PROGRAM, 2));
        assertEquals(List.of("a-0", "a-1"), started(PROGRAM.namePrefix("a"), 2));
        assertEquals(List.of("a-1-0", "a-1-1"), started(PROGRAM.namePrefix("a-1"), 2));
        lab.wsh.get("a-1-0").close();
        lab.time.settle();
        assertEquals("a-2", started(PROGRAM.namePrefix("a")));
        assertEquals("2", started(PROGRAM));
        assertEquals("a-1-0", started(PROGRAM.namePrefix("a-1")));
    }
}
