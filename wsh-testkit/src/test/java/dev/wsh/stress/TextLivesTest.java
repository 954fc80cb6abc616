package dev.wsh.stress;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Waits for text agree with a reference that sees every byte; each known bug is found. */
class TextLivesTest {

    private static void live(long from, int lives, TextLives.Twin twin) {
        for (long seed = from; seed < from + lives; seed += 500) {
            try (TextLives world = new TextLives(twin)) {
                for (long each = seed; each < Math.min(seed + 500, from + lives); each++) {
                    if (each % 4 == 0) {
                        world.liveInGroup(each);
                    } else {
                        world.live(each);
                    }
                }
            }
        }
    }

    @Test
    void lives_some_agreeWithTheReference() {
        live(1, 2_000, TextLives.Twin.NONE);
    }

    @Tag("soak")
    @Test
    void lives_aHundredThousand_agreeWithTheReference() {
        long from = Long.getLong("wsh.lives.seed", System.nanoTime());
        live(from, Integer.getInteger("wsh.lives", 100_000), TextLives.Twin.NONE);
    }

    @ParameterizedTest
    @EnumSource(value = TextLives.Twin.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void lives_ofATwin_areFound(TextLives.Twin twin) {
        AssertionError found = assertThrows(AssertionError.class, () -> live(1, 2_000, twin));
        assertTrue(found.getMessage().contains(" "), found.getMessage());
    }
}
