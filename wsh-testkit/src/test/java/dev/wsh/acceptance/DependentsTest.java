package dev.wsh.acceptance;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Evidence;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.WaitTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deadlines, names and evidence of what depends on waits: of several in one, and of stages. */
class DependentsTest {

    private final FakeLab lab = new FakeLab();
    private Session left;
    private Session right;

    /** What makes one pending of two. */
    enum Joint {
        ALL_OF,
        ANY_OF,
        COMBINED,
        BOTH_ASYNC,
        EITHER,
        OF_DEPENDENTS;

        Pending<?> of(Pending<Match> one, Pending<Match> two) {
            return switch (this) {
                case ALL_OF -> Pending.allOf(one, two);
                case ANY_OF -> Pending.anyOf(one, two);
                case COMBINED -> one.thenCombine(two, (a, b) -> a);
                case BOTH_ASYNC -> one.runAfterBothAsync(two, () -> {});
                case EITHER -> one.applyToEither(two, a -> a);
                case OF_DEPENDENTS -> Pending.allOf(one.thenApply(Match::line), two.thenAccept(match -> {}));
            };
        }
    }

    @BeforeEach
    void start() {
        left = lab.start("left");
        right = lab.start("right");
        lab.print(left, "left screen\r\n");
        lab.print(right, "right screen\r\n");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private Pending<?> joint(Joint how) {
        return how.of(left.awaitText("one"), right.awaitText("two"));
    }

    private static WaitTimeoutException timeout(Pending<?> pending) {
        return assertThrows(WaitTimeoutException.class, pending::block);
    }

    private static List<String> sessions(WaitTimeoutException failure) {
        return failure.evidence().stream()
                .map(Evidence::session)
                .map(info -> info.name())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void within_ofSeveral_namesWhatIsMissing(Joint how) {
        WaitTimeoutException failure = timeout(joint(how).within(ofSeconds(5)));
        assertEquals(List.of("left", "right"), sessions(failure));
        String message = failure.getMessage();
        assertTrue(message.startsWith("timed out after 5.000 s waiting for "), message);
        assertTrue(message.contains("text \"one\" in session \"left\""), message);
        assertTrue(message.contains("text \"two\" in session \"right\""), message);
        assertTrue(message.contains("0|left screen") && message.contains("0|right screen"), message);
        assertEquals(ofSeconds(5), lab.time.elapsed());
    }

    @ParameterizedTest
    @EnumSource(names = {"ALL_OF", "COMBINED", "BOTH_ASYNC", "OF_DEPENDENTS"})
    void within_oneHasCome_namesTheOther(Joint how) {
        Pending<?> both = joint(how).within(ofSeconds(5));
        lab.print(left, "one");
        WaitTimeoutException failure = timeout(both);
        assertEquals(List.of("right"), sessions(failure));
        assertFalse(failure.getMessage().contains("text \"one\""), failure::getMessage);
    }

    @ParameterizedTest
    @EnumSource
    void within_longerThanTheDefault_holds(Joint how) {
        WaitTimeoutException failure = timeout(joint(how).within(ofMinutes(10)).named("the servers"));
        assertTrue(
                failure.getMessage().startsWith("timed out after 600.000 s waiting for the servers\n"),
                failure::getMessage);
        assertEquals(ofMinutes(10), lab.time.elapsed());
    }

    @ParameterizedTest
    @EnumSource
    void within_again_replacesTheOneBefore(Joint how) {
        Pending<?> both = joint(how).within(ofSeconds(1)).within(ofSeconds(50)).within(ofSeconds(20));
        timeout(both);
        assertEquals(ofSeconds(20), lab.time.elapsed());
    }

    @ParameterizedTest
    @EnumSource
    void unbounded_hasNoDeadline(Joint how) {
        Pending<?> both = joint(how).within(ofSeconds(1)).unbounded();
        lab.pass(Duration.ofHours(1).toMillis());
        assertFalse(both.isDone());
        lab.print(left, "one");
        lab.print(right, "two");
        both.block();
    }

    @Test
    void within_ofAMember_stays() {
        Pending<Match> impatient = left.awaitText("one").within(ofSeconds(2));
        Pending<Match> patient = right.awaitText("two");
        WaitTimeoutException failure = timeout(Pending.anyOf(impatient, patient).within(ofMinutes(10)));
        assertTrue(
                failure.getMessage().startsWith("timed out after 2 s waiting for text \"one\""), failure::getMessage);
        assertEquals(ofSeconds(2), lab.time.elapsed());
    }

    @Test
    void within_ofAStageShorterThanTheDefault_leavesTheWaitItsOwn() {
        Pending<Match> wait = left.awaitText("one");
        assertTrue(
                wait.thenApply(Match::line).within(ofMillis(10)).blockOptional().isEmpty());
        timeout(wait);
        assertEquals(ofSeconds(30), lab.time.elapsed());
    }

    /** The wait that a function gives is what is waited for from then on. */
    @Test
    void thenCompose_secondWait_isNamedAndHasTheDeadlineOfBoth() {
        Stream<Pending<Match>> both = Stream.of(
                left.awaitText("one").thenCompose(match -> right.awaitText("two")),
                left.awaitText("one").thenComposeAsync(match -> right.awaitText("two")));
        lab.print(left, "one");
        Duration before = lab.time.elapsed();
        List<Pending<Match>> waits = both.map(each -> each.within(ofMinutes(3))).toList();
        for (Pending<Match> each : waits) {
            WaitTimeoutException failure = timeout(each);
            assertEquals(List.of("right"), sessions(failure));
            assertTrue(failure.getMessage().contains("waiting for text \"two\" in session"), failure::getMessage);
        }
        assertEquals(ofMinutes(3), lab.time.elapsed().minus(before));
    }

    @Test
    void within_whatComesAtTheSameInstant_counts() {
        Pending<?> both = Pending.allOf(left.awaitText("."), right.awaitText("."));
        both.within(ofSeconds(5));
        lab.touchIn(5000, left);
        lab.touchIn(5000, right);
        both.block();
        assertEquals(ofSeconds(5), lab.time.elapsed());
    }

    @Test
    void decided_leavesNoAlarm() {
        Pending<?> both = joint(Joint.ALL_OF).within(ofMinutes(10));
        lab.print(left, "one");
        lab.print(right, "two");
        both.block();
        assertEquals(0, lab.wsh.diagnostics().waits());
        assertTrue(both.toString().endsWith("(done)"), both::toString);
    }

    @Test
    void manyMembers_textIsShort() {
        Pending<?>[] waits =
                Stream.generate(() -> left.awaitText("one")).limit(100).toArray(Pending<?>[]::new);
        String words = Pending.allOf(waits).toString();
        assertTrue(words.startsWith("wait for all of: text \"one\" in session \"left\"; "), words);
        assertTrue(words.endsWith("; and 95 more"), words);
    }
}
