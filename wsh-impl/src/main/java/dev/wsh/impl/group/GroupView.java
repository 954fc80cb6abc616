package dev.wsh.impl.group;

import dev.wsh.Condition;
import dev.wsh.Evidence;
import dev.wsh.Idle;
import dev.wsh.Input;
import dev.wsh.KillReport;
import dev.wsh.NoSessionsException;
import dev.wsh.NoSuchSessionException;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.SessionGroup;
import dev.wsh.Settled;
import dev.wsh.TagFilter;
import dev.wsh.engine.Checks;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.IdleNode;
import dev.wsh.impl.session.DefaultSession;
import dev.wsh.impl.session.Publication;
import dev.wsh.impl.vt.Sizes;
import dev.wsh.impl.wait.EnginePending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live view of a registry through a filter. Thread-safe. */
public class GroupView implements SessionGroup {

    private static final Logger LOG = LoggerFactory.getLogger(GroupView.class);

    private static final int MOST_TAGS = 20;

    /** What a wait makes of a view without members. */
    private enum WhenEmpty {
        FAIL,
        WAIT,
        SUCCEED
    }

    private final Registry registry;
    private final Duration deadline;
    private final Predicate<? super Session> filter;
    private final boolean byIdentity;
    private final String description;
    private final WhenEmpty whenEmpty;
    private final Races races;

    /**
     * Creates the view of all sessions.
     *
     * @param registry where they are
     * @param deadline the default deadline of waits
     */
    protected GroupView(Registry registry, Duration deadline) {
        this(registry, deadline, any -> true, /* byIdentity= */ true, "", WhenEmpty.FAIL);
    }

    private GroupView(
            Registry registry,
            Duration deadline,
            Predicate<? super Session> filter,
            boolean byIdentity,
            String description,
            WhenEmpty whenEmpty) {
        this.registry = registry;
        this.deadline = deadline;
        this.filter = filter;
        this.byIdentity = byIdentity;
        this.description = description;
        this.whenEmpty = whenEmpty;
        this.races = new Races(this, new Races.None(this), KeptRaces.none());
    }

    final Registry registry() {
        return registry;
    }

    final Duration deadline() {
        return deadline;
    }

    final boolean waitsForMembers() {
        return whenEmpty == WhenEmpty.WAIT;
    }

    /** Tells whether waits for all are wrong: nobody is there and nobody is known to have been, as with a mistyped tag. */
    final boolean failsForNobody() {
        boolean wereSome =
                description.isEmpty() && registry.hadSessions(); // of those that were closed nothing else is known
        return whenEmpty != WhenEmpty.SUCCEED && live().isEmpty() && ended().isEmpty() && !wereSome;
    }

    /** Says that there is nobody to wait for all of, and which tags there are. */
    final NoSessionsException nobodyOfAll(String what) {
        return nobody(what, "waitForMembers() waits for one, allowEmpty() takes none for success");
    }

    /** Says that there is nobody to wait for the first of, and which tags there are. */
    final NoSessionsException nobodyOfAny(String what) {
        String allowed = "allowEmpty() holds for waits for all only, since the first of nobody has no outcome; "
                + "waitForMembers(), in its place, waits for a member";
        return nobody(what, whenEmpty == WhenEmpty.SUCCEED ? allowed : "waitForMembers() waits for one");
    }

    private NoSessionsException nobody(String what, String advice) {
        return new NoSessionsException(
                "there is no session" + description + " to wait for (" + what + "); " + tags() + ". " + advice);
    }

    private String tags() {
        SortedMap<String, Integer> tags = new TreeMap<>();
        registry.live().forEach(session -> session.tags().forEach(tag -> tags.merge(tag, 1, Integer::sum)));
        if (tags.isEmpty()) {
            int all = registry.live().size();
            return all == 0 ? "none lives at all" : "of " + all + " that live, none has a tag";
        }
        return "the tags that there are: "
                + tags.entrySet().stream()
                        .limit(MOST_TAGS)
                        .map(each -> each.getKey() + " (" + each.getValue() + ")")
                        .collect(Collectors.joining(", "))
                + (tags.size() > MOST_TAGS ? ", and " + (tags.size() - MOST_TAGS) + " more" : "");
    }

    final String description() {
        return description;
    }

    /** Tells whether names and tags alone say who is a member: the registry tells when that changes. */
    final boolean isByIdentity() {
        return byIdentity;
    }

    final boolean includes(Session session) {
        return filter.test(session);
    }

    final List<DefaultSession> live() {
        return registry.live().stream().filter(this::includes).toList();
    }

    static IdleNode quiet(Idle idle) {
        return (IdleNode) Objects.requireNonNull(idle, "idle");
    }

    @Override
    public List<Session> sessions() {
        return List.copyOf(live());
    }

    @Override
    public List<Session> ended() {
        return registry.ended().stream()
                .filter(this::includes)
                .map(session -> (Session) session)
                .toList();
    }

    @Override
    public Optional<Session> find(String name) {
        Objects.requireNonNull(name, "name");
        return registry.find(name).filter(this::includes).map(session -> session);
    }

    @Override
    public Session get(String name) {
        return find(name)
                .orElseThrow(() -> new NoSuchSessionException(
                        "there is no live session named \"" + name + "\"" + description + "; there " + names()));
    }

