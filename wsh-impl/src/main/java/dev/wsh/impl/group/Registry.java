package dev.wsh.impl.group;

import dev.wsh.Diagnostics;
import dev.wsh.NameConflictException;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.TooManySessionsException;
import dev.wsh.WshClosedException;
import dev.wsh.impl.lock.Rank;
import dev.wsh.impl.lock.RankedLock;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.session.EventHub;
import dev.wsh.impl.session.Identity;
import dev.wsh.impl.time.SerialExecutor;
import dev.wsh.impl.vt.grid.ColdBytes;
import dev.wsh.impl.wait.EnginePending;
import dev.wsh.spi.TimeSource;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All sessions of one {@code Wsh}: who lives, who has ended, and what they are called.
 *
 * <p>Thread-safe. No session is called while its lock is held, but for what needs no lock of its own.
 */
public final class Registry implements DefaultSession.Owner {

    private final TimeSource time;
    private final int maxSessions;
    private final Duration closeGrace;
    private final EventHub events;
    private final RankedLock lock = new RankedLock(Rank.REGISTRY);
    private final Set<String> reserved = new HashSet<>();
    private final UnderWay underWay = new UnderWay();
    private final FreeNumbers numbers = new FreeNumbers();
    private final Map<String, DefaultSession> byName = new HashMap<>();
    private final Set<DefaultSession> live = new LinkedHashSet<>();
    private volatile boolean hadSessions;
    private final EndedSessions ended;
    private final Executor folding;
    private final List<WeakReference<DefaultOutcomes>> cursors = new ArrayList<>();
    private final List<Changes> races = new CopyOnWriteArrayList<>();
    private final Set<KeptRaces> keepers = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private final Set<EnginePending<?>> waits = Collections.synchronizedSet(new LinkedHashSet<>());
    private Optional<CompletableFuture<?>> closing = Optional.empty();

    /** Hears who came, left, or has another name or other tags. Called without locks. */
    interface Changes {
        void changed(Collection<DefaultSession> sessions);
    }

    /**
     * Creates an empty registry.
     *
     * @param time the clock and the threads
     * @param maxSessions how many may live at once
     * @param retainEnded how many ended ones are kept
     * @param retainEndedBytes how many bytes they may take together
     * @param closeGrace between asking and killing
     * @param eventQueue events that a subscriber may be behind
     */
    public Registry(
            TimeSource time,
            int maxSessions,
            int retainEnded,
            long retainEndedBytes,
            Duration closeGrace,
            int eventQueue) {
        this.time = time;
        this.maxSessions = maxSessions;
        this.ended = new EndedSessions(retainEnded, retainEndedBytes);
        this.folding = new SerialExecutor(time.engine());
        this.closeGrace = closeGrace;
        this.events = new EventHub(time.callbacks(), () -> "all sessions", eventQueue);
    }

    TimeSource time() {
        return time;
    }

    EventHub events() {
        return events;
    }

    private <T> T locked(Supplier<T> body) {
        return lock.locked(body);
    }

    // ---- starting ----

    /**
     * Takes a name and a slot, before anything is started; {@link #add} or {@link #release} must follow, for which {@link
     * #close} waits.
     *
     * @param name the name; empty for a number
     * @param prefix what stands before the number
     * @return the name
     */
    public String reserve(Optional<String> name, Optional<String> prefix) {
        return locked(() -> {
            requireOpen();
            String chosen =
                    name.orElseGet(() -> numbers.next(prefix.map(p -> p + "-").orElse(""), this::isTaken));
            if (isTaken(chosen)) {
                throw new NameConflictException(chosen);
            }
            if (live.size() + reserved.size() >= maxSessions) {
                throw new TooManySessionsException(maxSessions);
            }
            reserved.add(chosen);
            underWay.begin();
            return chosen;
        });
    }

    /**
     * Checks that sessions can be started.
     *
     * @throws WshClosedException if this is closed
     */
    public void requireOpen() {
        if (isClosed()) {
            throw new WshClosedException("this Wsh is closed; no session can be started");
        }
    }

    private void forget(DefaultSession session) {
        if (byName.remove(session.name(), session)) {
            numbers.released(session.name());
        }
    }

    private boolean isTaken(String name) {
        return byName.containsKey(name) || reserved.contains(name);
    }

    /**
     * Gives a name and its slot back; nothing was started.
     *
     * @param name what {@link #reserve} returned
     */
    public void release(String name) {
        locked(() -> {
            numbers.released(name);
            return reserved.remove(name);
        });
        underWay.end();
    }

