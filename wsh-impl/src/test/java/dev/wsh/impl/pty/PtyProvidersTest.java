package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.EngineException;
import dev.wsh.spi.PtyProvider;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class PtyProvidersTest {

    @Test
    void choose_forced_takesThatOneAndSharesIt() {
        PtyProvider portable = PtyProviders.choose(Optional.of("pty4j"));
        assertEquals("pty4j", portable.name());
        assertTrue(portable.unavailable().isEmpty());
        assertSame(portable, PtyProviders.choose(Optional.of("pty4j")));
    }

    @Test
    void choose_unknownName_saysWhichThereAre() {
        EngineException e = assertThrows(EngineException.class, () -> PtyProviders.choose(Optional.of("vt100")));
        assertTrue(e.getMessage().contains("\"vt100\""), e.getMessage());
        assertTrue(e.getMessage().contains("linux or pty4j"), e.getMessage());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void warmUp_eitherProvider_leavesNothingOpen() {
        for (String name : new String[] {"linux", "pty4j"}) {
            PtyProvider provider = PtyProviders.choose(Optional.of(name));
            PtyProviders.warmUp(provider);
            OpenDescriptors before = OpenDescriptors.now();
            PtyProviders.warmUp(provider);
            before.assertNoMore();
        }
    }
}
