package dev.wsh.impl.wait;

import dev.wsh.ProcessInfo;
import dev.wsh.Screen;
import dev.wsh.spi.Pty;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The looks for what only the terminal knows, and what no system reports: it has to be asked again and again. */
final class TerminalLooks {

    private TerminalLooks() {}

    /** True while the terminal does not echo; its value is the screen. */
    static Look<Screen> echoOff() {
        return new Asked<>(
                "whether the terminal echoes",
                /* isOfThisOutput= */ true,
                Pty::loop,
                pty -> pty.lineModes().filter(modes -> !modes.echo()),
                (off, moment) -> moment.screen());
    }

    /** True while a process of the foreground group runs the program; its value is the process. */
    static Look<ProcessInfo> foreground(Subject subject, String program) {
        return new Asked<>(
                "which programs are in the foreground",
                /* isOfThisOutput= */ false,
                pty -> subject.engineExecutor(),
                pty -> pty.foregroundProcesses().stream()
                        .filter(process -> process.runs(program))
                        .findFirst(),
                (process, moment) -> process);
    }

    /**
     * True while the terminal gives an answer. It is asked off the lock; what it said counts until it is asked again. Where
     * that costs nothing it is asked again after each output: a program that has just prompted turns the echo off next, and
     * what was said of its last prompt would be taken for this one.
     */
    private static final class Asked<S, T> extends Look<T> {
        private static final long INTERVAL_NANOS = 10_000_000L;

        private final String question;
        private final boolean isOfThisOutput;
        private final Inquiry<S> inquiry;
        private final BiFunction<S, Moment, T> value;

        Asked(
                String question,
                boolean isOfThisOutput,
                Function<Pty, Executor> where,
                Function<Pty, Optional<S>> ask,
                BiFunction<S, Moment, T> value) {
            this.question = question;
            this.isOfThisOutput = isOfThisOutput;
            this.inquiry = new Inquiry<>(where, ask);
            this.value = value;
        }

        @Override
        Answer<T> look(Moment moment) {
            if (inquiry.isRunning()) {
                return Answer.notYet();
            }
            boolean news = inquiry.takeNews();
            boolean outdated = isOfThisOutput && inquiry.isOutdated(moment);
            if (!outdated && (news || moment.now() - inquiry.askedAt() < INTERVAL_NANOS)) {
                return Answer.of(inquiry.answer().map(answer -> value.apply(answer, moment)));
            }
            return inquiry.ask(moment) ? Answer.notYet() : Answer.no();
        }

        @Override
        long wakeAt(Moment moment, long seen) {
            return inquiry.isRunning() || moment.subject().ended().isPresent() ? NEVER : seen + INTERVAL_NANOS;
        }

        @Override
        boolean busy() {
            return inquiry.isRunning();
        }

        @Override
        void explain(Explanation into) {
            if (!inquiry.isAnswered()) {
                into.add("the terminal did not say " + question);
            }
        }
    }
}
