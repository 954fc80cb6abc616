package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.wsh.EngineException;
import dev.wsh.spi.PtyProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The choice among providers that work or don't, as the test says. */
final class ProviderChoiceTest {

    private final PtyProvider best = provider("best");
    private final PtyProvider second = provider("second");
    private final PtyProvider elsewhere = provider("second");
    private final List<String> log = new ArrayList<>();
    private Optional<String> property = Optional.empty();
    private final ProviderChoice choice =
            new ProviderChoice(List.of(best, second, elsewhere), () -> property, log::add);

    private static PtyProvider provider(String name) {
        PtyProvider provider = mock();
        when(provider.name()).thenReturn(name);
        when(provider.unavailable()).thenReturn(Optional.empty());
        return provider;
    }

    private static void fails(PtyProvider provider, String reason) {
        when(provider.unavailable()).thenReturn(Optional.of(reason));
    }

    @Test
    void choose_allWork_takesTheFirst() {
        assertSame(best, choice.choose(Optional.empty()));
    }

    @Test
    void choose_firstDoesNotWork_fallsBackAndSaysWhy() {
        fails(best, "an old kernel");
        assertSame(second, choice.choose(Optional.empty()));
        assertEquals(List.of("terminals are driven by \"second\"; best: an old kernel"), log);
    }

    @Test
    void choose_oneNameTwoSystems_takesTheOneThatWorks() {
        fails(second, "not this system");
        assertSame(elsewhere, choice.choose(Optional.of("second")));
    }

    @Test
    void choose_property_forces() {
        property = Optional.of("second");
        assertSame(second, choice.choose(Optional.empty()));
    }

    @Test
    void choose_nameAndProperty_theNameWins() {
        property = Optional.of("best");
        assertSame(second, choice.choose(Optional.of("second")));
    }

    @Test
    void choose_forcedDoesNotWork_failsInsteadOfFallingBack() {
        fails(best, "an old kernel");
        EngineException failure = assertThrows(EngineException.class, () -> choice.choose(Optional.of("best")));
        assertEquals(
                "no terminal provider \"best\" works here (there are best, second); best: an old kernel",
                failure.getMessage());
        property = Optional.of("best");
        assertThrows(EngineException.class, () -> choice.choose(Optional.empty()));
        assertEquals(List.of(), log);
    }

    @Test
    void choose_noneWorks_saysWhy() {
        fails(best, "an old kernel");
        fails(second, "no library");
        fails(elsewhere, "no console");
        EngineException failure = assertThrows(EngineException.class, () -> choice.choose(Optional.empty()));
        assertEquals(
                "no terminal provider works here; best: an old kernel; second: no library; second: no console",
                failure.getMessage());
    }

    @Test
    void choose_manyTimes_isLoggedOnceForEachChoice() {
        for (int i = 0; i < 3; i++) {
            choice.choose(Optional.empty());
            choice.choose(Optional.of("second"));
        }
        assertEquals(List.of("terminals are driven by \"best\"", "terminals are driven by \"second\""), log);
    }

    @Test
    void names_twoOfOneName_listsItOnce() {
        assertEquals(Set.of("best", "second"), choice.names());
    }
}
