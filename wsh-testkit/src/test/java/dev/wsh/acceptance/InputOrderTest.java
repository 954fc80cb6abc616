package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.ignore;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import dev.wsh.spi.Pty;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.PassingProvider;
import dev.wsh.testkit.VirtualTime;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked of a session reaches its terminal in the order of the calls, however late the terminal's loop is. */
class InputOrderTest {

    private final List<String> calls = new ArrayList<>();

    /** A fake whose terminals note what is asked of them. */
    private final class Noting extends PassingProvider {

        Noting() {
            super(FakePty.script().onSignal(Signal.INT, ignore()));
        }

        @Override
        protected Pty between(Pty pty) {
            return new Terminal(pty) {
                @Override
                public int write(ByteBuffer bytes) {
                    calls.add(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
                    return super.write(bytes);
                }

                @Override
                public void resize(int rows, int cols) {
                    calls.add(rows + "x" + cols);
                    super.resize(rows, cols);
                }

                @Override
                public void signal(Signal signal) {
                    calls.add(signal.name());
                    super.signal(signal);
                }
            };
        }
    }

    @Test
    @DisplayName("sends, resizes and signals in a row: the terminal gets them in that order")
    void send_betweenResizesAndSignals_keepsItsPlace() {
        try (VirtualTime time = new VirtualTime();
                Wsh wsh =
                        Wsh.builder().timeSource(time).ptyProvider(new Noting()).open()) {
            Session session = wsh.start(SessionSpec.command("program"));
            time.settle();
            session.type("a");
            session.resize(30, 80);
            session.type("b");
            session.type("c");
            session.signal(Signal.INT);
            session.resize(31, 80);
            session.resize(32, 80);
            session.type("d");
            time.settle();
            assertEquals(List.of("a", "30x80", "b", "c", "INT", "31x80", "32x80", "d"), calls);
        }
    }
}
