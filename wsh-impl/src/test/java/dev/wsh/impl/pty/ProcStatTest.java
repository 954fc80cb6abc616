package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProcStatTest {
    private static final String REST =
            " 4194560 100 0 0 0 7 5 3 1 20 0 1 0 123456 2347008 388 18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 1\n";

    private static ProcStat parse(String line) {
        return ProcStat.parse(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void parse_ordinaryLine_hasEveryField() {
        ProcStat stat = parse("4711 (sleep) S 1 4710 4709 34816 -1" + REST);
        assertEquals(new ProcStat(4711, "sleep", 'S', 1, 4710, 4709, 34816, -1, 4194560, 16, 123456), stat);
        assertTrue(stat.alive());
    }

    @Test
    void parse_commandWithParenthesesAndBlanks_isNotConfused() {
        ProcStat stat = parse("7 (a) S (b) R 9) Z 1 2 3 0 -1" + REST);
        assertNotNull(stat);
        assertEquals("a) S (b) R 9", stat.command());
        assertFalse(stat.alive());
        assertEquals(3, stat.session());
    }

    @Test
    void parse_forkedOrExeced_isToldByItsFlags() {
        assertFalse(parse("7 (sh) S 1 2 3 0 -1" + REST).onlyForked());
        assertTrue(parse("7 (sh) S 1 2 3 0 -1" + REST.replace("4194560", "4194624"))
                .onlyForked());
    }

    @Test
    void parse_cutOrEmptyLine_isNone() {
        assertNull(parse(""));
        assertNull(parse("7 (sh) S 1 2 3"));
        assertNull(parse("7 (sh"));
        assertNull(parse("(sh) S 1"));
    }
}
