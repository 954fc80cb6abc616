package dev.wsh.stress;

import static dev.wsh.Conditions.found;
import static dev.wsh.Conditions.frame;
import static dev.wsh.Conditions.idle;
import static dev.wsh.Conditions.text;
import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.ExitStatus;
import dev.wsh.Match;
import dev.wsh.NoSessionsException;
import dev.wsh.Outcomes;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionEndedException;
import dev.wsh.SessionEvent;
import dev.wsh.SessionGroup;
import dev.wsh.Settled;
import dev.wsh.Signal;
import dev.wsh.WaitTimeoutException;
import dev.wsh.WshClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What happens at the same time, and what must be true of it whatever comes first. What is waited for is begun by a function,
 * so that a twin with a bug can stand in for the engine's own.
 */
final class Scenes {

    private static final Duration MOMENT = ofSeconds(1);

    private Scenes() {}

    /** Text comes in two pieces; nobody gives up. */
    static Explorer.Scene textComes(Function<Session, CompletableFuture<Match>> wait) {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            CompletableFuture<CompletableFuture<Match>> begun = new CompletableFuture<>();
            stage.actor("waiter", () -> begun.complete(wait.apply(session)));
            stage.actor(
                    "program",
                    () -> stage.terminal(session).output("rea"),
                    () -> stage.terminal(session).output("dy"));
            stage.play(MOMENT);
            assertEquals("ready", value(begun.join()).text());
            assertEquals(ZERO, stage.time.elapsed(), "no timer was left");
        };
    }

    /** Text comes while the wait is cancelled. */
    static Explorer.Scene textOrCancel(Function<Session, CompletableFuture<Match>> wait) {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            CompletableFuture<CompletableFuture<Match>> begun = new CompletableFuture<>();
            AtomicBoolean cancelled = new AtomicBoolean();
            stage.actor("waiter", () -> begun.complete(wait.apply(session)));
            stage.actor("program", () -> stage.terminal(session).output("ready"));
            stage.actor("canceller", () -> cancelled.set(stage.await(begun).cancel(false)));
            stage.play(MOMENT);
            requireCancelledOr(cancelled.get(), begun.join(), match -> assertEquals("ready", match.text()));
            assertEquals(ZERO, stage.time.elapsed(), "no timer was left");
        };
    }

    /** Text is printed well before a deadline, however late the engine is. */
    static Explorer.Scene textBeforeDeadline() {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            CompletableFuture<CompletableFuture<Match>> begun = new CompletableFuture<>();
            stage.actor(
                    "waiter", () -> begun.complete(session.awaitText("ready").within(ofMillis(100))));
            stage.terminal(session).play(after(ofMillis(60)), out("ready"));
            stage.settle(ZERO);
            stage.play(ofMillis(250)); // less than the deadline and what its last look may take
            assertEquals("ready", value(begun.join()).text());
        };
    }

    /** A window ends, or output comes, or a deadline: at 100, 60 and 150 ms. */
    static Explorer.Scene idleOutputDeadline() {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            CompletableFuture<CompletableFuture<Settled>> begun = new CompletableFuture<>();
            stage.actor(
                    "waiter",
                    () -> begun.complete(session.await(idle(ofMillis(100))).within(ofMillis(150))));
            stage.terminal(session).play(after(ofMillis(60)), out("late"));
            stage.play(ofMillis(300));
            CompletableFuture<Settled> pending = begun.join();
            if (outcome(pending) instanceof WaitTimeoutException) {
                assertTrue(stage.wire.arrival("late").isPresent(), "it was not quiet");
                assertTrue(stage.time.elapsed().compareTo(ofMillis(150)) >= 0, "not before the deadline");
                return;
            }
            Settled.Idle settled = (Settled.Idle) value(pending);
            assertTrue(settled.quietFor().compareTo(ofMillis(100)) >= 0, settled::toString);
            if (!settled.screen().text().contains("late")) { // so it counts from the start, at 0
                stage.wire
                        .arrival("late")
                        .ifPresent(at -> assertFalse(
                                at.compareTo(settled.quietFor()) < 0,
                                () -> "called idle for " + settled.quietFor() + " though output came after " + at));
            }
        };
    }

    /** A program exits while its session is closed and its exit awaited. */
    static Explorer.Scene exitOrClose(Function<Session, CompletableFuture<ExitStatus>> wait) {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            List<String> told = new ArrayList<>();
            stage.wsh.listen(event -> {
                if (event instanceof SessionEvent.Exited || event instanceof SessionEvent.Closed) {
                    told.add(event.getClass().getSimpleName());
                }
            });
            CompletableFuture<CompletableFuture<ExitStatus>> begun = new CompletableFuture<>();
            stage.actor("waiter", () -> begun.complete(wait.apply(session)));
            stage.actor("program", () -> stage.terminal(session).exit(3));
            stage.actor("closer", session::close);
            stage.play(ofMillis(60)); // beyond the grace of the close; an exit that does not come counts after a second
            ExitStatus status = value(begun.join());
            boolean hungUp = status.signal().filter(Signal.HUP::equals).isPresent();
            assertTrue(hungUp || status.code().orElse(-1) == 3, status::toString);
            assertEquals(List.of("Exited", "Closed"), told);
        };
    }

    /** A member exits, another session joins and exits, one stays. */
    static Explorer.Scene anyExit(Function<SessionGroup, CompletableFuture<Settled.Ended>> race, boolean cancels) {
        return stage -> {
            Session first = stage.start("first", "t");
            stage.start("staying", "t");
            Session joining = stage.start("joining");
            stage.settle(ZERO);
            CompletableFuture<CompletableFuture<Settled.Ended>> begun = new CompletableFuture<>();
            AtomicBoolean cancelled = new AtomicBoolean();
            stage.actor(
                    "newcomer",
                    () -> joining.addTags("t"),
                    () -> stage.await(begun),
                    () -> stage.terminal(joining).exit(0));
            stage.actor("racer", () -> begun.complete(race.apply(stage.wsh.tagged("t"))));
            if (cancels) {
                stage.actor("program", () -> stage.terminal(first).exit(1));
                stage.actor("canceller", () -> cancelled.set(stage.await(begun).cancel(false)));
            }
            stage.play(MOMENT);
            Set<Session> legal = cancels ? Set.of(first, joining) : Set.of(joining);
            requireCancelledOr(
                    cancelled.get(),
                    begun.join(),
                    winner -> assertTrue(legal.contains(winner.session()), winner::toString));
        };
    }

    /** Members that go quiet or exit, one that is started and one that leaves meanwhile, and a cancel. */
    static Explorer.Scene anyIdle(Function<SessionGroup, CompletableFuture<Settled>> race, boolean cancels) {
        return stage -> {
            Session quiet = stage.start("quiet", "t");
            Session ending = stage.start("ending", "t");
            stage.start("steady", "t");
            stage.settle(ZERO);
            CompletableFuture<CompletableFuture<Settled>> begun = new CompletableFuture<>();
            AtomicBoolean cancelled = new AtomicBoolean();
            stage.actor("racer", () -> begun.complete(race.apply(stage.wsh.tagged("t"))));
            stage.actor("program", () -> stage.terminal(ending).exit(1));
            stage.actor("starter", () -> stage.start("new", "t"));
            stage.actor(
                    "renamer", () -> quiet.update(change -> change.name("other").removeTags("t")));
            if (cancels) {
                stage.actor("canceller", () -> cancelled.set(stage.await(begun).cancel(false)));
            }
            stage.play(ofMillis(200));
            requireCancelledOr(cancelled.get(), begun.join(), settled -> {
                if (settled instanceof Settled.Idle idle) {
                    assertTrue(idle.quietFor().compareTo(ofMillis(100)) >= 0, settled::toString);
                } else {
                    assertEquals(ending, settled.session());
                }
            });
        };
    }

    /** Two members are quiet, and who has been so for longer comes first. */
    static Explorer.Scene longestQuiet(Function<SessionGroup, CompletableFuture<? extends Settled>> race) {
        return stage -> {
            Session longer = stage.start("longer", "t");
            stage.settle(ofMillis(50));
            stage.start("shorter", "t");
            stage.settle(ofMillis(150));
            CompletableFuture<CompletableFuture<? extends Settled>> begun = new CompletableFuture<>();
            stage.actor("racer", () -> begun.complete(race.apply(stage.wsh.tagged("t"))));
            stage.actor("reader", longer::screen);
            stage.play(MOMENT);
            assertEquals(longer, value(begun.join()).session());
        };
    }

    /** Two callers of one memory, members that exit, and one that is closed. */
    static Explorer.Scene outcomes(Function<SessionGroup, Ends> memory, boolean closes) {
        return stage -> {
            Session one = stage.start("one", "t");
            Session two = stage.start("two", "t");
            stage.settle(ZERO);
            Ends ends = memory.apply(stage.wsh.tagged("t"));
            List<Session> reported = new ArrayList<>();
            for (String caller : List.of("caller", "other caller")) {
                stage.actor(caller, () -> {
                    for (Optional<Session> next = ends.next(stage); next.isPresent(); next = ends.next(stage)) {
                        reported.add(next.get());
                    }
                });
            }
            stage.actor("program", () -> stage.terminal(one).exit(1));
            stage.actor("other program", () -> stage.terminal(two).exit(2));
            if (closes) {
                stage.actor("closer", two::close);
            }
            stage.play(MOMENT);
            assertEquals(1, reported.stream().filter(one::equals).count(), () -> "the end of one in " + reported);
            long seconds = reported.stream().filter(two::equals).count();
            assertTrue(seconds == 1 || closes && seconds == 0, () -> "the end of two in " + reported);
            assertTrue(stage.wsh.tagged("t").sessions().isEmpty(), "none lives");
        };
    }

    /** Takes ends one by one. */
    interface Ends {
        /** Returns the next; empty once there can be none any more. */
        Optional<Session> next(Stage stage) throws Exception;

        /** The engine's own. */
        static Ends of(SessionGroup group) {
            Outcomes outcomes = group.outcomes();
            return stage -> {
                try {
                    return Optional.of(outcomes.awaitAnyExit().block().session());
                } catch (NoSessionsException e) {
                    return Optional.empty();
                }
            };
        }
    }

    /** All members print something and exit, or one of them does nothing, and somebody gives up. */
    static Explorer.Scene awaitAll(
            BiFunction<SessionGroup, CompletableFuture<CompletableFuture<?>>, CompletableFuture<?>> begin,
            boolean one) {
        return stage -> {
            List<Session> members = List.of(stage.start("one", "t"), stage.start("two", "t"));
            stage.settle(ZERO);
            CompletableFuture<CompletableFuture<?>> begun = new CompletableFuture<>();
            AtomicBoolean cancelled = new AtomicBoolean();
            stage.actor("waiter", () -> begun.complete(begin.apply(stage.wsh.tagged("t"), begun)));
            for (Session member : one ? members.subList(0, 1) : members) {
                stage.actor(
                        "program " + member.name(), () -> stage.terminal(member).play(out("done"), exit(0)));
            }
            stage.actor("canceller", () -> cancelled.set(stage.await(begun).cancel(false)));
            stage.play(MOMENT);
            requireCancelledOr(cancelled.get(), begun.join(), value -> {});
            assertEquals(ZERO, stage.time.elapsed(), "no timer was left");
        };
    }

    /** All is closed while a session is started, one is waited for, and a race runs. */
    static Explorer.Scene closeOfAll() {
        return stage -> {
            Session session = stage.start("one", "t");
            stage.settle(ZERO);
            List<CompletableFuture<?>> begun = new ArrayList<>();
            AtomicReference<Session> started = new AtomicReference<>();
            stage.actor("waiter", () -> begun.add(session.awaitText("never")));
            stage.actor("racer", () -> begun.add(stage.wsh.tagged("t").awaitAnyIdle(ofMillis(100))));
            stage.actor("starter", () -> {
                try {
                    started.set(stage.start("new", "t"));
                } catch (WshClosedException e) {
                    started.set(session); // it came too late, and says so
                }
            });
            stage.actor("closer", stage.wsh::close);
            stage.play(ofMillis(60));
            assertEquals(2, begun.size());
            for (CompletableFuture<?> pending : begun) {
                Object outcome = outcome(pending);
                assertTrue(
                        outcome instanceof Settled.Ended // of the race
                                || outcome instanceof SessionEndedException
                                || outcome instanceof NoSessionsException
                                || outcome instanceof WshClosedException,
                        outcome::toString);
            }
            assertTrue(session.exitStatus().isPresent(), "one has ended");
            assertTrue(started.get().exitStatus().isPresent(), "new has ended");
        };
    }

    /** A text is answered each time it comes. */
    static Explorer.Scene replies(Reacting reacting) {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            AtomicInteger replies = new AtomicInteger();
            Registration registered = reacting.on(session, replies::incrementAndGet);
            stage.actor(
                    "program",
                    () -> stage.terminal(session).output("now\r\n"),
                    () -> stage.terminal(session).output("now\r\n"));
            stage.actor("reader", session::screen);
            stage.play(MOMENT);
            assertEquals(2, replies.get(), "replies");
            registered.close();
        };
    }

    /** Frames that are looked at one after the other, by whichever thread: they are answered in that order. */
    static Explorer.Scene repliesInOrder(Numbering numbering) {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            List<String> seen = new ArrayList<>();
            Registration registered = numbering.on(session, seen::add);
            stage.actor(
                    "program",
                    () -> stage.terminal(session).output("\033[?2026h\033[H1\033[?2026l"),
                    () -> stage.terminal(session).output("\033[?2026h\033[H2\033[?2026l"));
            stage.actor("reader", session::screen);
            stage.play(MOMENT);
            assertEquals(List.of("1", "2"), seen);
            registered.close();
        };
    }

    /** Answers each number that is drawn. */
    interface Numbering {

        Registration on(Session session, Consumer<String> reply);

        /** The engine's own. */
        static Registration own(Session session, Consumer<String> reply) {
            return session.on(frame(number("1").or(number("2"))), (who, match) -> reply.accept(match));
        }

        /** Asks the user's code. */
        static Condition<String> number(String number) {
            return found("a number", screen -> Optional.of(number).filter(screen.line(0)::equals));
        }
    }

    /** A registration is closed while its text comes: no reply begins after that. */
    static Explorer.Scene replyOrClose(Reacting reacting) {
        return stage -> {
            Session session = stage.start("one");
            stage.settle(ZERO);
            CompletableFuture<Registration> registered = new CompletableFuture<>();
            AtomicBoolean closed = new AtomicBoolean();
            AtomicInteger late = new AtomicInteger();
            stage.actor(
                    "registrar",
                    () -> registered.complete(reacting.on(session, () -> {
                        if (closed.get()) {
                            late.incrementAndGet();
                        }
                    })));
            stage.actor("program", () -> stage.terminal(session).output("now"));
            stage.actor("closer", () -> {
                stage.await(registered).close();
                closed.set(true);
            });
            stage.play(MOMENT);
            assertEquals(0, late.get(), "replies begun after the close");
        };
    }

    /** A listener is taken back while there is something to hear: none is called after that. */
    static Explorer.Scene eventOrClose() {
        return replyOrClose((session, reply) -> session.listen(event -> reply.run()));
    }

    /** Answers a text. */
    interface Reacting {
        Registration on(Session session, Runnable reply);

        /** The engine's own. */
        static Registration own(Session session, Runnable reply) {
            return session.on(text("now"), (who, match) -> reply.run());
        }
    }

    private static <T> void requireCancelledOr(boolean cancelled, CompletableFuture<T> pending, Consumer<T> check) {
        assertTrue(pending.isDone(), pending::toString);
        assertEquals(cancelled, pending.isCancelled(), "cancelled exactly if cancel said so");
        if (!cancelled) {
            check.accept(value(pending));
        }
    }

    static <T> T value(CompletableFuture<T> pending) {
        assertTrue(pending.isDone(), () -> pending + " is not done");
        try {
            return pending.join();
        } catch (CompletionException | CancellationException e) {
            throw new AssertionError(pending + " failed: " + e, e);
        }
    }

    /** Returns the value or the failure. */
    private static Object outcome(CompletableFuture<?> pending) {
        assertTrue(pending.isDone(), () -> pending + " is not done");
        return pending.handle((value, failure) -> failure == null ? value : failure)
                .join();
    }
}
