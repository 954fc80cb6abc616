package dev.wsh.impl.wait;

import dev.wsh.ExitStatus;
import dev.wsh.Screen;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The looks for what a screen, or the session, is like. */
final class StateLooks {

    private StateLooks() {}

    /** True while a function of the engine finds something on the screen. */
    static final class OnScreen<T> extends Look<T> {
        private final Function<ScreenSnapshot, Optional<T>> probe;
        private final @Nullable SessionMark since;

        OnScreen(Function<ScreenSnapshot, Optional<T>> probe, @Nullable SessionMark since) {
            this.probe = probe;
            this.since = since;
        }

        static OnScreen<Screen> when(java.util.function.Predicate<ScreenSnapshot> test, @Nullable SessionMark since) {
            return new OnScreen<>(screen -> test.test(screen) ? Optional.of(screen) : Optional.empty(), since);
        }

        static OnScreen<String> title(Pattern regex, @Nullable SessionMark since) {
            return new OnScreen<>(
                    screen -> regex.matcher(screen.title()).find() ? Optional.of(screen.title()) : Optional.empty(),
                    since);
        }

        @Override
        Optional<Supplier<T>> look(Moment moment) {
            if (!isOutputSince(moment, since)) {
                return Optional.empty();
            }
            return probe.apply(moment.screen()).map(value -> () -> value);
        }
    }

    /** True once the session has ended. */
    static final class Exited extends Look<ExitStatus> {
        @Override
        Optional<Supplier<ExitStatus>> look(Moment moment) {
            return moment.subject().ended().map(status -> () -> status);
        }
    }

    /** True while the user's function finds something; it runs on the callback executor, on the newest screen. */
    static final class Found<R> extends Look<R> {
        private final Function<? super Screen, Optional<R>> probe;
        private final @Nullable SessionMark since;
        private long testedVersion = -1;
        private boolean running;
        private boolean returned;
        private @Nullable Supplier<R> result;

        Found(Function<? super Screen, Optional<R>> probe, @Nullable SessionMark since) {
            this.probe = probe;
            this.since = since;
        }

        @Override
        Optional<Supplier<R>> look(Moment moment) {
            if (running || !isOutputSince(moment, since)) {
                return Optional.empty();
            }
            ScreenSnapshot screen = moment.screen();
            Supplier<R> value = result;
            if (value != null && (!returned || screen.version() == testedVersion)) {
                returned = true;
                return Optional.of(value);
            }
            if (screen.version() != testedVersion) {
                test(screen, moment.subject());
            }
            return Optional.empty();
        }

        private void test(ScreenSnapshot screen, Subject subject) {
            running = true;
            returned = false;
            result = null;
            testedVersion = screen.version();
            subject.afterwards(() -> subject.callbacks().execute(() -> {
                @Nullable Supplier<R> outcome;
                try {
                    R value = probe.apply(screen).orElse(null);
                    outcome = value == null ? null : () -> value;
                } catch (RuntimeException | Error e) {
                    outcome = () -> {
                        throw e;
                    };
                }
                finish(outcome, subject);
            }));
        }

        private void finish(@Nullable Supplier<R> outcome, Subject subject) {
            subject.enter(() -> {
                running = false;
                result = outcome;
                subject.lookAgain();
            });
        }

        @Override
        boolean busy() {
            return running;
        }
    }

    static boolean isOutputSince(Moment moment, @Nullable SessionMark since) {
        return since == null || moment.subject().activity().outputOffset() > since.outputOffset();
    }
}
