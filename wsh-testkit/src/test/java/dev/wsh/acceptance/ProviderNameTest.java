package dev.wsh.acceptance;

import static dev.wsh.spi.PtyProvider.Capability.THREADS_INDEPENDENT_OF_SESSIONS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.wsh.EngineException;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A provider can be forced by its name, in the builder and by the property; what a session promises tells them apart. */
@Tag("pty")
class ProviderNameTest {

    private static final String PROPERTY = "wsh.pty";

    private final String before = System.getProperty(PROPERTY, "");

    @AfterEach
    void restore() {
        if (before.isEmpty()) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    private static String providerOf(Wsh.Builder builder) {
        try (Wsh wsh = builder.open()) {
            Session session = wsh.start(SessionSpec.command("true"));
            return session.capabilities().contains(THREADS_INDEPENDENT_OF_SESSIONS) ? "linux" : "pty4j";
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ptyProvider_name_forces() {
        assertEquals("pty4j", providerOf(Wsh.builder().ptyProvider("pty4j")));
        assertEquals("linux", providerOf(Wsh.builder().ptyProvider("linux")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void property_name_forces() {
        System.setProperty(PROPERTY, "pty4j");
        assertEquals("pty4j", providerOf(Wsh.builder()));
        System.setProperty(PROPERTY, "linux");
        assertEquals("linux", providerOf(Wsh.builder()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ptyProvider_nameAndProperty_theBuilderWins() {
        System.setProperty(PROPERTY, "pty4j");
        assertEquals("linux", providerOf(Wsh.builder().ptyProvider("linux")));
        System.setProperty(PROPERTY, "no such one");
        assertEquals("pty4j", providerOf(Wsh.builder().ptyProvider("pty4j")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ptyProvider_twice_theLastCounts() {
        FakePty fake = FakePty.script();
        assertEquals("pty4j", providerOf(Wsh.builder().ptyProvider(fake).ptyProvider("pty4j")));
        assertEquals(0, fake.spawns().size());
        try (Wsh wsh = Wsh.builder().ptyProvider("pty4j").ptyProvider(fake).open()) {
            wsh.start(SessionSpec.command("program"));
        }
        assertEquals(1, fake.spawns().size());
    }

    @Test
    void ptyProvider_unknownName_listsTheKnownOnes() {
        Wsh.Builder builder = Wsh.builder();
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> builder.ptyProvider("vt100"));
        assertEquals("terminal provider \"vt100\" is none of linux, pty4j, streams", failure.getMessage());
    }

    @Test
    void property_unknownName_failsAtOpen() {
        System.setProperty(PROPERTY, "vt100");
        Wsh.Builder builder = Wsh.builder();
        assertThrows(EngineException.class, builder::open);
    }

    @Test
    @DisabledOnOs(OS.LINUX)
    void ptyProvider_nameOfAnotherSystem_failsAtOpen() {
        Wsh.Builder builder = Wsh.builder().ptyProvider("linux");
        assertThrows(EngineException.class, builder::open);
    }
}
