package dev.wsh.stress;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.ExitStatus;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.SessionGroup;
import dev.wsh.Settled;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each scene of {@link InterleavingsTest} with something that looks right and is not: the order in which it fails is found.
 */
class InterleavingTwinsTest {

    private static final Explorer FINE = new Explorer(TurnTime.Pieces.TASKS, 8, 20_000);

    static Stream<Arguments> twins() {
        return Stream.of(
                Arguments.of("text comes between look and listen", FINE, Scenes.textComes(Twins::lookThenListen)),
                Arguments.of("text comes after the cancel", FINE, Scenes.textOrCancel(Twins::cancelsBlindly)),
                Arguments.of("text is late on the wire", onFaultyWire(), Scenes.textBeforeDeadline()),
                Arguments.of("idle is said of a wire with output", onFaultyWire(), Scenes.idleOutputDeadline()),
                Arguments.of("exit comes between look and listen", FINE, Scenes.exitOrClose(Twins::exitOrListen)),
                Arguments.of("newcomer is not seen", FINE, Scenes.anyExit(Twins::ofPresentMembers, false)),
                Arguments.of("cancelled race wins", FINE, Scenes.anyIdle(Twins::checkThenComplete, true)),
                Arguments.of("who says it first is best", FINE, Scenes.longestQuiet(Twins::whoSaysItFirst)),
                Arguments.of("end is taken twice", FINE, Scenes.outcomes(Twins::checkThenTake, false)),
                Arguments.of("rest begins after the cancel", FINE, Scenes.awaitAll(Twins::cancelsThePresent, true)),
                Arguments.of("text comes before the next wait", FINE, Scenes.replies(Twins::rearmsLate)),
                Arguments.of("replies do not know of each other", FINE, Scenes.repliesInOrder(Twins::answersEachAlone)),
                Arguments.of("reply begins after the close", FINE, Scenes.replyOrClose(Twins::checksEarly)));
    }

