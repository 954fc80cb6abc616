package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.spi.PtyHandler;
import dev.wsh.spi.PtyProvider;
import dev.wsh.spi.PtySpec;
import dev.wsh.spi.TimeSource;
import java.nio.ByteBuffer;
import java.util.EnumSet;
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

    private static PtyProvider passing(FakePty fake, UnaryOperator<PtyHandler> changed) {
        return new PassingProvider(fake) {
            @Override
            protected PtyHandler between(PtySpec spec, PtyHandler handler, TimeSource time) {
                return changed.apply(handler);
            }
        };
    }

    static final class LosesTheLastByte extends Author {
        @Override
        PtyProvider faulty(FakePty fake) {
            return passing(fake, handler -> new PassingProvider.Handler(handler) {
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
            return passing(fake, handler -> new PassingProvider.Handler(handler) {
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
            return passing(fake, handler -> new PassingProvider.Handler(handler) {
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
