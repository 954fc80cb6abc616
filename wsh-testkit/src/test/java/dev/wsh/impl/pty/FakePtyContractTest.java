package dev.wsh.impl.pty;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.all;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.ignore;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.Steps.startReading;
import static dev.wsh.testkit.Steps.stopReading;

import dev.wsh.Signal;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.PtyProviderContract;
import dev.wsh.testkit.VirtualTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

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
                fake.echo(false)
                        .onStart(out("ready\r\n"))
                        .onInput(Pattern.compile("^bye\n"), exit(0))
                        .onInput(Pattern.compile("(.*)\n"), line -> out("+" + line.group(1) + "\r\n"));
            case WAITS -> fake.onStart(out("ready\r\n"));
            case IGNORES_HUP -> fake.onStart(out("ready\r\n")).onSignal(Signal.HUP, ignore());
            case FLOODS -> fake.onStart(every(Duration.ofMillis(1), out("0123456789\r\n".repeat(400))));
            case PRINTS_BYTES -> fake.onStart(out(Program.BYTES), exit(0));
            case TELLS_ITS_PLACE ->
                fake.onStart(spec -> out(spec.cwd() + "\r\n[" + spec.env().get("WSH_CONTRACT") + "]["
                        + spec.env().getOrDefault("HOME", "") + "]\r\ndone\r\n"));
            case TELLS_ITS_SIZE -> {
                AtomicReference<String> size = new AtomicReference<>("24 80");
                yield fake.onStart(out("ready\r\n"))
                        .onResize(now -> {
                            size.set(now.rows() + " " + now.cols());
                            return all();
                        })
                        .onInput(Pattern.compile("\n"), line -> out(size.get() + "\r\n"));
            }
            case HAS_A_DAEMON -> Assumptions.abort("a script has no processes");
            case READS_LATE ->
                fake.onStart(out("ready\r\n"), stopReading(), after(Duration.ofMillis(300)), startReading())
                        .backpressure(4096);
            case NEVER_READS -> fake.onStart(out("ready\r\n"), stopReading()).backpressure(4096);
        };
    }

    @Override
    protected boolean checksSpecs() {
        return false;
    }

    @Override
    protected void afterEverythingIsClosed() {
        time.close();
    }
}