    private static Explorer onFaultyWire() {
        return new Explorer(TurnTime.Pieces.TASKS, 8, 20_000).onFaultyWire();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    @DisplayName("Twin: the order that shows it is found, and fails again when it is played alone")
    void twin_inSomeOrder_isFoundOut(String name, Explorer explorer, Explorer.Scene scene) {
        AssertionError found = assertThrows(AssertionError.class, () -> explorer.explore(scene));
        System.out.println(name + ": " + found.getMessage());
        assertFalse(found.getMessage().startsWith("after 0 others"), "it takes an order to find it");
        Order order =
                Order.parse(found.getMessage().lines().findFirst().orElseThrow().replaceAll(".*=", ""));
        AssertionError again = assertThrows(AssertionError.class, () -> explorer.play(scene, order));
        assertTrue(again.getMessage().contains("=" + order), again::getMessage);
    }

    /** Each with one bug, which takes an order to show. */
    private static final class Twins {

        static CompletableFuture<Match> lookThenListen(Session session) {
            CompletableFuture<Match> found = new CompletableFuture<>();
            session.screen().find("ready").ifPresent(found::complete);
            TurnTime.letOthers();
            if (!found.isDone()) {
                Registration listening =
                        session.listen(event -> session.screen().find("ready").ifPresent(found::complete));
                found.whenComplete((match, failure) -> listening.close());
            }
            return found;
        }

        static CompletableFuture<Match> cancelsBlindly(Session session) {
            Pending<Match> own = session.awaitText("ready");
            CompletableFuture<Match> outer = new CompletableFuture<>() {
                @Override
                public boolean cancel(boolean mayInterruptIfRunning) {
                    boolean done = isDone();
                    TurnTime.letOthers();
                    own.cancel(mayInterruptIfRunning);
                    super.cancel(mayInterruptIfRunning);
                    return !done;
                }
            };
            own.thenAccept(outer::complete);
            return outer;
        }

        static CompletableFuture<ExitStatus> exitOrListen(Session session) {
            CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
            session.exitStatus().ifPresent(exit::complete);
            TurnTime.letOthers();
            if (!exit.isDone()) {
                session.listen(event -> {
                    if (event instanceof SessionEvent.Exited exited) {
                        exit.complete(exited.status());
                    }
                });
            }
            return exit;
        }

        static CompletableFuture<Settled.Ended> ofPresentMembers(SessionGroup group) {
            CompletableFuture<Settled.Ended> first = new CompletableFuture<>();
            List<Pending<ExitStatus>> waits = new ArrayList<>();
            for (Session member : group.sessions()) {
                Pending<ExitStatus> wait = member.onExit();
                waits.add(wait);
                wait.thenAccept(
                        status -> first.complete(new Settled.Ended(member, member.screen(), member.mark(), status)));
            }
            first.whenComplete((ended, failure) -> waits.forEach(wait -> wait.cancel(false)));
            return first;
        }

        static CompletableFuture<Settled> checkThenComplete(SessionGroup group) {
            CompletableFuture<Settled> outer = new CompletableFuture<>();
            Pending<Settled> own = group.awaitAnyIdle(ofMillis(100));
            own.thenAccept(settled -> {
                if (!outer.isDone()) {
                    TurnTime.letOthers();
                    outer.obtrudeValue(settled);
                }
            });
            outer.whenComplete((settled, failure) -> own.cancel(false));
            return outer;
        }

        static CompletableFuture<Settled> whoSaysItFirst(SessionGroup group) {
            CompletableFuture<Settled> first = new CompletableFuture<>();
            group.sessions().forEach(member -> member.awaitIdle(ofMillis(100)).thenAccept(first::complete));
            return first;
        }

        static Registration answersEachAlone(Session session, Consumer<String> reply) {
            Registration one = session.on(Scenes.Numbering.number("1"), (who, number) -> reply.accept(number));
            Registration two = session.on(Scenes.Numbering.number("2"), (who, number) -> reply.accept(number));
            return () -> {
                one.close();
                two.close();
            };
        }

        static Scenes.Ends checkThenTake(SessionGroup group) {
            Set<Session> taken = new HashSet<>();
            return stage -> {
                while (true) {
                    for (Session member : group.ended()) {
                        if (!taken.contains(member)) {
                            TurnTime.letOthers();
                            taken.add(member);
                            return Optional.of(member);
                        }
                    }
                    Optional<Session> living = group.sessions().stream().findFirst();
                    if (living.isEmpty()) {
                        return Optional.empty();
                    }
                    stage.await(living.get().onExit().handle((status, failure) -> ""));
                }
            };
        }

        static CompletableFuture<?> cancelsThePresent(
                SessionGroup group, CompletableFuture<CompletableFuture<?>> begun) {
            CompletableFuture<String> all = new CompletableFuture<>();
            begun.complete(all);
            List<Pending<Match>> waits = new ArrayList<>();
            all.whenComplete((value, failure) -> waits.forEach(wait -> wait.cancel(false)));
            for (Session member : group.sessions()) {
                waits.add(member.await(text("done")));
                TurnTime.letOthers();
            }
            CompletableFuture.allOf(waits.toArray(CompletableFuture[]::new)).thenRun(() -> all.complete(""));
            return all;
        }

        static Registration rearmsLate(Session session, Runnable reply) {
            AtomicBoolean closed = new AtomicBoolean();
            List<Pending<Match>> waits = new ArrayList<>();
            rearm(session, session.await(text("now")), reply, waits, closed);
            return () -> {
                closed.set(true);
                waits.forEach(wait -> wait.cancel(false));
            };
        }

        private static void rearm(
                Session session,
                Pending<Match> wait,
                Runnable reply,
                List<Pending<Match>> waits,
                AtomicBoolean closed) {
            waits.add(wait);
            wait.thenAccept(match -> {
                reply.run();
                if (!closed.get()) {
                    rearm(session, session.await(text("now").since(session.mark())), reply, waits, closed);
                }
            });
        }

        static Registration checksEarly(Session session, Runnable reply) {
            AtomicBoolean closed = new AtomicBoolean();
            Pending<Match> wait = session.await(text("now"));
            wait.thenAccept(match -> {
                if (!closed.get()) {
                    TurnTime.letOthers();
                    reply.run();
                }
            });
            return () -> {
                closed.set(true);
                wait.cancel(false);
            };
        }
    }
}
