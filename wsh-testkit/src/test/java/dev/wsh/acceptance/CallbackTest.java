package dev.wsh.acceptance;

import static dev.wsh.Conditions.text;
import static dev.wsh.acceptance.Latches.awaitUninterruptibly;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Session;
import dev.wsh.SessionEvent;
import dev.wsh.SessionSpec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Case 129: a user's callback that blocks or throws harms nobody else. */
class CallbackTest {

    /** More than a pool that grows by one thread at a time would take in within the deadline. */
    private static final int BLOCKED = 200;

    /** Asks for everything and throws at the first item. */
    private static final class Throwing<T> implements Flow.Subscriber<T> {
        private final AtomicInteger items = new AtomicInteger();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T item) {
            items.incrementAndGet();
            throw new IllegalStateException("a bug in a subscriber");
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    @OnRealTerminals
    @DisplayName("129: callbacks that block while output goes on: other sessions and waits are not delayed")
    void listen_manyBlock_othersGoOn(World world) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(2);
        try (World.Lab lab = world.open()) {
            Session noisy = lab.wsh().start(SessionSpec.command("cat").named("noisy"));
            Session other = lab.wsh().start(SessionSpec.command("cat").named("other"));
            for (int i = 0; i < BLOCKED; i++) {
                noisy.listen(event -> {
                    if (event instanceof SessionEvent.Printed) {
                        blocked.countDown();
                        awaitUninterruptibly(release);
                    }
                });
            }
            noisy.sendLine("one");
            blocked.await();
            other.sendLine("two");
            other.awaitText("two").within(ofSeconds(20)).block();
            noisy.sendLine("three");
            noisy.awaitText("three").within(ofSeconds(20)).block();
            other.awaitIdle(ofMillis(10)).within(ofSeconds(20)).block();
            assertEquals(1, release.getCount()); // all that went on while they were blocked
            release.countDown();
        } finally {
            release.countDown();
        }
    }

    @OnRealTerminals
    @DisplayName("129: callbacks that throw while output goes on: the next one comes all the same")
    void listen_throws_goesOn(World world) throws Exception {
        String answering = "stty -echo; echo ready; while read line; do echo \"got $line\"; done";
        try (World.Lab lab = world.open()) {
            Session session = lab.wsh().start(SessionSpec.shellCommand(answering));
            session.awaitText("ready").within(ofSeconds(20)).block();
            AtomicInteger answers = new AtomicInteger();
            CompletableFuture<Boolean> heardOfTheLast = new CompletableFuture<>();
            session.on(text("got question"), (who, match) -> {
                who.sendLine("answer " + answers.incrementAndGet());
                throw new IllegalStateException("a bug in a reply");
            });
            session.listen(event -> {
                if (event instanceof SessionEvent.Printed printed
                        && printed.output().text().contains("got answer 2")) {
                    heardOfTheLast.complete(true);
                }
                throw new IllegalStateException("a bug in a listener");
            });
            session.sendLine("question");
            session.awaitText("got answer 1").within(ofSeconds(20)).block();
            session.sendLine("question");
            session.awaitText("got answer 2").within(ofSeconds(20)).block();
            assertTrue(heardOfTheLast.get(20, TimeUnit.SECONDS), "it heard although it threw before");
            assertEquals(2, answers.get(), "each question was answered, and once");
        }
    }

    @Test
    @DisplayName("129: a listener, a reply and subscribers that throw: each is logged with the session's name")
    void callbacks_throw_areLoggedWithTheSession() {
        Assumptions.assumeTrue(LoggerFactory.getLogger("dev.wsh").isErrorEnabled(), "nothing is logged in this run");
        PrintStream before = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (FakeLab lab = new FakeLab()) {
            System.setErr(new PrintStream(log, /* autoFlush= */ true, StandardCharsets.UTF_8));
            Session session = lab.start("the-noisy-one");
            session.listen(event -> {
                throw new IllegalStateException("a bug in a listener");
            });
            session.on(text("x"), (who, match) -> {
                throw new IllegalStateException("a bug in a reply");
            });
            Throwing<Object> events = new Throwing<>();
            session.events().subscribe(events);
            Throwing<Object> output = new Throwing<>();
            session.output(session.startMark()).subscribe(output);
            Throwing<Object> screens = new Throwing<>();
            session.screens(ofMillis(1)).subscribe(screens);
            lab.time.settle();
            lab.terminal(session).output("x");
            lab.pass(10);
            lab.terminal(session).output("y");
            lab.pass(10);
            assertEquals(1, events.items.get(), "a subscription ends with the exception of its subscriber");
            assertEquals(1, output.items.get());
            assertEquals(1, screens.items.get());
            session.awaitText("xy").block();
        } finally {
            System.setErr(before);
        }
        String all = log.toString(StandardCharsets.UTF_8);
        List<String> heads =
                all.lines().filter(line -> line.contains(" ERROR ")).toList();
        assertTrue(heads.stream().allMatch(head -> head.contains("the-noisy-one")), heads::toString);
        assertEquals(1, timesIn(all, "a bug in a reply"), heads::toString);
        assertEquals(3, timesIn(all, "a bug in a subscriber"), heads::toString);
        assertTrue(timesIn(all, "a bug in a listener") > 1, heads::toString);
    }

    private static long timesIn(String log, String message) {
        return log.lines().filter(line -> line.contains(message)).count();
    }
}
