package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SessionMarkerTest {

    @Test
    void of_nothingInherited_isTheId() {
        assertEquals("a", SessionMarker.of(null, "a"));
        assertEquals("a", SessionMarker.of("", "a"));
    }

    @Test
    void of_inherited_keepsAllOuterIds() {
        String value = SessionMarker.of(SessionMarker.of(SessionMarker.of(null, "a"), "b"), "c");
        assertArrayEquals(new String[] {"a", "b", "c"}, SessionMarker.ids(value));
        assertTrue(
                SessionMarker.names(value, "a") && SessionMarker.names(value, "b") && SessionMarker.names(value, "c"));
    }

    @Test
    void names_partOfAnId_isNone() {
        assertFalse(SessionMarker.names("abc:def", "ab"));
        assertFalse(SessionMarker.names("abc:def", "abc:def"));
        assertFalse(SessionMarker.names(null, "a"));
    }

    @Test
    void of_manyLevels_staysBoundedAndKeepsTheInnermost() {
        String value = null;
        for (int i = 0; i < 1000; i++) {
            value = SessionMarker.of(value, "session-number-" + i);
        }
        assertTrue(value != null && value.length() <= 4096, value);
        assertTrue(SessionMarker.names(value, "session-number-999"));
        assertTrue(SessionMarker.names(value, "session-number-998"));
        assertEquals("x", SessionMarker.of("y".repeat(5000), "x"));
    }
}
