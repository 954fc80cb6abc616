package dev.wsh.stress;

import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.visible;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.EngineException;
import dev.wsh.Input;
import dev.wsh.Key;
import dev.wsh.Mark;
import dev.wsh.Pending;
import dev.wsh.Race;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionGroup;
import dev.wsh.SessionSpec;
import dev.wsh.Signal;
import dev.wsh.Wsh;
import dev.wsh.WshException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What users do with many sessions, one random thing at a time, from any number of threads. Each thing ends within a second
 * or so, one way or another: what a user has to expect is expected, anything else is thrown.
 */
final class Deeds implements Crowd.Deed {

    private static final List<String> TAGS = List.of("a", "b", "c");
    private static final List<String> WORDS = List.of("one", "two", "got", "never to be seen", "0");

    private final Wsh wsh;
    private final Function<SplittableRandom, SessionSpec> specs;
    private final int sessions;
    private final AtomicLong names = new AtomicLong();
    private final ConcurrentLinkedQueue<CompletableFuture<?>> kept = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Registration> registrations = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Session> all = new ConcurrentLinkedQueue<>();
    private final List<Race> memories;

    /**
     * Begins with no session.
     *
     * @param wsh where they are
     * @param specs what is started
     * @param sessions how many may live
     */
    Deeds(Wsh wsh, Function<SplittableRandom, SessionSpec> specs, int sessions) {
        this.wsh = wsh;
        this.specs = specs;
        this.sessions = sessions;
        this.memories = List.of(wsh.outcomes(), wsh.tagged("a").outcomes(), wsh.outcomes());
    }

    @Override
    public void doAt(SplittableRandom random) throws Exception {
        try {
            List<Session> live = wsh.sessions();
            if (live.size() < sessions / 2 || (live.size() < sessions && random.nextInt(8) == 0)) {
                all.add(wsh.start(
                        specs.apply(random).tags(Crowd.oneOf(random, TAGS), "s" + names.incrementAndGet() % 7)));
            } else {
                act(random, Crowd.oneOf(random, live));
            }
        } catch (EngineException e) {
            throw e;
        } catch (WshException | CancellationException | TimeoutException e) {
            return; // the session has ended, nothing came in time: all in a day's work
        } catch (CompletionException | ExecutionException e) {
            if (!(e.getCause() instanceof WshException) || e.getCause() instanceof EngineException) {
                throw e;
            }
        }
    }

    private void act(SplittableRandom random, Session session) throws Exception {
        switch (random.nextInt(16)) {
            case 0, 1 -> type(random, session);
            case 2 -> session.resize(1 + random.nextInt(60), 1 + random.nextInt(120));
            case 3 -> rename(random, session);
            case 4, 5, 6 -> await(random, session.await(condition(random, session)));
            case 7, 8 -> await(random, race(random, Crowd.oneOf(random, memories)));
            case 9 -> await(random, race(random, group(random)));
            case 10 -> await(random, all(random, group(random)));
            case 11 -> end(random, session);
            case 12 -> read(random, session);
            case 13 -> react(random, session);
            case 14 -> subscribe(random, session);
            default -> giveUp(random);
        }
    }

    private void type(SplittableRandom random, Session session) throws Exception {
        switch (random.nextInt(5)) {
            case 0 -> session.paste("pasted\n");
            case 1 -> group(random).send(Input.text("to all\n"));
            case 2 -> await(random, session.flushed().within(ofMillis(50)));
            default -> session.sendLine(Crowd.oneOf(random, WORDS));
        }
    }

    private void rename(SplittableRandom random, Session session) {
        String name = "n" + random.nextInt(3 * sessions);
        String tag = Crowd.oneOf(random, TAGS);
        session.update(change -> change.name(name).addTags(tag).removeTags(Crowd.oneOf(random.split(), TAGS)));
    }

