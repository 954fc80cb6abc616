package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept for the shutdown hook of sessions that have ended. */
@Tag("pty")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LivePtysTest {

    @ParameterizedTest
    @ValueSource(strings = {"linux", "pty4j"})
    void count_sessionsHaveEnded_isThatOfTheRetainedOnes(String provider) {
        int before = LivePtys.count();
        try (Wsh wsh = Wsh.builder()
                .ptyProvider(PtyProviders.choose(Optional.of(provider)))
                .retainEnded(2)
                .open()) {
            for (int i = 0; i < 6; i++) {
                wsh.start(SessionSpec.shellCommand("exit 0")).onExit().join();
            }
            UnixProviderContract.eventually("the ended sessions", () -> LivePtys.count() == before + 2);
        }
        assertEquals(before, LivePtys.count());
    }
}
