package dev.wsh.impl.vt.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClusterTableTest {
    private final ClusterTable table = new ClusterTable();

    @Test
    void join_stepByStep_isTheClusterOfTheText() {
        int accent = table.joinCell('e' | Cells.WRITTEN, 0x301);
        int both = table.joinCell(accent | Cells.CLUSTER, 0x327);
        assertEquals("e\u0301", table.text(accent));
        assertEquals("e\u0301\u0327", table.text(both));
        assertEquals(accent, table.intern("e\u0301"));
        assertEquals(both, table.intern("e\u0301\u0327"));
        assertEquals(accent, table.joinCell('e', 0x301));
        assertEquals(0x327, table.lastOfCell(both | Cells.CLUSTER));
        assertEquals('e', table.first(both));
        assertEquals('e' + 0x301 + 0x327, table.sum(both));
    }

    @Test
    void join_erasedCell_isABlankWithAMark() {
        assertEquals(" \u0301", table.text(table.joinCell(0, 0x301)));
        assertEquals(' ', table.lastOfCell(0));
    }

    @Test
    void intern_manyTexts_eachHasOneIndex() {
        Random random = new Random(7);
        Map<String, Integer> known = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder().append((char) ('a' + random.nextInt(26)));
            for (int n = random.nextInt(3); n >= 0; n--) {
                text.appendCodePoint(random.nextBoolean() ? 0x300 + random.nextInt(64) : 0x1F3FB + random.nextInt(5));
            }
            int index = table.intern(text.toString());
            Integer before = known.put(text.toString(), index);
            assertTrue(before == null || before == index, text.toString());
        }
        known.forEach((text, index) -> assertEquals(text, table.text(index)));
    }

    @Test
    void join_longerThanTheBound_isRefused() {
        String full = "a" + "\u0301".repeat(ClusterTable.MAX_CLUSTER_CHARS - 1);
        int index = table.intern(full);
        assertEquals(full, table.text(index));
        assertEquals(ClusterTable.NONE, table.joinCell(index | Cells.CLUSTER, 0x301));
        assertEquals(ClusterTable.NONE, table.intern(full + "\u0301"));
    }

    @Test
    void join_tableFull_isRefusedAndKnownOnesAreFound() {
        for (int i = 0; table.size() < ClusterTable.MAX_CLUSTERS; i++) {
            table.joinCell(0x4E00 + i % 0x5000, 0x300 + i / 0x5000);
        }
        assertEquals(0, table.refused());
        assertEquals(ClusterTable.NONE, table.joinCell('x', 0x301));
        assertEquals(1, table.refused());
        assertEquals(0, table.joinCell(0x4E00, 0x300));
    }

    @Test
    void adopt_anotherTablesCluster_isTheSameText() {
        int index = table.intern("👩\u200d👩\u200d👧");
        ClusterTable other = new ClusterTable();
        other.intern("e\u0301");
        assertEquals("👩\u200d👩\u200d👧", other.text(other.adopt(table, index)));
    }

    @Test
    void view_tableGrows_staysAsItWas() {
        int index = table.intern("e\u0301");
        ClusterTable.View view = table.view();
        assertSame(view, table.view());
        for (int i = 0; i < 1000; i++) {
            table.joinCell(0x4E00 + i, 0x301);
        }
        assertEquals("e\u0301", view.text(index));
        assertSame(view.text(index), view.text(index));
    }

    @Test
    void clear_onlyWhatNobodyReads() {
        int index = table.intern("e\u0301");
        assertTrue(table.clear());
        assertEquals(0, table.size());
        assertEquals(index, table.intern("o\u0308"));
        ClusterTable.View view = table.view();
        assertFalse(table.clear());
        assertEquals("o\u0308", view.text(index));
    }

    @Test
    void append_utf8_isThatOfTheText() {
        String text = "é\u0301你😀";
        int index = table.intern(text);
        ByteSink sink = new ByteSink(1);
        table.append(index, sink);
        byte[] expected = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(expected.length, table.bytes(index));
        assertEquals(expected.length, sink.end);
        assertEquals(text, new String(sink.data, 0, sink.end, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void compact_clustersWithoutEnd_keepsWhatIsUsedAndTakesTurnsWithTwoTables() {
        CellStore store = new CellStore();
        ClusterTable first = store.clusters();
        long cell = fill(store);
        cell = store.compact().cell(cell);
        store.compacted();
        ClusterTable second = store.clusters();
        assertFalse(store.full());
        assertEquals(1, second.size());
        fill(store);
        cell = store.compact().cell(cell);
        assertSame(first, store.clusters());
        assertEquals(1, first.size());
        assertEquals("e\u0301", first.text(Cells.code(cell)));
        store.compact();
        assertSame(second, store.clusters());
        store.compact();
        assertNotSame(first, store.clusters(), "somebody may read the first one, whose text was asked for");
    }

    private static long fill(CellStore store) {
        long cell = store.clusters().intern("e\u0301") | Cells.CLUSTER;
        for (int i = 0; !store.full(); i++) {
            store.clusters().joinCell(0x4E00 + i % 0x5000, 0x300 + i / 0x5000);
        }
        return cell;
    }
}
