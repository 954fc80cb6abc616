package dev.wsh.impl.pty;

import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The contract for pty4j's own process and streams, as macOS and Windows use them; here over pty4j's process for Linux.
 */
@DisabledOnOs(OS.WINDOWS)
final class StreamProviderTest extends PtyProviderContract {
    private static final TestTime TIME = new TestTime();
    private static final PtyProvider PROVIDER = new StreamProvider();

    private OpenDescriptors descriptorsBefore = new OpenDescriptors(List.of());

    @BeforeEach
    void countDescriptors() {
        descriptorsBefore = OpenDescriptors.now();
    }

    @Override
    protected void afterEverythingIsClosed() {
        descriptorsBefore.assertNoMore();
    }

    @Override
    protected PtyProvider provider(Program program) {
        return PROVIDER;
    }

    @Override
    protected TimeSource time() {
        return TIME;
    }
}
