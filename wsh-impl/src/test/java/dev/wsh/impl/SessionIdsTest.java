package dev.wsh.impl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SessionIdsTest {

    private final SessionIds ids = new SessionIds();

    @Test
    void next_many_areDifferentRandomUuids() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            String id = ids.next();
            assertTrue(seen.add(id), id);
            assertEquals(4, UUID.fromString(id).version());
            assertEquals(2, UUID.fromString(id).variant());
            assertEquals(id, UUID.fromString(id).toString());
        }
    }

    @Test
    void next_ofAnother_isAnotherInBothHalves() {
        UUID one = UUID.fromString(ids.next());
        UUID two = UUID.fromString(new SessionIds().next());
        assertNotEquals(one.getMostSignificantBits(), two.getMostSignificantBits());
        assertNotEquals(one.getLeastSignificantBits(), two.getLeastSignificantBits());
    }
}
