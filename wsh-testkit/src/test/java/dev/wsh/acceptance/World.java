package dev.wsh.acceptance;

import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import dev.wsh.testkit.VirtualTime;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/**
 * Where a case runs: on a fake shell in virtual time, or on real terminals of this machine, with the provider that is the
 * best here and with the portable one.
 */
enum World {
    FAKE {
        @Override
        Lab open(Consumer<Wsh.Builder> options) {
            VirtualTime time = new VirtualTime();
            FakePty shell = FakeShell.provider();
            Wsh.Builder builder = Wsh.builder().timeSource(time).ptyProvider(shell);
            options.accept(builder);
            return new Lab(builder.open(), Optional.of(time), Optional.of(shell));
        }
    },
    REAL {
        @Override
        Lab open(Consumer<Wsh.Builder> options) {
            Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs a POSIX shell");
            return real(Wsh.builder(), options);
        }
    },
    PORTABLE {
        @Override
        Lab open(Consumer<Wsh.Builder> options) {
            Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "elsewhere it is the only one");
            return real(Wsh.builder().ptyProvider("pty4j"), options);
        }
    };

    private static Lab real(Wsh.Builder builder, Consumer<Wsh.Builder> options) {
        options.accept(builder);
        return new Lab(builder.open(), Optional.empty(), Optional.empty());
    }

    abstract Lab open(Consumer<Wsh.Builder> options);

    Lab open() {
        return open(builder -> {});
    }

    /** An open {@link Wsh} and what it stands on. */
    record Lab(Wsh wsh, Optional<VirtualTime> time, Optional<FakePty> fake) implements AutoCloseable {

        /** A shell whose prompt is {@code "$ "} on any machine. */
        SessionSpec shell() {
            return SessionSpec.command("/bin/sh")
                    .env("PS1", FakeShell.PROMPT)
                    .env("X", "hello")
                    .unsetEnv("ENV");
        }

        /** How often a process was started; known for the fake only. */
        int spawned() {
            return fake.orElseThrow().spawns().size();
        }

        FakeTerminal terminal(Session session) {
            return fake.orElseThrow().spawns().stream()
                    .filter(spawn -> spawn.spec().sessionId().equals(session.id()))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() {
            wsh.close();
            time.ifPresent(VirtualTime::close);
        }
    }
}
