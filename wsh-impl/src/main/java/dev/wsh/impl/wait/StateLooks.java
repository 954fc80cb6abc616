package dev.wsh.impl.wait;

import dev.wsh.ExitStatus;
import dev.wsh.Screen;
import dev.wsh.SlowRegexException;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The looks for what a screen, or the session, is like. */
final class StateLooks {

    private StateLooks() {}

    /** True while a function of the engine finds something on the screen. */
    static final class OnScreen<T> extends Look<T> {
        private final Function<ScreenSnapshot, Optional<T>> probe;
        private @Nullable SessionMark since;

        OnScreen(Function<ScreenSnapshot, Optional<T>> probe, @Nullable SessionMark since) {
            this.probe = probe;
            this.since = since;
        }

        static OnScreen<Screen> when(java.util.function.Predicate<ScreenSnapshot> test, @Nullable SessionMark since) {
            return new OnScreen<>(screen -> test.test(screen) ? Optional.of(screen) : Optional.empty(), since);
        }

        static OnScreen<String> title(Pattern regex, @Nullable SessionMark since) {
            return new OnScreen<>(
                    screen -> RegexBudget.find(new RegexBudget(TextLooks.QUICK_STEPS).matcher(regex, screen.title()))
                            ? Optional.of(screen.title())
                            : Optional.empty(),
                    since);
        }

        @Override
        boolean goOn(Optional<SessionMark> now) {
            since = now.orElse(since);
            return false;
        }

        @Override
        Answer<T> look(Moment moment) {
            try {
                return isOutputSince(moment, since) ? Answer.of(probe.apply(moment.screen())) : Answer.no();
            } catch (SlowRegexException e) {
                throw new Failed(e);
            }
        }
    }

    /** True once the session has ended. */
    static final class Exited extends Look<ExitStatus> {
        @Override
        Answer<ExitStatus> look(Moment moment) {
            return Answer.of(moment.subject().ended());
        }
    }

    /**
     * True of a screen in which the user's function finds something. It runs on the callback executor, one run at a time;
     * while it runs nobody knows, and each run gives one definite answer, of the screen that it got. An assertion that fails
     * is a no with a reason.
     */
    static final class Found<R> extends Look<R> {
        private final String name;
        private final Function<? super Screen, Optional<R>> probe;
        private @Nullable SessionMark since;
        private long askedVersion = -1;
        private boolean running;
        private boolean returned; // an answer that nobody has looked at yet
        private Answer<R> answer = Answer.no();
        private @Nullable Throwable failure;

        Found(String name, Function<? super Screen, Optional<R>> probe, @Nullable SessionMark since) {
            this.name = name;
            this.probe = probe;
            this.since = since;
        }

        @Override
        boolean goOn(Optional<SessionMark> now) {
            since = now.orElse(since);
            return false;
        }

        @Override
        Answer<R> look(Moment moment) {
            if (running) {
                return Answer.notYet();
            }
            if (!returned && !isOutputSince(moment, since)) {
                return Answer.no();
            }
            Throwable thrown = failure;
            if (returned && thrown != null && !(thrown instanceof AssertionError)) {
                throw new Failed(thrown);
            }
            boolean definite = returned;
            Answer<R> known = answer;
            returned = false;
            ScreenSnapshot screen = moment.screen();
            if (screen.version() != askedVersion && !(definite && known.isYes())) {
                ask(screen, moment.subject());
                return definite ? known : Answer.notYet();
            }
            return known;
        }

        private void ask(ScreenSnapshot screen, Subject subject) {
            running = true;
            askedVersion = screen.version();
            subject.afterwards(() -> subject.engineExecutor().execute(() -> {
                Answer<R> outcome = Answer.no();
                Throwable thrown = null;
                try {
                    outcome = Answer.of(probe.apply(screen));
                } catch (RuntimeException | Error e) {
                    thrown = e;
                }
                finish(outcome, thrown, subject);
            }));
        }

        private void finish(Answer<R> outcome, @Nullable Throwable thrown, Subject subject) {
            subject.enter(() -> {
                running = false;
                returned = true;
                answer = outcome;
                failure = thrown;
                subject.lookAgain();
            });
        }

        @Override
        boolean asksUser() {
            return true;
        }

        @Override
        boolean busy() {
            return running;
        }

        @Override
        void explain(Explanation into) {
            Throwable thrown = failure;
            if (thrown != null) {
                into.add(name + " threw " + thrown);
            } else if (running) {
                into.add(name + " is still looking at a screen");
            } else if (askedVersion >= 0) {
                into.add(name + " found nothing on the last screen");
            } else {
                into.add("there was no screen for " + name + " yet");
            }
        }
    }

    static boolean isOutputSince(Moment moment, @Nullable SessionMark since) {
        return since == null || moment.subject().activity().outputOffset() > since.outputOffset();
    }
}
