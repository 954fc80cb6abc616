package dev.wsh.impl.wait;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:(?:){1000000000}){1000000000}x",
                "(?:){1000001}",
                "((a{1000}){1000}){2}",
                "(?:){2147483647,}y",
                "(?:(?:){0,2000}){0,2000}"
            })
    void check_countsBeyondAll_areRefused(String regex) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Repetitions.check(Pattern.compile(regex)));
        assertTrue(refused.getMessage().contains(regex), refused::getMessage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{64}",
                "(.*,){11}P",
                "(?:[a-z]{1,100}){1,100}",
                "x{1000000}",
                "a*b+c?",
                "\\{9999999\\}",
                "\\Q{9999999}{9999999}\\E",
                "\\p{Alpha}{3}\\x{1F600}"
            })
    void check_others_areLetThrough(String regex) {
        assertDoesNotThrow(() -> Repetitions.check(Pattern.compile(regex)));
    }

    @Test
    void check_literal_isNoRegex() {
        assertDoesNotThrow(() -> Repetitions.check(Pattern.compile("{9999999}{9999999}", Pattern.LITERAL)));
    }
}
