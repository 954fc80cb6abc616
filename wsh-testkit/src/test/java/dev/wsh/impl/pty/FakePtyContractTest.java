package dev.wsh.impl.pty;

import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.ignore;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.stopReading;

import dev.wsh.Signal;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.time.Duration;
import java.util.regex.Pattern;

/** The fake terminal keeps what the real ones keep. */
class FakePtyContractTest extends PtyProviderContract {

    private final VirtualTime time = new VirtualTime();

    @Override
    protected TimeSource time() {
        return time;
    }

    @Override
    protected PtyProvider provider(Program program) {
        FakePty fake = FakePty.script();
        return switch (program) {
            case PRINTS_END -> fake.onStart(out("END"), exit(0));
            case EXITS_7 -> fake.onStart(exit(7));
            case ANSWERS ->
                fake.onStart(out("ready\r\n"))
                        .onInput(Pattern.compile("^bye\n"), exit(0))
                        .onInput(Pattern.compile("(.*)\n"), line -> out("+" + line.group(1) + "\r\n"));
            case WAITS -> fake.onStart(out("ready\r\n"));
            case IGNORES_HUP -> fake.onStart(out("ready\r\n")).onSignal(Signal.HUP, ignore());
            case FLOODS -> fake.onStart(every(Duration.ofMillis(1), out("0123456789\r\n".repeat(400))));
            case NEVER_READS -> fake.onStart(out("ready\r\n"), stopReading()).backpressure(4096);
        };
    }

    @Override
    protected void afterEverythingIsClosed() {
        time.close();
    }
}