    /** Returns which sessions it is about, and the names of those that live. */
    @Override
    public String toString() {
        List<String> names = live().stream().map(DefaultSession::name).toList();
        return "sessions" + description + ": " + (names.isEmpty() ? "none" : String.join(", ", names));
    }

    private String names() {
        List<String> names = live().stream().map(DefaultSession::name).limit(20).toList();
        return names.isEmpty() ? "is none at all" : "are " + String.join(", ", names);
    }

    @Override
    public SessionGroup tagged(String... anyOf) {
        TagFilter tags = TagFilter.anyOf(Checks.requireAll("anyOf", anyOf).toArray(String[]::new));
        return narrowed(session -> tags.test(session.tags()), byIdentity, " tagged " + String.join(" or ", anyOf));
    }

    @Override
    public SessionGroup where(TagFilter tags) {
        Objects.requireNonNull(tags, "filter");
        return narrowed(session -> tags.test(session.tags()), byIdentity, " of a filter by tags");
    }

    @Override
    public SessionGroup matching(Predicate<? super Session> more) {
        Objects.requireNonNull(more, "test");
        return narrowed(more, /* isByIdentity= */ false, " of a test");
    }

    private SessionGroup narrowed(Predicate<? super Session> more, boolean isByIdentity, String how) {
        Predicate<Session> both = session -> filter.test(session) && more.test(session);
        return new GroupView(registry, deadline, both, isByIdentity, description + how, whenEmpty);
    }

    @Override
    public SessionGroup waitForMembers() {
        return new GroupView(registry, deadline, filter, byIdentity, description, WhenEmpty.WAIT);
    }

    @Override
    public SessionGroup allowEmpty() {
        return new GroupView(registry, deadline, filter, byIdentity, description, WhenEmpty.SUCCEED);
    }

    @Override
    public Outcomes outcomes() {
        DefaultOutcomes outcomes = new DefaultOutcomes(this);
        registry.register(outcomes);
        return outcomes;
    }

    @Override
    public Pending<Settled> awaitAnyIdle(Idle idle) {
        return races.anyIdle(quiet(idle));
    }

    @Override
    public Pending<Settled.Ended> awaitAnyExit() {
        return races.anyExit();
    }

    @Override
    public <T> Pending<Winner<T>> awaitAny(Condition<T> condition) {
        return races.any(condition);
    }

    @Override
    public Pending<List<Settled>> awaitAllIdle(Duration quiet) {
        IdleNode idle = new IdleNode(Objects.requireNonNull(quiet, "quiet"));
        return AllOf.join(
                this,
                live(),
                new AllOf.Terms<>(
                        session -> session.await(idle).unbounded(),
                        (session, settled) -> settled instanceof Settled.Ended || session.isAsAt(settled.mark()),
                        values -> List.copyOf(values.values()),
                        "all: " + idle.describe(),
                        idle.window()));
    }

    @Override
    public Pending<List<Settled.Ended>> awaitAllExit() {
        return AllOf.join(
                this,
                live(),
                new AllOf.Terms<>(
                        session -> session.onExit().unbounded(),
                        (session, status) -> true,
                        values -> values.entrySet().stream()
                                .map(entry -> ((DefaultSession) entry.getKey()).ended(entry.getValue()))
                                .toList(),
                        "all: exit",
                        Duration.ZERO));
    }

    @Override
    public <T> Pending<Map<Session, T>> awaitAll(Condition<T> condition) {
        return AllOf.join(
                this,
                live(),
                new AllOf.Terms<>(
                        session -> session.await(condition).unbounded(),
                        (session, value) -> true,
                        values -> values,
                        "all: " + ConditionTree.of(condition).describe(),
                        Duration.ZERO));
    }

    @Override
    public void send(Input... inputs) {
        Checks.requireAll("inputs", inputs);
        Refusals refusals = new Refusals();
        forEachLive(session -> refusals.collect(session, () -> session.send(inputs)));
        refusals.throwIfAny();
    }

    @Override
    public void resize(int rows, int cols) {
        Sizes.require(rows, cols);
        forEachLive(session -> session.resize(rows, cols));
    }

    private void forEachLive(Consumer<DefaultSession> action) {
        for (DefaultSession session : live()) {
            try {
                action.accept(session);
            } catch (SessionEndedException e) {
                LOG.debug("left out of the group{}: {}", description, session, e);
            }
        }
    }

    @Override
    public Pending<KillReport> terminate(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace " + grace + " is negative");
        }
        EnginePending<KillReport> pending =
                EnginePending.unboundedOn(registry.time(), "the end of all sessions" + description);
        DefaultSession.forward(
                DefaultSession.endAll(live(), grace), pending, registry.time().engine());
        return pending;
    }

    @Override
    public Pending<KillReport> kill() {
        return terminate(Duration.ZERO);
    }

    @Override
    public Registration listen(Consumer<? super SessionEvent> listener) {
        Objects.requireNonNull(listener, "listener");
        return registry.events().listen(event -> {
            if (includes(event.session())) {
                listener.accept(event);
            }
        });
    }

    @Override
    public Flow.Publisher<SessionEvent> events() {
        return new Publication<>(
                () -> "events of " + this, subscriber -> registry.events().subscribe(new Filtered(subscriber, this)));
    }

    final List<Evidence> evidence(List<DefaultSession> members, String what, Duration waited) {
        return members.stream().map(member -> member.evidence(what, waited)).toList();
    }
}
