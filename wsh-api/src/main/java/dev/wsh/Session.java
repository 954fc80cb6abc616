package dev.wsh;

import dev.wsh.engine.Checks;
import dev.wsh.spi.PtyProvider;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A terminal session: a process on a terminal of its own.
 *
 * <p>Reading works for ever, also after the end and after {@link #close}; input and waits then fail with
 * {@link SessionEndedException}. Thread-safe.
 */
public interface Session extends AutoCloseable {

    /** {@return the id, which is unique for ever and never changes} */
    String id();

    /** {@return the present name; unique among the live sessions of a {@link Wsh}} */
    String name();

    /** {@return the present tags; a copy, in alphabetical order} */
    SortedSet<String> tags();

    /** {@return one atomic view of this session} */
    SessionInfo info();

    /** {@return what this system guarantees for this session} */
    Set<PtyProvider.Capability> capabilities();

    /**
     * Changes the name and the tags together: all or nothing.
     *
     * @param change describes the change; called once, at once
     * @throws InvalidSpecException if a name or tag is not allowed
     * @throws NameConflictException if another live session has the name
     * @throws SessionEndedException if this session was closed
     */
    void update(Consumer<? super Change> change);

    /**
     * Gives this session another name. The present name is fine.
     *
     * @param name see {@link SessionSpec#named}
     * @throws InvalidSpecException if the name is not allowed
     * @throws NameConflictException if another live session has the name
     */
    default void rename(String name) {
        update(change -> change.name(name));
    }

    /**
     * Adds tags; ones that are there already are fine.
     *
     * @param tags see {@link SessionSpec#tags}
     * @throws InvalidSpecException if a tag is not allowed; none is added then
     */
    default void addTags(String... tags) {
        Checks.requireAll("tags", tags);
        update(change -> change.addTags(tags));
    }

    /**
     * Removes tags; ones that are not there are fine.
     *
     * @param tags the tags
     */
    default void removeTags(String... tags) {
        Checks.requireAll("tags", tags);
        update(change -> change.removeTags(tags));
    }

    /** A change of name and tags. */
    interface Change {

        /**
         * Sets the name.
         *
         * @param name the new name
         * @return this
         */
        Change name(String name);

        /**
         * Adds tags.
         *
         * @param tags the tags
         * @return this
         */
        Change addTags(String... tags);

        /**
         * Removes tags.
         *
         * @param tags the tags
         * @return this
         */
        Change removeTags(String... tags);
    }

    /**
     * Sends input. Never blocks. All of one call arrives together, or nothing does.
     *
     * @param inputs text, keys, pastes, mouse actions, pauses, bytes
     * @return the mark before it
     * @throws InputRejectedException if the queue is full, or the program has not asked for the mouse, the focus or a key
     *     that is of kitty's protocol
     * @throws SessionEndedException if the session has ended
     */
    Mark send(Input... inputs);

    /**
     * Types text; {@code \n} is the Enter key.
     *
     * @param text the text
     * @return the mark before it
     * @throws InputRejectedException if the queue is full
     * @throws SessionEndedException if the session has ended
     */
    default Mark type(String text) {
        return send(Input.text(Objects.requireNonNull(text, "text")));
    }

    /**
     * Types text and the Enter key.
     *
     * @param text the text
     * @return the mark before it
     * @throws InputRejectedException if the queue is full
     * @throws SessionEndedException if the session has ended
     */
    default Mark sendLine(String text) {
        return send(Input.text(Objects.requireNonNull(text, "text")), Key.ENTER);
    }

    /**
     * Presses keys, one after the other.
     *
     * @param keys the keys
     * @return the mark before them
     * @throws InputRejectedException if the queue is full
     * @throws SessionEndedException if the session has ended
     */
    default Mark press(Key... keys) {
        Checks.requireAll("keys", keys);
        return send(keys);
    }

    /**
     * Presses keys by their names, one after the other: {@code press("Ctrl+C", "Enter")}.
     *
     * @param chords keys as {@link Key#parse} reads them
     * @return the mark before them
     * @throws IllegalArgumentException if one is not understood; none is pressed then
     * @throws InputRejectedException if the queue is full, or the program has not asked for such a key
     * @throws SessionEndedException if the session has ended
     */
    default Mark press(String... chords) {
        return send(Checks.requireAll("chords", chords).stream().map(Key::parse).toArray(Input[]::new));
    }

    /**
     * Clicks on a cell with the left button.
     *
     * @param row from 0
     * @param col from 0
     * @return the mark before it
     * @throws InputRejectedException if the program has not asked for the mouse, or the cell is outside the screen
     * @throws SessionEndedException if the session has ended
     */
    default Mark click(int row, int col) {
        return send(Mouse.click(row, col));
    }

    /**
     * Clicks on text that was found, in the middle of its first row, with the left button.
     *
     * @param match where
     * @return the mark before it
     * @throws InputRejectedException if the text does not stand there any more, or the program has not asked for the mouse
     * @throws SessionEndedException if the session has ended
     */
    default Mark click(Match match) {
        if (!match.isOn(screen())) {
            throw new InputRejectedException(
                    "session \"" + name() + "\": nothing to click on: " + match + " does not stand there any more");
        }
        Region.Span at = match.region();
        int end = at.endRow() == at.row() ? at.endCol() : match.screen().cols();
        return click(at.row(), at.col() + Math.max(0, end - at.col() - 1) / 2);
    }

    /**
     * Pastes text.
     *
     * @param text the text
     * @return the mark before it
     * @throws InputRejectedException if the queue is full
     * @throws SessionEndedException if the session has ended
     */
    default Mark paste(String text) {
        return send(Input.paste(text));
    }

    /**
     * Waits until all input that was accepted so far is in the kernel. It says nothing about the program having read it.
     *
     * @return no deadline of its own; fails with {@link SessionEndedException}, which says how many bytes were not
     *     accepted, if the session ends before
     */
    Pending<Void> flushed();

    /**
     * Drops the input that was sent before this call and that no program has read, so that a key can get through behind input
     * that nobody reads. What is sent after this call is not dropped. {@link #flushed} of what is dropped fails with {@link
     * InputRejectedException}.
     *
     * @return how many bytes were dropped that the terminal had not taken. What the kernel held is dropped too, where the
     *     provider can, and not counted. No deadline of its own; fails with {@link SessionEndedException} if the session ends
     *     before
     * @throws SessionEndedException if the session has ended
     */
    Pending<Integer> dropInput();

    /**
     * Changes the size of the terminal and of the screen.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     * @return the mark before it
     * @throws InvalidSpecException if the size is out of range
     * @throws SessionEndedException if the session has ended
     */
    Mark resize(int rows, int cols);

    /**
     * Signals the foreground process group, as the keyboard would.
     *
     * @param signal what to send
     * @throws SessionEndedException if the session has ended
     */
    void signal(Signal signal);

    /**
     * Returns the screen. Every byte that the engine had read before the call is in it; never a frame inside a
     * synchronized update (mode 2026), for at most one second.
     *
     * @return the screen of this moment
     */
    Screen screen();

    /** {@return the history above the screen} */
    Scrollback scrollback();

    /** {@return the screen, the history, the position, the modes and the exit of this moment} */
    SessionSnapshot snapshot();

    /** {@return the present position} */
    Mark mark();

    /** {@return the position at the start} */
    Mark startMark();

    /**
     * {@return the position before the last input, which the last {@link #send} returned; {@link #startMark} if there
     * was none}
     */
    Mark lastInputMark();

    /**
     * Returns the output since a mark, as far as it is kept ({@link SessionSpec#transcript}).
     *
     * @param mark a mark of this session
     * @return the output until now
     * @throws IllegalArgumentException if it is a mark of another session
     */
    Output outputSince(Mark mark);

    /**
     * Waits for a condition. It is looked at at once, and after every piece of output.
     *
     * @param condition see {@link Conditions}
     * @param <T> the type of its value
     * @return the value; fails with {@link WaitTimeoutException} after the deadline, with {@link SessionEndedException} if
     *     the session has ended and the final screen does not satisfy it
     * @throws IllegalArgumentException if the condition is not of this library, or holds a mark of another session
     */
    <T> Pending<T> await(Condition<T> condition);

    /**
     * Waits until the session is idle or ends.
     *
     * @param quiet the window; positive
     * @return how it came out
     * @throws IllegalArgumentException if the window is not positive
     */
    default Pending<Settled> awaitIdle(Duration quiet) {
        return await(Conditions.idle(quiet));
    }

    /**
     * Waits for text, see {@link Conditions#text(String)}.
     *
     * @param text what to look for; not empty
     * @return the first match
     * @throws IllegalArgumentException if the text is empty
     */
    default Pending<Match> awaitText(String text) {
        return await(Conditions.text(text));
    }

    /**
     * Waits for a match, see {@link Conditions#text(Pattern)}.
     *
     * @param regex what to look for
     * @return the first match
     */
    default Pending<Match> awaitText(Pattern regex) {
        return await(Conditions.text(regex));
    }

    /**
     * Waits until the session is ready, see {@link SessionSpec#readyWhen}.
     *
     * @return this session; complete at once if the spec said nothing
     */
    Pending<Session> ready();

    /**
     * Runs a command in the session's shell, see {@link #run(String, RunOption...)}.
     *
     * @param command as it would stand in a script
     * @return its result; no deadline of its own
     * @throws IllegalArgumentException if the command has a NUL or half a surrogate pair
     * @throws EngineException if the command can't be written to a file for the shell
     */
    Pending<CommandResult> run(String command);

    /**
     * Runs a command in the session's shell, once the shell shows its prompt and those that were run before have ended. Who
     * has its result finds theirs complete, too. What is typed meanwhile goes to the command.
     *
     * <p>The status and the output are exact in bash, zsh, fish, dash, busybox and other POSIX shells on this machine. The
     * command runs as a script does that the shell reads: its changes of directory, variables and options live on, and it is
     * in no history that the shell lets us keep clean. Cancelling, and a deadline that passes, interrupt the command as
     * Ctrl-C would.
     *
     * @param command as it would stand in a script; any text without NUL
     * @param options see {@link RunOption}
     * @return its result; no deadline of its own. Fails with {@link WaitTimeoutException} after a deadline that was set, with
     *     {@link SessionEndedException} if the session ends before the command began or is closed, with
     *     {@link UncertainResultException} if that was asked for
     * @throws IllegalArgumentException if the command has a NUL or half a surrogate pair
     * @throws EngineException if the command can't be written to a file for the shell
     */
    Pending<CommandResult> run(String command, RunOption... options);

    /**
     * Begins a dialogue: each of its waits sees only what is newer than its last match or answer.
     *
     * @return a new dialogue, which begins with the last input, or at the start of the session if there was none
     */
    default Dialogue dialogue() {
        return new Dialogue(this);
    }

    /**
     * Answers each time a condition becomes true, until the registration is closed. A condition on text is answered for each
     * occurrence, in the order in which they were written and however the output is cut: those that {@link #await} would
     * find now, and each that comes, also if it is gone before anybody looks. Of a plain text occurrences that overlap count
     * each; of a regular expression those that {@link java.util.regex.Matcher#find()} gives. One on {@link Conditions#frame
     * frames} is answered for each of them; any other that stays true is answered once. Where it can't be looked at, because
     * its predicate throws or its search takes too long, the replies end, which is logged.
     *
     * @param condition the condition
     * @param reply runs on the callback executor, for one answer after the other; an exception is logged
     * @param <T> the type of the value
     * @return closes it
     */
    <T> Registration on(Condition<T> condition, BiConsumer<? super Session, ? super T> reply);

    /**
     * Listens to this session's events. The listener runs on the callback executor, one event at a time; an exception is
     * logged and changes nothing.
     *
     * @param listener who is told
     * @return closes the subscription
     */
    Registration listen(Consumer<? super SessionEvent> listener);

    /**
     * Publishes this session's events. A subscriber that asks for less than comes gets {@link SessionEvent.Missed} in
     * place of the oldest. Completes after {@link SessionEvent.Closed}.
     *
     * @return a publisher; each subscriber has a queue of its own
     */
    Flow.Publisher<SessionEvent> events();

    /**
     * Publishes whether this session is at work. The first event tells the present state.
     *
     * @param quiet the window after which it counts as idle; positive
     * @return a publisher; completes after the session's end
     * @throws IllegalArgumentException if the window is not positive
     */
    Flow.Publisher<SessionEvent.Activity> activity(Duration quiet);

    /**
     * Publishes screens, the newest at most once in an interval. The last one always comes.
     *
     * @param minInterval zero or more
     * @return a publisher; completes after the final screen: at the end of the output, which is after the exit if another
     *     process still held the terminal ({@link ExitStatus.OutputEnd#TERMINAL_STILL_OPEN}), or when this is closed
     * @throws IllegalArgumentException if the interval is negative
     */
    Flow.Publisher<Screen> screens(Duration minInterval);

    /**
     * Publishes output from a mark on. A subscriber that asks for less than comes gets larger pieces, and, past the kept
     * transcript, pieces whose {@link Output#droppedBytes} tells the gap.
     *
     * @param from {@link #startMark} for all that is kept, {@link #mark} for what comes
     * @return a publisher; completes after the last byte, which may come after the exit
     *     ({@link ExitStatus.OutputEnd#TERMINAL_STILL_OPEN}), or when this is closed
     * @throws IllegalArgumentException if it is a mark of another session
     */
    Flow.Publisher<Output> output(Mark from);

    /**
     * Waits for the end of the session, as {@link Process#onExit} does: complete after the last byte was read.
     *
     * @return how it ended; fails with {@link WaitTimeoutException} after the deadline of all waits ({@link Wsh.Builder#deadline}),
     *     for programs that run longer {@link Pending#within} sets another and {@link Pending#unbounded} removes it
     */
    Pending<ExitStatus> onExit();

    /** {@return how the session ended; empty while it runs} */
    Optional<ExitStatus> exitStatus();

    /**
     * Ends every process of this session: asks first (hangup), and kills what is left after the grace. Done as soon as all
     * are gone.
     *
     * @param grace zero or more
     * @return what was ended, and what survived
     * @throws IllegalArgumentException if the grace is negative
     */
    Pending<KillReport> terminate(Duration grace);

    /**
     * Kills every process of this session.
     *
     * @return what was ended, and what survived
     */
    Pending<KillReport> kill();

    /**
     * Ends this session, see {@link #terminate}, with the close grace, and takes it out of all lists. Returns at once;
     * idempotent.
     */
    @Override
    void close();
}
