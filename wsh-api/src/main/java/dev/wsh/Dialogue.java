package dev.wsh;

import dev.wsh.engine.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Questions and answers with one session, one after the other. Each wait sees only what is newer than the last match or
 * answer of this dialogue, whichever came later, so that a question that was answered is not found again:
 *
 * <pre>{@code
 * Dialogue login = session.dialogue();
 * while (login.expectAny("Password: ", "$ ").block().index() == 0) {
 *     login.answerSecret(password).block();
 * }
 * }</pre>
 *
 * <p>Made by {@link Session#dialogue}. What is waited for or sent by the session itself, such as the replies of {@link
 * Session#on}, is no part of it and does not move it. A dialogue begins with the last input before it was made, or at the start
 * of the session if there was none, so that a question that was asked meanwhile counts.
 *
 * <p>The waits are those of {@link Session#await}, with its deadlines and failures. A wait that fails or is cancelled leaves
 * the dialogue where it was.
 *
 * <p>This class is thread-safe. There is one wait at a time.
 */
public final class Dialogue {

    private final Session session;
    private Mark newer; // guarded by this
    private @Nullable Pending<?> open; // guarded by this

    /** Creates a dialogue that begins with the last input of a session. */
    Dialogue(Session session) {
        this.session = session;
        this.newer = session.lastInputMark();
    }

    /**
     * One of several that were expected.
     *
     * @param index which, from 0, in the order of the arguments
     * @param match where it was found
     */
    public record Found(int index, Match match) {
        /** Checks the match. */
        public Found {
            Objects.requireNonNull(match, "match");
        }
    }

    /** {@return the session} */
    public Session session() {
        return session;
    }

    /** {@return the place after which the next wait looks: the last match, or the mark before the last answer} */
    public synchronized Mark mark() {
        return newer;
    }

    /**
     * Waits for a text.
     *
     * @param text what to look for; not empty
     * @return the first match that is newer
     * @throws IllegalArgumentException if the text is empty
     * @throws IllegalStateException if this dialogue is waiting already
     */
    public Pending<Match> expect(String text) {
        return expect(Conditions.text(text));
    }

    /**
     * Waits for a match.
     *
     * @param regex what to look for
     * @return the first match that is newer
     * @throws IllegalStateException if this dialogue is waiting already
     */
    public Pending<Match> expect(Pattern regex) {
        return expect(Conditions.text(regex));
    }

    /**
     * Waits for a condition. If its value is a {@link Match} the next wait goes on behind it; after any other it begins where
     * this one began, or with the next answer.
     *
     * @param condition see {@link Conditions}
     * @param <T> the type of its value
     * @return the value; as {@link Session#await}
     * @throws IllegalArgumentException if the condition is not of this library, or holds a mark of another session
     * @throws IllegalStateException if this dialogue is waiting already
     */
    public synchronized <T> Pending<T> expect(Condition<T> condition) {
        return begin(Objects.requireNonNull(condition, "condition").since(newer).map(this::found));
    }

    /**
     * Waits for the first of several texts; of several that are there at the same moment the earlier one in this list.
     *
     * @param texts what to look for; at least one, none of them empty
     * @return which it was, and where
     * @throws IllegalArgumentException if there is none, or one is empty
     * @throws IllegalStateException if this dialogue is waiting already
     */
    public Pending<Found> expectAny(String... texts) {
        List<Condition<Match>> all = new ArrayList<>();
        for (String text : Checks.requireAll("texts", texts)) {
            all.add(Conditions.text(text));
        }
        return expectAny(all);
    }

    /**
     * Waits for the first of several matches; of several that are there at the same moment the earlier one in this list.
     *
     * @param conditions what to look for; at least one
     * @return which it was, and where
     * @throws IllegalArgumentException if there is none, or one holds a mark of another session
     * @throws IllegalStateException if this dialogue is waiting already
     */
    public Pending<Found> expectAny(List<? extends Condition<Match>> conditions) {
        List<Condition<Found>> all = new ArrayList<>();
        for (Condition<Match> each : Checks.copyOf(conditions, "conditions")) {
            int index = all.size();
            all.add(each.map(match -> new Found(index, match)));
        }
        return expect(all.stream()
                .reduce(Condition::or)
                .orElseThrow(() -> new IllegalArgumentException("there is nothing to expect; name one text or more")));
    }

    private <T> Pending<T> begin(Condition<T> condition) {
        Pending<?> before = open;
        if (before != null && !before.isDone()) {
            throw new IllegalStateException("the dialogue with session \"" + session.name()
                    + "\" is at another question: " + before + "; block on it, or cancel it first");
        }
        Pending<T> pending = session.await(condition);
        open = pending;
        return pending;
    }

    /** A match, also one of several, is where the next wait goes on. */
    private <T> T found(T value) {
        Optional<Match> match = value instanceof Match one
                ? Optional.of(one)
                : value instanceof Found some ? Optional.of(some.match()) : Optional.empty();
        match.flatMap(Match::position).ifPresent(this::moveTo);
        return value;
    }

    private synchronized void moveTo(Mark mark) {
        newer = mark.compareTo(newer) > 0 ? mark : newer;
    }

    /**
     * Answers with input, see {@link Session#send}.
     *
     * @param inputs what to send
     * @return the mark before it, after which the next wait looks
     * @throws InputRejectedException as {@link Session#send}
     * @throws SessionEndedException if the session has ended
     */
    public synchronized Mark send(Input... inputs) {
        Mark before = session.send(inputs);
        moveTo(before);
        return before;
    }

    /**
     * Answers with a text and the Enter key.
     *
     * @param text the answer
     * @return the mark before it, after which the next wait looks
     * @throws InputRejectedException if the queue is full
     * @throws SessionEndedException if the session has ended
     */
    public Mark answer(String text) {
        return send(Input.text(Objects.requireNonNull(text, "text")), Key.ENTER);
    }

    /**
     * Answers a question for a password: waits until the terminal does not echo, sends the text, which is told nowhere ({@link
     * Input#secret}), and the Enter key. Many programs ask first and turn the echo off a moment later; what was typed before
     * that is shown, and thrown away.
     *
     * @param secret the answer
     * @return the mark before it, after which the next wait looks; fails with {@link WaitTimeoutException}, and nothing was
     *     sent, if the terminal goes on to echo, or the provider can't tell ({@link Conditions#echoOff}): {@code
     *     send(Input.secret(…), Key.ENTER)} does not wait
     * @throws IllegalStateException if this dialogue is waiting already
     */
    public synchronized Pending<Mark> answerSecret(String secret) {
        Input hidden = Input.secret(Objects.requireNonNull(secret, "secret"));
        return begin(Conditions.echoOff().named("a terminal that does not echo").map(off -> send(hidden, Key.ENTER)));
    }

    /** {@return the session, and after what the next wait looks} */
    @Override
    public String toString() {
        return "Dialogue[session \"" + session.name() + "\", newer than " + mark() + "]";
    }
}
