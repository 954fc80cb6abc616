package dev.wsh.impl.pty;

import static dev.wsh.spi.PtyProvider.Capability.CONFIRMED_IDLE;
import static dev.wsh.spi.PtyProvider.Capability.FOREGROUND_GROUP;
import static dev.wsh.spi.PtyProvider.Capability.LAST_BYTE_BEFORE_EXIT;
import static dev.wsh.spi.PtyProvider.Capability.LINE_MODES;
import static dev.wsh.spi.PtyProvider.Capability.RAW_BYTES;
import static dev.wsh.spi.PtyProvider.Capability.SIGNALS;
import static dev.wsh.spi.PtyProvider.Capability.SIGNAL_STATUS;
import static dev.wsh.spi.PtyProvider.Capability.THREADS_INDEPENDENT_OF_SESSIONS;
import static dev.wsh.spi.PtyProvider.Capability.WHOLE_TREE_KILL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.EngineException;
import dev.wsh.spi.PtyProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class PtyProvidersTest {

    @Test
    void choose_forced_takesThatOneAndSharesIt() {
        PtyProvider fork = PtyProviders.choose(Optional.of("pty4j"));
        assertEquals("pty4j", fork.name());
        assertTrue(fork.unavailable().isEmpty());
        assertSame(fork, PtyProviders.choose(Optional.of("pty4j")));
    }

    @Test
    void choose_unknownName_saysWhichThereAre() {
        EngineException e = assertThrows(EngineException.class, () -> PtyProviders.choose(Optional.of("vt100")));
        assertTrue(e.getMessage().contains("\"vt100\""), e.getMessage());
        assertTrue(e.getMessage().contains("linux, pty4j, streams"), e.getMessage());
    }

    @Test
    void capabilities_ofEachProvider_areThese() {
        assertEquals(
                Set.of(
                        CONFIRMED_IDLE,
                        LAST_BYTE_BEFORE_EXIT,
                        SIGNAL_STATUS,
                        SIGNALS,
                        FOREGROUND_GROUP,
                        LINE_MODES,
                        WHOLE_TREE_KILL,
                        THREADS_INDEPENDENT_OF_SESSIONS,
                        RAW_BYTES),
                new LinuxProvider().capabilities());
        assertEquals(
                Set.of(
                        CONFIRMED_IDLE,
                        LAST_BYTE_BEFORE_EXIT,
                        SIGNAL_STATUS,
                        SIGNALS,
                        FOREGROUND_GROUP,
                        LINE_MODES,
                        WHOLE_TREE_KILL,
                        RAW_BYTES),
                new ForkProvider().capabilities());
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        assertEquals(windows ? Set.of() : Set.of(RAW_BYTES), new StreamProvider().capabilities());
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

    @Test
    void unavailable_forkProvider_takesLinuxWithTheCommonNumbersOnly() {
        for (String architecture : List.of("x86-64", "aarch64", "riscv64")) {
            assertEquals(Optional.empty(), ForkProvider.unavailable(/* linux= */ true, architecture));
            assertTrue(
                    ForkProvider.unavailable(/* linux= */ false, architecture).isPresent());
        }
        for (String architecture : List.of("ppc64le", "mips64el", "s390x", "sparcv9", "x86", "arm")) {
            assertTrue(ForkProvider.unavailable(/* linux= */ true, architecture).isPresent(), architecture);
        }
    }
}
