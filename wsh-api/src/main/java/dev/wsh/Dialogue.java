package dev.wsh;

import dev.wsh.engine.Heard;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A conversation with the program of one session, as with Expect or pexpect: expect a text, send an answer, and so on. Made by
 * {@link Session#dialogue}.
 *
 * <p>What was matched or answered is behind: each wait sees only texts that were printed after the one that the last wait found,
 * or after the last answer, whichever is newer, and the echo of an answer is never what is waited for. So a loop over several prompts
 * does not meet the one that it has just answered.
 *
 * <pre>{@code
 * Dialogue ssh = session.dialogue();
 * Condition<String> next = firstOf(
 *         text("(yes/no").map(asked -> "host key"),
 *         text("password:").map(asked -> "password"),
 *         text("$ ").map(asked -> "prompt"));
 * for (String asks = ssh.expect(next).block(); !asks.equals("prompt"); asks = ssh.expect(next).block()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Other threads may use the session meanwhile, and {@link Session#on} beside this; what they send is no answer of this
 * dialogue. Thread-safe, but one dialogue is for one speaker.
 */
public final class Dialogue {

    private final Session session;
    private volatile Mark position;
    private volatile Mark answered;

    Dialogue(Session session) {
        this.session = session;
        this.position = session.startMark();
        this.answered = position;
    }

    /**
     * Returns the session.
     *
     * @return whose program is spoken to
     */
    public Session session() {
        return session;
    }

    /**
     * Waits for text that is newer than the last match and answer, see {@link Conditions#text(String)}. In a dialogue that
     * has just begun, all since the session's start is new.
     *
     * @param text what to look for; not empty
     * @return the match, with the deadline and the failures of {@link Session#await}
     * @throws IllegalArgumentException if the text is empty
     */
    public Pending<Match> expect(String text) {
        return expect(Conditions.text(text));
    }

    /**
     * Waits for a match that is newer than the last match and answer, see {@link Conditions#text(Pattern)}.
     *
     * @param regex what to look for
     * @return the match, with the deadline and the failures of {@link Session#await}
     */
    public Pending<Match> expect(Pattern regex) {
        return expect(Conditions.text(regex));
    }

    /**
     * Waits for a condition of which all texts are newer than the last match and answer, and no echo. With
     * {@link Conditions#firstOf} and {@link Condition#map}, an n-way branch.
     *
     * @param condition see {@link Conditions}
     * @param <T> the type of its value
     * @return the value, with the deadline and the failures of {@link Session#await}
     */
    public <T> Pending<T> expect(Condition<T> condition) {
        return session.await(Heard.of(condition, position, this::found));
    }

    /** What was printed up to the match is behind. */
    private void found(Match match) {
        position = match.mark();
    }

    /**
     * Sends an answer, see {@link Session#send}; what was printed before it is behind.
     *
     * @param inputs what to send, in order, as one write; with {@link Input#secret} for a password
     * @return the mark of the moment before
     * @throws InputRejectedException as {@link Session#send}
     * @throws SessionEndedException if the session has ended
     */
    public Mark send(Input... inputs) {
        Mark mark = session.send(inputs);
        position = mark;
        answered = mark;
        return mark;
    }

    /**
     * Sends a line and Enter; what was printed before it is behind.
     *
     * @param text without the line end
     * @return the mark of the moment before
     * @throws InputRejectedException as {@link Session#send}
     * @throws SessionEndedException if the session has ended
     */
    public Mark sendLine(String text) {
        return send(Input.text(Objects.requireNonNull(text, "text")), Key.ENTER);
    }

    /**
     * Sends a secret and Enter once the program reads it without echo: one that asks first and turns the echo off a moment
     * later would show or lose what came between. Waits for that as long as {@link Session#await} does.
     *
     * @param secret what no failure, event or recording shows
     * @return completes with the mark of the moment before the answer
     */
    public Pending<Mark> sendSecret(String secret) {
        Input hidden = Input.secret(secret);
        return session.await(
                Conditions.echoOff().map(screen -> send(hidden, Key.ENTER)).named("the program to read a secret"));
    }

    /**
     * Answers a condition each time it becomes true, beside what is expected: see {@link Session#on}. Its texts are newer
     * than the last match and answer at the call, and no echo.
     *
     * @param condition what to answer
     * @param reply gets this dialogue and the value, where the user's code runs; what it sends here is an answer of this
     *     dialogue, so that what is expected next is newer
     * @param <T> the type of the value
     * @return ends it
     */
    public <T> Registration on(Condition<T> condition, BiConsumer<? super Dialogue, ? super T> reply) {
        Objects.requireNonNull(reply, "reply");
        Condition<T> heard = Heard.of(condition, position, match -> {});
        return session.on(heard, (spoken, value) -> reply.accept(this, value));
    }

    /**
     * Returns what was printed since the last answer, without its echo.
     *
     * @return from the answer on, or from the session's start if there was none
     */
    public Output output() {
        return session.outputSince(answered).withoutEcho();
    }

    /**
     * Returns the place up to which everything is behind.
     *
     * @return the newer of the last match and the last answer; at first the session's start
     */
    public Mark mark() {
        return position;
    }
}
