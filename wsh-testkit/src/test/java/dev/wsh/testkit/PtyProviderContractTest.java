package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.KillReport;
import dev.wsh.spi.Pty;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The contract finds providers that break it; each here is the fake with one fault. */
class PtyProviderContractTest {

    /** What an author writes; here for a fake that plays three of the programs, on real time. */
    abstract static class Author extends PtyProviderContract {

        PtyProvider faulty(FakePty fake) {
            return fake;
        }

        @Override
        protected PtyProvider provider(Program program) {
            FakePty fake = FakePty.script();
            return faulty(
                    switch (program) {
                        case PRINTS_END -> fake.onStart(out("END"), exit(0));
                        case EXITS_7 -> fake.onStart(exit(7));
                        case WAITS -> fake.onStart(out("ready\r\n"));
                        default -> Assumptions.abort("not played");
                    });
        }

        @Override
        protected boolean checksSpecs() {
            return false;
        }
    }

    static final class Sound extends Author {}

    static final class WorksElsewhere extends Author {
        @Override
        PtyProvider faulty(FakePty fake) {
            return fake.unavailable("there is no container");
        }
    }

    static final class Modest extends Author {
        @Override
        PtyProvider faulty(FakePty fake) {
            return fake.guaranteeing(EnumSet.noneOf(PtyProvider.Capability.class));
        }
    }

    /** Passes everything on, the handler as something else. */
    private record Passing(PtyProvider provider, UnaryOperator<PtyHandler> changed) implements PtyProvider {

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public Optional<String> unavailable() {
            return provider.unavailable();
        }

        @Override
        public Set<Capability> capabilities() {
            return provider.capabilities();
        }

        @Override
        public void check(PtySpec spec) {
            provider.check(spec);
        }

        @Override
        public Pty spawn(PtySpec spec, PtyHandler handler, TimeSource time) {
            return provider.spawn(spec, changed.apply(handler), time);
        }

        @Override
        public CompletableFuture<KillReport> end(Collection<? extends Pty> ptys, Duration grace) {
            return provider.end(ptys, grace);
        }
    }

    /** A handler that passes everything on. */
    private static class Through implements PtyHandler {
        final PtyHandler to;

        Through(PtyHandler to) {
            this.to = to;
        }

        @Override
        public void onOutput(ByteBuffer bytes) {
            to.onOutput(bytes);
        }

        @Override
        public void onWritable() {
            to.onWritable();
        }

        @Override
        public void onEndOfOutput() {
            to.onEndOfOutput();
        }

        @Override
        public void onExit(ExitStatus status) {
            to.onExit(status);
        }

        @Override
        public void onFailure(Throwable cause) {
            to.onFailure(cause);
        }
    }

    static final class LosesTheLastByte extends Author {
        @Override
        PtyProvider faulty(FakePty fake) {
            return new Passing(fake, handler -> new Through(handler) {
                @Override
                public void onOutput(ByteBuffer bytes) {
                    super.onOutput(bytes.limit(bytes.limit() - 1));
                }
            });
        }
    }

    static final class TellsTheExitTwice extends Author {
        @Override
        PtyProvider faulty(FakePty fake) {
            return new Passing(fake, handler -> new Through(handler) {
                @Override
                public void onExit(ExitStatus status) {
                    super.onExit(status);
                    super.onExit(status);
                }
            });
        }
    }

    static final class HidesSignals extends Author {
        @Override
        PtyProvider faulty(FakePty fake) {
            return new Passing(fake, handler -> new Through(handler) {
                @Override
                public void onExit(ExitStatus status) {
                    super.onExit(status.signal().isPresent() ? ExitStatus.ofCode(143) : status);
                }
            });
        }
    }

    @Test
    void sound_passesWhatItPlays() {
        TestRun run = TestRun.of(Sound.class);
        assertTrue(run.passed().contains("onExit_lastByteCapability_comesAfterTheLastByte()"), run::toString);
        assertTrue(run.passed().contains("onExit_signalStatusCapability_tellsTheSignalAndNoCode()"), run::toString);
    }

    @Test
    void unavailable_isSkippedAndSaysWhy() {
        TestRun run = TestRun.of(WorksElsewhere.class);
        assertEquals(0, run.passed().size());
        assertTrue(run.failures().values().stream()
                .allMatch(e -> e.getMessage().contains("does not work here: there is no container")));
    }

    @Test
    void capability_notPromised_isSkippedAndSaysSo() {
        TestRun run = TestRun.of(Modest.class);
        String skipped = run.failure("onExit_lastByteCapability_comesAfterTheLastByte()");
        assertTrue(skipped.contains("TestAbortedException"), skipped);
        assertTrue(skipped.contains("does not promise LAST_BYTE_BEFORE_EXIT"), skipped);
    }

    @Test
    void outputLost_isFound() {
        TestRun run = TestRun.of(LosesTheLastByte.class);
        assertTrue(
                run.failure("spawn_programPrintsAndExits_outputAndCodeAreReported()")
                        .contains("expected: <END> but was: <EN>"),
                run::toString);
    }

    @Test
    void exitTwice_isFound() {
        TestRun run = TestRun.of(TellsTheExitTwice.class);
        assertTrue(run.failure("onExit_programExitsWith7_codeIs7()").contains("a second onExit"), run::toString);
    }

    @Test
    void signalPromisedAndNotTold_isFound() {
        TestRun run = TestRun.of(HidesSignals.class);
        run.failure("onExit_signalStatusCapability_tellsTheSignalAndNoCode()");
    }
}
