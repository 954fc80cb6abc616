package dev.wsh.acceptance;

import static dev.wsh.testkit.Steps.ignore;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.KillReport;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked of a session reaches its terminal in the order of the calls, however late the terminal's loop is. */
class InputOrderTest {

    private final List<String> calls = new ArrayList<>();

    /** A fake whose terminals note what is asked of them. */
    private final class Noting implements PtyProvider {
        private final FakePty fake = FakePty.script().onSignal(Signal.INT, ignore());
        private final IdentityHashMap<Pty, Pty> behind = new IdentityHashMap<>();

        @Override
        public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
            Pty pty = fake.spawn(spec, handler, time);
            Pty noting = noting(pty);
            behind.put(noting, pty);
            return noting;
        }

        private Pty noting(Pty pty) {
            return (Pty) Proxy.newProxyInstance(
                    Pty.class.getClassLoader(), new Class<?>[] {Pty.class}, (proxy, method, args) -> {
                        switch (method.getName()) {
                            case "write" ->
                                calls.add(StandardCharsets.UTF_8
                                        .decode(((ByteBuffer) args[0]).duplicate())
                                        .toString());
                            case "resize" -> calls.add(args[0] + "x" + args[1]);
                            case "signal" -> calls.add(((Signal) args[0]).name());
                            default -> {}
                        }
                        try {
                            return method.invoke(pty, args);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
            return fake.end(ptys.stream().map(behind::get).toList(), grace);
        }

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public Optional<String> unavailable() {
            return Optional.empty();
        }

        @Override
        public Set<Capability> capabilities() {
            return fake.capabilities();
        }

        @Override
        public void check(PtySpec spec) {
            fake.check(spec);
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
