package dev.wsh.stress;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Session;
import dev.wsh.SessionGroup;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Output, waits, cancels, exits, deadlines, closes and changes of members in every order that departs a few times from the
 * order of arrival, with one thread at a time. What only real time can show, above all threads that lock each other out, is
 * the part of {@link CrowdStressTest} and {@link RaceInFreshJvmsTest}.
 */
class InterleavingsTest {

    static Stream<Arguments> scenes() {
        return Stream.of(
                Arguments.of("text comes", Scenes.textComes(session -> session.awaitText("ready"))),
                Arguments.of("text or cancel", Scenes.textOrCancel(session -> session.awaitText("ready"))),
                Arguments.of("text before deadline", Scenes.textBeforeDeadline()),
                Arguments.of("idle, output, deadline", Scenes.idleOutputDeadline()),
                Arguments.of("exit or close", Scenes.exitOrClose(Session::onExit)),
                Arguments.of("any exit, newcomer", Scenes.anyExit(SessionGroup::awaitAnyExit, false)),
                Arguments.of("any exit, newcomer, cancel", Scenes.anyExit(SessionGroup::awaitAnyExit, true)),
                Arguments.of("any idle", Scenes.anyIdle(group -> group.awaitAnyIdle(ofMillis(100)), false)),
                Arguments.of("any idle, cancel", Scenes.anyIdle(group -> group.awaitAnyIdle(ofMillis(100)), true)),
                Arguments.of("longest quiet", Scenes.longestQuiet(group -> group.awaitAnyIdle(ofMillis(100)))),
                Arguments.of(
                        "longest quiet, outcomes",
                        Scenes.longestQuiet(group -> group.outcomes().awaitAnyIdle(ofMillis(100)))),
                Arguments.of("outcomes", Scenes.outcomes(Scenes.Ends::of, false)),
                Arguments.of("outcomes, close", Scenes.outcomes(Scenes.Ends::of, true)),
                Arguments.of("all, cancel", Scenes.awaitAll((group, begun) -> group.awaitAll(text("done")), false)),
                Arguments.of("one of all, cancel", Scenes.awaitAll((group, begun) -> group.awaitAllExit(), true)),
                Arguments.of("all exits, cancel", Scenes.awaitAll((group, begun) -> group.awaitAllExit(), false)),
                Arguments.of("close of all", Scenes.closeOfAll()),
                Arguments.of("replies", Scenes.replies(Scenes.Reacting::own)),
                Arguments.of("replies in order", Scenes.repliesInOrder(Scenes.Numbering::own)),
                Arguments.of("reply or close", Scenes.replyOrClose(Scenes.Reacting::own)),
                Arguments.of("event or close", Scenes.eventOrClose()));
    }

    private static void explore(String name, Explorer explorer, Explorer.Scene scene) {
        Explorer.Played played = explorer.explore(scene);
        System.out.println(name + ": " + played);
        assertTrue(played.orders() > 1, played::toString);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    @DisplayName("whole tasks in every order that departs seldom: right")
    void tasks_inManyOrders_areRight(String name, Explorer.Scene scene) {
        explore(name, new Explorer(TurnTime.Pieces.TASKS, 8, 200), scene);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    @DisplayName("critical sections in every order that departs seldom: right")
    void sections_inManyOrders_areRight(String name, Explorer.Scene scene) {
        explore(name, new Explorer(TurnTime.Pieces.LOCKS, 8, 300), scene);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @DisplayName("whole tasks in 30,000 orders: right")
    void tasks_inVeryManyOrders_areRight(String name, Explorer.Scene scene) {
        explore(name, new Explorer(TurnTime.Pieces.TASKS, 20, Integer.getInteger("test.orders", 30_000)), scene);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @DisplayName("critical sections in 30,000 orders: right")
    void sections_inVeryManyOrders_areRight(String name, Explorer.Scene scene) {
        explore(name, new Explorer(TurnTime.Pieces.LOCKS, 20, Integer.getInteger("test.orders", 30_000)), scene);
    }
}
