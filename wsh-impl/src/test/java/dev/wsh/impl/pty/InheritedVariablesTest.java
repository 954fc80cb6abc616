package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.jna.Pointer;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InheritedVariablesTest {
    private final InheritedVariables variables =
            new InheritedVariables(Map.of("A", "one", "B", "", "C", "\u00e4\u20ac\ud83d\ude00"));

    private String at(String name, String value) {
        long address = variables.address(name, value);
        assertNotEquals(0, address);
        return new Pointer(address).getString(0, "UTF-8");
    }

    @Test
    void address_sameValue_isThatOfTheCString() {
        assertEquals("A=one", at("A", "one"));
        assertEquals("B=", at("B", ""));
        assertEquals("C=\u00e4\u20ac\ud83d\ude00", at("C", "\u00e4\u20ac\ud83d\ude00"));
    }

    @Test
    void address_anotherValueOrName_isNone() {
        assertEquals(0, variables.address("A", "two"));
        assertEquals(0, variables.address("A", ""));
        assertEquals(0, variables.address("D", "one"));
    }
}
