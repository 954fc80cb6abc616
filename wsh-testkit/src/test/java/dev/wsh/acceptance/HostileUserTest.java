package dev.wsh.acceptance;

import static dev.wsh.Conditions.screen;
import static dev.wsh.Conditions.text;
import static dev.wsh.Conditions.title;
import static dev.wsh.acceptance.Latches.awaitUninterruptibly;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Condition;
import dev.wsh.Conditions;
import dev.wsh.Match;
import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitTimeoutException;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Executors, predicates and regexes that nobody would write on purpose: the engine goes on all the same. In real time. */
@Timeout(60)
class HostileUserTest {

    private static final int MANY = 300;

    private static FakePty echo() {
        return FakePty.script().onStart(out("login: ")).onInput("hello\r", out("hello yourself"));
    }

    private static void assertEngineWorks(Wsh wsh, Session session) {
        session.sendLine("hello");
        session.awaitText("yourself").within(ofSeconds(20)).block();
        assertThrows(
                WaitTimeoutException.class,
                () -> session.awaitText("never").within(ofMillis(20)).block());
        Session another = wsh.start(SessionSpec.command("program"));
        another.awaitText("login").within(ofSeconds(20)).block();
        another.kill().within(ofSeconds(20)).block();
        session.kill().within(ofSeconds(20)).block();
        assertTrue(session.exitStatus().orElseThrow().signal().isPresent(), session::toString);
    }