    /** {@return whether there ever was a session, whatever has become of it} */
    public boolean hadSessions() {
        return hadSessions;
    }

    /**
     * Lists a session that was started.
     *
     * @param session which
     * @throws WshClosedException if this was closed meanwhile; the session is closed then
     */
    public void add(DefaultSession session) {
        boolean late = locked(() -> {
            reserved.remove(session.name());
            if (closing.isEmpty()) {
                byName.put(session.name(), session);
                live.add(session);
                hadSessions = true;
            }
            return closing.isPresent();
        });
        if (late) {
            end(List.of(session));
            throw new WshClosedException("this Wsh was closed while the session was started");
        }
        boolean told = false;
        try {
            session.announce();
            if (session.exitStatus().isPresent()) {
                ended(session);
                weigh(session);
            } else {
                tellRaces(List.of(session));
            }
            told = true;
        } finally {
            if (!told) {
                close(session); // nobody has it, who could end it
            }
            underWay.end();
        }
    }

    /** Ends and closes sessions that have left all lists; they count as under way since then, until they are gone. */
    private void end(Collection<DefaultSession> sessions) {
        try {
            tellRaces(sessions);
        } finally {
            closeAll(sessions);
        }
    }

    private void closeAll(Collection<DefaultSession> sessions) {
        boolean begun = false;
        try {
            DefaultSession.closeAll(sessions, closeGrace).whenComplete((report, failure) -> underWay.end());
            begun = true;
        } finally {
            if (!begun) {
                underWay.end(); // or whoever closes would wait for ever
            }
        }
    }

    // ---- who is there ----

    List<DefaultSession> live() {
        return locked(() -> List.copyOf(live));
    }

    List<DefaultSession> ended() {
        return locked(ended::all);
    }

    Optional<DefaultSession> find(String name) {
        return locked(() -> Optional.ofNullable(byName.get(name)));
    }

    void register(DefaultOutcomes cursor) {
        locked(() -> {
            cursors.removeIf(known -> known.get() == null);
            ended.all().forEach(cursor::ended);
            return cursors.add(new WeakReference<>(cursor));
        });
    }

    /** Lists a wait of a group until it is decided. */
    <T> EnginePending<T> listed(EnginePending<T> wait) {
        waits.add(wait);
        wait.whenComplete((value, failure) -> waits.remove(wait));
        return wait;
    }

    /**
     * Tells how the sessions and the waits of groups stand.
     *
     * @param callbacks how the callbacks stand
     * @param engine how the engine's own work stands
     * @param runs the programs that run or wait for their turn
     * @return a picture of this moment
     */
    public Diagnostics diagnostics(Diagnostics.Tasks callbacks, Diagnostics.Tasks engine, List<Diagnostics.Run> runs) {
        List<DefaultSession> sessions = new ArrayList<>(live());
        sessions.addAll(ended());
        List<Diagnostics.Wait> groupWaits;
        synchronized (waits) {
            groupWaits = waits.stream().map(EnginePending::standing).toList();
        }
        return new Diagnostics(
                sessions.stream().map(DefaultSession::state).toList(),
                groupWaits,
                runs,
                callbacks,
                engine,
                locked(ended::bytes));
    }

    boolean isLive(DefaultSession session) {
        return locked(() -> live.contains(session));
    }

    /** Tells whether a session lives, or has ended since so many had, and is retained. */
    boolean isLiveOrEndedSince(DefaultSession session, long endsBefore) {
        return locked(() -> live.contains(session) || ended.hasSince(session, endsBefore));
    }

    /** Returns how many have ended so far. */
    long ends() {
        return locked(ended::ends);
    }

    /** Returns those that have ended since so many had, and are retained. */
    List<DefaultSession> endedSince(long endsBefore) {
        return locked(() -> ended.since(endsBefore));
    }

    /** Remembers who keeps races, which are given up at the close. */
    void keeps(KeptRaces races) {
        keepers.add(races);
        if (isClosed()) {
            races.dropAll();
        }
    }

    void addRace(Changes race) {
        races.add(race);
    }

    void removeRace(Changes race) {
        races.remove(race);
    }

    private void tellRaces(Collection<DefaultSession> changed) {
        races.forEach(race -> race.changed(changed));
    }

    private void tellCursors(Consumer<DefaultOutcomes> what) {
        for (WeakReference<DefaultOutcomes> known : cursors) {
            DefaultOutcomes cursor = known.get();
            if (cursor != null) {
                what.accept(cursor);
            }
        }
    }