    private SessionGroup group(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> wsh;
            case 1 -> wsh.matching(session -> session.name().hashCode() % 2 == 0);
            case 2 -> wsh.tagged("s" + random.nextInt(7));
            default -> wsh.tagged(Crowd.oneOf(random, TAGS));
        };
    }

    private static Duration window(SplittableRandom random) {
        return ofMillis(1 + random.nextInt(30));
    }

    private static Condition<?> condition(SplittableRandom random, Session session) {
        String word = Crowd.oneOf(random, WORDS);
        Mark mark = session.mark();
        return switch (random.nextInt(12)) {
            case 0 -> text(word);
            case 1 -> text(word).since(mark);
            case 2 -> text(Pattern.compile("(o|g)[a-z]+")).since(mark);
            case 3 -> visible(word).negate();
            case 4 -> idle(window(random));
            case 5 -> idle(window(random)).fromNow();
            case 6 -> idle(window(random)).since(mark).byVisibleChange();
            case 7 -> visible(word).holding(window(random));
            case 8 -> text(word).unless(visible("0"));
            case 9 -> Conditions.exited();
            case 10 -> Conditions.screen("a test", screen -> screen.text().contains(word));
            default -> Conditions.firstOf(text(word), Conditions.bell(), idle(window(random)));
        };
    }

    private static Pending<?> race(SplittableRandom random, Race race) {
        return switch (random.nextInt(4)) {
            case 0 -> race.awaitAnyExit();
            case 1 -> race.awaitAny(text(Crowd.oneOf(random, WORDS)));
            default -> race.awaitAnyIdle(window(random));
        };
    }

    private static Pending<?> all(SplittableRandom random, SessionGroup group) {
        return switch (random.nextInt(3)) {
            case 0 -> group.awaitAllExit();
            case 1 -> group.awaitAll(text(Crowd.oneOf(random, WORDS)));
            default -> group.awaitAllIdle(window(random));
        };
    }

    /** In one of the ways that a wait can be waited for, or left to itself. */
    private void await(SplittableRandom random, Pending<?> pending) throws Exception {
        Pending<?> bounded = pending.within(ofMillis(40 + random.nextInt(200)));
        switch (random.nextInt(7)) {
            case 0 -> bounded.cancel(false);
            case 1 -> bounded.get(random.nextInt(50), TimeUnit.MILLISECONDS);
            case 2 -> {
                Thread.currentThread().interrupt();
                try {
                    bounded.block();
                } finally {
                    Thread.interrupted();
                }
            }
            case 3 -> kept.add(bounded.thenApply(value -> value));
            case 4 -> kept.add(bounded);
            case 5 -> bounded.join();
            default -> bounded.block();
        }
        if (!bounded.isDone()) {
            kept.add(bounded); // of get, which gives up only its own wait
        }
    }

    private void end(SplittableRandom random, Session session) {
        switch (random.nextInt(8)) {
            case 0 -> session.close();
            case 1 -> kept.add(session.kill());
            case 2 -> kept.add(session.terminate(ofMillis(random.nextInt(20))));
            case 3 -> session.signal(Signal.INT);
            case 4 -> session.send(Key.ctrl('d'));
            default -> session.sendLine("quit");
        }
    }

    private void read(SplittableRandom random, Session session) {
        session.screen().text();
        session.scrollback().text();
        session.info();
        session.outputSince(random.nextBoolean() ? session.mark() : session.startMark())
                .text();
        wsh.ended();
        wsh.find("n" + random.nextInt(sessions));
    }

    /** A reply that types, waits and blocks a little, as users' replies do. */
    private void react(SplittableRandom random, Session session) {
        Condition<?> condition = random.nextBoolean() ? text("got") : idle(window(random));
        registrations.add(session.on(condition, (who, value) -> {
            try {
                who.sendLine("answer");
                who.awaitText("answer").within(ofMillis(100)).block();
            } catch (WshException | CancellationException e) {
                if (e instanceof EngineException) {
                    throw e;
                }
            }
        }));
        if (registrations.size() > sessions) {
            closeOne();
        }
    }

    private void closeOne() {
        Registration oldest = registrations.poll();
        if (oldest != null) {
            oldest.close();
        }
    }

    private void subscribe(SplittableRandom random, Session session) {
        Flow.Publisher<?> publisher = switch (random.nextInt(5)) {
            case 0 -> session.events();
            case 1 -> session.output(session.startMark());
            case 2 -> session.screens(window(random));
            case 3 -> session.activity(window(random));
            default -> wsh.events();
        };
        Few subscriber = new Few(1 + random.nextInt(20));
        publisher.subscribe(subscriber);
        registrations.add(random.nextBoolean() ? subscriber : wsh.listen(event -> event.mark()));
        if (registrations.size() > sessions) {
            closeOne();
        }
    }

    /** Takes some items one by one and cancels. */
    private static final class Few implements Flow.Subscriber<Object>, Registration {
        private final AtomicLong left;
        private Flow.Subscription subscription;
        private boolean closed;

        Few(long items) {
            left = new AtomicLong(items);
        }

        @Override
        public synchronized void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (closed) {
                given.cancel();
            } else {
                given.request(1);
            }
        }

        @Override
        public void onNext(Object item) {
            if (left.decrementAndGet() > 0) {
                subscription.request(1);
            } else {
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}

        @Override
        public synchronized void close() {
            closed = true;
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private void giveUp(SplittableRandom random) {
        CompletableFuture<?> pending = kept.poll();
        if (pending != null && random.nextBoolean()) {
            pending.cancel(false);
        } else if (pending != null) {
            kept.add(pending);
        }
        kept.removeIf(CompletableFuture::isDone);
    }

    /** Lets every wait come to its end, some of them given up; nothing waits afterwards. */
    void settle() throws InterruptedException {
        while (!registrations.isEmpty()) {
            closeOne();
        }
        List<CompletableFuture<?>> rest = new ArrayList<>(kept);
        for (int i = 0; i < rest.size(); i += 2) {
            rest.get(i).cancel(false);
        }
        Crowd.await(
                "the end of " + rest.size() + " waits",
                ofSeconds(60),
                () -> rest.stream().allMatch(CompletableFuture::isDone));
    }

    /** Returns every session that was ever started. */
    List<Session> all() {
        return List.copyOf(all);
    }
}
