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
                Pty::loop,
                pty -> pty.lineModes().filter(modes -> !modes.echo()),
                (off, moment) -> moment.screen());
    }

    /** True while a process of the foreground group runs the program; its value is the process. */
    static Look<ProcessInfo> foreground(Subject subject, String program) {
        return new Asked<>(
                "which programs are in the foreground",
                pty -> subject.engineExecutor(),
                pty -> pty.foregroundProcesses().stream()
                        .filter(process -> process.program().equals(program))
                        .findFirst(),
                (process, moment) -> process);
    }

    /** True while the terminal gives an answer. It is asked off the lock; what it said counts until it is asked again. */
    private static final class Asked<S, T> extends Look<T> {
        private static final long INTERVAL_NANOS = 10_000_000L;

        private final String question;
        private final Function<Pty, Executor> where;
        private final Function<Pty, Optional<S>> ask;
        private final BiFunction<S, Moment, T> value;
        private boolean running;
        private boolean returned; // an answer that nobody has looked at yet
        private long askedAt = Long.MIN_VALUE / 2;
        private Answer<S> answer = Answer.notYet();

        Asked(
                String question,
                Function<Pty, Executor> where,
                Function<Pty, Optional<S>> ask,
                BiFunction<S, Moment, T> value) {
            this.question = question;
            this.where = where;
            this.ask = ask;
            this.value = value;
        }

        @Override
        Answer<T> look(Moment moment) {
            if (running) {
                return Answer.notYet();
            }
            Answer<T> known = valueAt(moment);
            boolean news = returned;
            returned = false;
            if (news || moment.now() - askedAt < INTERVAL_NANOS) {
                return known;
            }
            Optional<Pty> terminal = moment.subject().terminal();
            if (terminal.isEmpty()) {
                return Answer.no();
            }
            begin(terminal.get(), moment);
            return Answer.notYet();
        }

        private Answer<T> valueAt(Moment moment) {
            if (!(answer instanceof Answer.Yes<S> yes)) {
                return answer.withoutValue();
            }
            T found = value.apply(yes.value().get(), moment);
            return Answer.yes(() -> found);
        }

        private void begin(Pty pty, Moment moment) {
            Subject subject = moment.subject();
            running = true;
            askedAt = moment.now();
            subject.afterwards(() -> where.apply(pty).execute(() -> {
                Answer<S> said;
                try {
                    said = Answer.of(ask.apply(pty));
                } catch (RuntimeException e) {
                    said = Answer.no(); // a terminal that can't be asked any more
                }
                finish(said, subject);
            }));
        }

        private void finish(Answer<S> said, Subject subject) {
            subject.enter(() -> {
                running = false;
                returned = true;
                answer = said;
                subject.lookAgain();
            });
        }

        @Override
        long wakeAt(Moment moment, long seen) {
            return running || moment.subject().ended().isPresent() ? NEVER : seen + INTERVAL_NANOS;
        }

        @Override
        boolean busy() {
            return running;
        }

        @Override
        void explain(Explanation into) {
            if (answer instanceof Answer.NotYet) {
                into.add("the terminal did not say " + question);
            }
        }
    }
}