    // ---- what sessions tell ----

    @Override
    public void ended(DefaultSession session) {
        boolean moved = locked(() -> {
            if (!live.remove(session)) {
                return false;
            }
            forget(session);
            ended.add(session);
            tellCursors(cursor -> cursor.ended(session));
            return true;
        });
        if (moved) {
            tellRaces(List.of(session));
        }
        dropExcess();
    }

    /** Each piece is a task of its own, so that the engine's threads are free for others in between. */
    @Override
    public void keeps(DefaultSession session, List<ColdBytes> bytes) {
        for (ColdBytes piece : bytes) {
            folding.execute(() -> {
                if (!session.isClosed()) {
                    piece.fold();
                }
            });
        }
        folding.execute(() -> weigh(session));
    }

    /** Finds out what an ended session takes, which may be too much for all of them together. */
    private void weigh(DefaultSession session) {
        long size = session.held();
        locked(() -> {
            ended.takes(session, size);
            return true;
        });
        dropExcess();
    }

    private void dropExcess() {
        List<DefaultSession> dropped = locked(() -> {
            List<DefaultSession> excess = ended.removeExcess();
            if (!excess.isEmpty()) {
                underWay.begin();
            }
            return excess;
        });
        if (!dropped.isEmpty()) {
            end(dropped);
        }
    }

    @Override
    public void close(DefaultSession session) {
        locked(() -> {
            forget(session);
            live.remove(session);
            ended.remove(session);
            tellCursors(cursor -> cursor.closed(session));
            underWay.begin();
            return true;
        });
        end(List.of(session));
    }

    @Override
    public void update(DefaultSession session, Consumer<? super Session.Change> change) {
        Edit edit = new Edit(session.identity());
        change.accept(edit);
        if (!locked(() -> change(session, edit.done()))) {
            throw new SessionEndedException(
                    "session \"" + session.name() + "\" was closed; it can't be changed",
                    session.exitStatus(),
                    session.evidence("update", Duration.ZERO));
        }
        session.publishChanges();
        tellRaces(List.of(session));
    }

    private boolean change(DefaultSession session, Identity next) {
        String old = session.name();
        if (session.isClosed()) {
            return false;
        }
        if (live.contains(session) && !next.name().equals(old)) {
            if (isTaken(next.name())) {
                throw new NameConflictException(next.name());
            }
            forget(session);
            byName.put(next.name(), session);
        }
        session.become(next);
        return true;
    }

    @Override
    public void publish(SessionEvent event, Consumer<Runnable> afterwards) {
        events.publish(event, afterwards);
    }

    @Override
    public boolean isHeard() {
        return !events.isEmpty();
    }

    // ---- the end ----

    /**
     * Ends and closes all sessions, and lets none be started any more.
     *
     * @return complete once all are gone, those included that were closed before or are being started; the same for
     *     everybody who closes
     */
    public CompletableFuture<?> close() {
        List<DefaultSession> all = new ArrayList<>();
        boolean first = locked(() -> {
            if (closing.isPresent()) {
                return false;
            }
            all.addAll(live);
            all.addAll(ended.all());
            beginClosing();
            live.clear();
            ended.clear();
            byName.clear();
            all.forEach(session -> tellCursors(cursor -> cursor.closed(session)));
            return true;
        });
        if (first) {
            dropRaces();
            endOnAnotherThread(all);
        }
        return locked(closing::orElseThrow);
    }

    private void beginClosing() {
        underWay.begin();
        try {
            closing = Optional.of(underWay.over().whenComplete((over, failure) -> events.complete(Runnable::run)));
        } finally {
            if (closing.isEmpty()) {
                underWay.end(); // the heap is full; who closes tries again
            }
        }
    }

    /** A provider may block, and who closes must not wait for it longer than for anything else. */
    private void endOnAnotherThread(List<DefaultSession> all) {
        try {
            time.engine().execute(() -> end(all));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            end(all); // there is no other thread
        }
    }

    private void dropRaces() {
        List<KeptRaces> kept;
        synchronized (keepers) {
            kept = List.copyOf(keepers);
        }
        kept.forEach(KeptRaces::dropAll);
    }

    /** {@return what is not over yet, for people: how many sessions have not ended, and the names of starts under way} */
    public String underWay() {
        List<String> starts = locked(() -> List.copyOf(reserved));
        return underWay.count() + " starts and ends are under way" + (starts.isEmpty() ? "" : ", starts of " + starts);
    }

    boolean isClosed() {
        return locked(closing::isPresent);
    }
}