    @Test
    @DisplayName("predicates that block, one session after the other: deadlines and waits of all others are in time")
    void predicates_blockOneByOne_othersGoOn() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger blocked = new AtomicInteger();
        try (Wsh wsh = Wsh.builder().ptyProvider(echo()).maxSessions(MANY + 10).open()) {
            for (int i = 0; i < MANY; i++) {
                wsh.start(SessionSpec.command("program"))
                        .await(screen("blocked", any -> {
                            blocked.incrementAndGet();
                            awaitUninterruptibly(release);
                            return true;
                        }))
                        .unbounded();
                if (i % 3 == 0) {
                    assertThrows(
                            WaitTimeoutException.class,
                            () -> wsh.start(SessionSpec.command("program").namePrefix("x"))
                                    .awaitText("never")
                                    .within(ofMillis(5))
                                    .block());
                    wsh.sessions().get(wsh.sessions().size() - 1).close();
                }
            }
            assertEngineWorks(wsh, wsh.start(SessionSpec.command("program")));
            release.countDown();
        } finally {
            release.countDown();
        }
    }

    @Test
    @DisplayName("an executor that blocks when it is full stops no terminal, no deadline, no kill and no close")
    void executor_blocksWhenItIsFull_stopsNothing() {
        ExecutorService pool = Executors.newCachedThreadPool();
        Semaphore permits = new Semaphore(2);
        CountDownLatch release = new CountDownLatch(1);
        Executor bounded = task -> {
            permits.acquireUninterruptibly();
            pool.execute(() -> {
                try {
                    task.run();
                } finally {
                    permits.release();
                }
            });
        };
        try (Wsh wsh =
                Wsh.builder().ptyProvider(echo()).callbackExecutor(bounded).open()) {
            for (int i = 0; i < 8; i++) {
                wsh.start(SessionSpec.command("program"))
                        .on(text("login"), (who, match) -> awaitUninterruptibly(release));
            }
            assertEngineWorks(wsh, wsh.start(SessionSpec.command("program")));
        } finally {
            release.countDown();
            pool.shutdown();
        }
    }

    @Test
    @DisplayName("an executor that throws: the callback runs elsewhere, and the session lives")
    void executor_throws_callbacksRunElsewhere() {
        for (Throwable thrown : new Throwable[] {new IllegalStateException("no"), new StackOverflowError()}) {
            Executor broken = task -> HostileUserTest.<RuntimeException>sneak(thrown);
            try (Wsh wsh =
                    Wsh.builder().ptyProvider(echo()).callbackExecutor(broken).open()) {
                Session session = wsh.start(SessionSpec.command("program"));
                CountDownLatch answered = new CountDownLatch(1);
                session.on(text("login"), (who, match) -> answered.countDown());
                session.listen(event -> {});
                awaitUninterruptibly(answered);
                assertEngineWorks(wsh, session);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    @DisplayName("on: a condition that can't be looked at ends the replies, once")
    void on_conditionThrows_endsOnce() {
        AtomicInteger calls = new AtomicInteger();
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            session.on(
                    screen("throws", any -> {
                        calls.incrementAndGet();
                        throw new IllegalStateException("not on this screen");
                    }),
                    (who, screen) -> {});
            lab.print(session, "a");
            lab.pass(1000);
            lab.print(session, "b");
            lab.pass(1000);
            assertEquals(1, calls.get());
            assertEquals(0, lab.wsh.diagnostics().waits());
        }
    }

    /** Prepared on a large stack, and looked at on that of whoever has the output. */
    @Test
    @DisplayName("a condition nested too deeply for the stack: that wait fails, alone")
    void await_lookOverflowsTheStack_failsThatWaitAlone() throws Exception {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            Pending<Match> other = session.awaitText("hello");
            AtomicReference<Pending<Match>> deep = new AtomicReference<>();
            Thread prepares = new Thread(
                    null, () -> deep.set(session.await(nested(50_000)).within(ofSeconds(20))), "prepares", 1L << 30);
            prepares.start();
            prepares.join();
            lab.print(session, "hello, never");
            assertInstanceOf(
                    StackOverflowError.class,
                    assertThrows(CompletionException.class, () -> deep.get().block())
                            .getCause());
            assertEquals("hello", other.block().text());
            assertTrue(session.exitStatus().isEmpty());
            assertEquals(0, lab.wsh.diagnostics().waits());
        }
    }

    private static Condition<Match> nested(int depth) {
        Condition<Match> condition = text("never");
        for (int i = 0; i < depth; i++) {
            condition = condition.map(match -> match);
        }
        return condition;
    }

    @Test
    @DisplayName("on: a regex that takes too long ends the replies, once")
    void on_regexTakesTooLong_endsOnce() {
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            session.on(text(Pattern.compile("(.*a){12}b")), (who, match) -> {});
            lab.print(session, "a".repeat(60));
            lab.pass(1000);
            assertEquals(0, lab.wsh.diagnostics().waits());
        }
    }

    @Test
    @DisplayName("a regex whose counts nobody could stop is refused at the call")
    void regex_repeatsWithoutEnd_isRefused() {
        Pattern endless = Pattern.compile("(?:(?:){1000000000}){1000000000}x");
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            assertThrows(IllegalArgumentException.class, () -> session.awaitText(endless));
            assertThrows(IllegalArgumentException.class, () -> session.await(Conditions.visible(endless)));
            assertThrows(IllegalArgumentException.class, () -> session.await(title(endless)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> session.await(Conditions.idle(ofMillis(10)).ignoring(endless)));
            assertThrows(IllegalArgumentException.class, () -> session.on(text(endless), (who, match) -> {}));
            assertEquals(0, lab.wsh.diagnostics().waits());
        }
    }

    @Test
    @DisplayName("on: what stays true is answered once for each time that something happens, not for ever")
    void on_partThatStaysTrue_isAnsweredOnceAChange() {
        AtomicInteger answers = new AtomicInteger();
        try (FakeLab lab = new FakeLab()) {
            Session session = lab.start("s");
            lab.print(session, "prompt");
            session.on(
                    Conditions.firstOf(text("error"), Conditions.idle(ofMillis(100))),
                    (who, outcome) -> answers.incrementAndGet());
            lab.pass(10_000);
            assertEquals(1, answers.get());
            lab.print(session, ".");
            lab.pass(10_000);
            assertEquals(2, answers.get());
        }
    }
}
