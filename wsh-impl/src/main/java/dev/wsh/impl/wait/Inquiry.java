package dev.wsh.impl.wait;

import dev.wsh.spi.Pty;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A question to the terminal that is asked again and again, off the lock; all waits look again when it was answered.
 *
 * <p>Confined to the session's lock, but for the question.
 *
 * @param <S> the type of the answer
 */
final class Inquiry<S> {

    private final Function<Pty, Executor> where;
    private final Function<Pty, Optional<S>> question;
    private boolean running;
    private boolean returned;
    private boolean answered;
    private long outputThen = -1;
    private long askedAt = Long.MIN_VALUE / 2;
    private Optional<S> answer = Optional.empty();

    /**
     * Creates an inquiry that was not made yet.
     *
     * @param where where the question is asked
     * @param question asks; its answer is empty where the terminal can't tell, and if it throws
     */
    Inquiry(Function<Pty, Executor> where, Function<Pty, Optional<S>> question) {
        this.where = where;
        this.question = question;
    }

    boolean isRunning() {
        return running;
    }

    /** Tells, once for each answer, that it is one that nobody has looked at yet. */
    boolean takeNews() {
        boolean news = returned;
        returned = false;
        return news;
    }

    /** Returns the time of the last question, in nanoseconds since the session's creation. */
    long askedAt() {
        return askedAt;
    }

    /** Tells whether there ever was an answer. */
    boolean isAnswered() {
        return answered;
    }

    /** Tells whether there was output since the last answer, so that it may be about what was before. */
    boolean isOutdated(Moment moment) {
        return outputThen != moment.subject().activity().outputOffset();
    }

    /** Returns the last answer. */
    Optional<S> answer() {
        return answer;
    }

    /** Asks; returns false if there is no terminal to ask. */
    boolean ask(Moment moment) {
        Subject subject = moment.subject();
        Optional<Pty> terminal = subject.terminal();
        if (terminal.isEmpty()) {
            return false;
        }
        Pty pty = terminal.get();
        running = true;
        askedAt = moment.now();
        subject.afterwards(() -> where.apply(pty).execute(() -> {
            Optional<S> said;
            try {
                said = question.apply(pty);
            } catch (RuntimeException e) {
                said = Optional.empty(); // a terminal that can't be asked any more
            }
            finish(said, subject);
        }));
        return true;
    }

    private void finish(Optional<S> said, Subject subject) {
        subject.enter(() -> {
            running = false;
            returned = true;
            answered = true;
            answer = said;
            outputThen = subject.activity().outputOffset();
            subject.lookAgain();
        });
    }
}
