package dev.wsh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A live view of the sessions that a filter selects. Thread-safe. */
public interface SessionGroup extends Race {

    /** {@return the members that live; a copy, in order of creation} */
    List<Session> sessions();

    /**
     * Returns the members that ended, were not closed and are still retained: a bounded number of sessions ({@link
     * Wsh.Builder#retainEnded}) that take a bounded amount of memory ({@link Wsh.Builder#retainEndedBytes}).
     *
     * @return a copy, in order of their end
     */
    List<Session> ended();

    /** {@return whether no member lives} */
    default boolean isEmpty() {
        return sessions().isEmpty();
    }

    /**
     * Finds a live member by its name.
     *
     * @param name the name
     * @return the session; empty if there is none
     */
    Optional<Session> find(String name);

    /**
     * Returns a live member by its name.
     *
     * @param name the name
     * @return the session
     * @throws NoSuchSessionException if there is none; says which there are
     */
    Session get(String name);

    /**
     * Narrows this view to members with at least one of the tags.
     *
     * @param anyOf the tags
     * @return a view
     */
    SessionGroup tagged(String... anyOf);

    /**
     * Narrows this view by tags.
     *
     * @param filter the filter
     * @return a view
     */
    SessionGroup where(TagFilter filter);

    /**
     * Narrows this view to members that pass a test.
     *
     * @param test must be quick and must not block
     * @return a view
     */
    SessionGroup matching(Predicate<? super Session> test);

    /**
     * Returns this view with another rule: its waits that would fail with {@link NoSessionsException} wait for a first member
     * instead. The time that this takes counts for their deadline.
     *
     * <p>A race goes on with everybody who joins. A wait for all is then for the members that are there when the first is
     * noticed, that one included if it has ended meanwhile; often it is the only one. Who joins later is not waited for. If
     * the {@link Wsh} is closed before, they fail with {@link WshClosedException}.
     *
     * <p>Takes the place of {@link #allowEmpty}: of the two, the last one called holds.
     *
     * @return a view
     */
    SessionGroup waitForMembers();

    /**
     * Returns this view with another rule: its waits for all members succeed at once, with nothing, while nobody is there. Its
     * races do not: the first of nobody has no outcome, so they still fail with {@link NoSessionsException}.
     *
     * <p>Takes the place of {@link #waitForMembers}: of the two, the last one called holds.
     *
     * @return a view
     */
    SessionGroup allowEmpty();

    /** {@return the outcomes of this view as they come, each once; nothing of a new one is taken yet} */
    Outcomes outcomes();

    /**
     * Waits until every present member is idle or has ended, all at one moment: one that goes on after it was quiet is waited
     * for again.
     *
     * @param quiet the window; positive
     * @return one outcome for each member, in order of creation; at once and empty if all have ended; fails with {@link
     *     NoSessionsException} if no session is there or ended and not closed, as with a mistyped tag, but see {@link
     *     #allowEmpty} and {@link #waitForMembers}; a view of all sessions does so only before the first start
     * @throws IllegalArgumentException if the window is not positive
     */
    Pending<List<Settled>> awaitAllIdle(Duration quiet);

    /**
     * Waits until every present member has ended.
     *
     * @return one outcome for each member, in order of creation; at once and empty if all have ended; fails with {@link
     *     NoSessionsException} if no session is there or ended and not closed, as with a mistyped tag, but see {@link
     *     #allowEmpty} and {@link #waitForMembers}; a view of all sessions does so only before the first start
     */
    Pending<List<Settled.Ended>> awaitAllExit();

    /**
     * Waits until a condition has come true of every present member.
     *
     * @param condition the condition
     * @param <T> the type of its value
     * @return the values, in order of creation; fails if a member ends without it, and with {@link NoSessionsException} if
     *     there are no sessions and were none, but see {@link #allowEmpty} and {@link #waitForMembers}
     */
    <T> Pending<Map<Session, T>> awaitAll(Condition<T> condition);

    /**
     * Sends input to every live member. One that ends meanwhile is left out; one that refuses keeps it from no other.
     *
     * @param inputs what to send
     * @throws InputRejectedException if a member refuses; names each that does and says why, and has what it threw among its
     *     suppressed exceptions
     */
    void send(Input... inputs);

    /**
     * Resizes every live member. One that ends meanwhile is left out.
     *
     * @param rows 1 to 1000
     * @param cols 1 to 1000
     * @throws InvalidSpecException if the size is out of range
     */
    void resize(int rows, int cols);

    /**
     * Ends every live member: asks first, and kills what is left after the grace. Done as soon as all are gone.
     *
     * @param grace zero or more
     * @return one report for all
     */
    Pending<KillReport> terminate(Duration grace);

    /**
     * Kills every process of every live member.
     *
     * @return one report for all
     */
    Pending<KillReport> kill();

    /**
     * Listens to the events of all members, those that join later included. The listener runs on the callback executor,
     * one event at a time; an exception is logged and changes nothing.
     *
     * @param listener who is told
     * @return closes the subscription
     */
    Registration listen(Consumer<? super SessionEvent> listener);

    /**
     * Publishes the events of all members, those that join later included. A subscriber that asks for less than comes
     * gets {@link SessionEvent.Missed} in place of the oldest. Completes when the {@link Wsh} is closed.
     *
     * @return a publisher; each subscriber has a queue of its own
     */
    Flow.Publisher<SessionEvent> events();
}
