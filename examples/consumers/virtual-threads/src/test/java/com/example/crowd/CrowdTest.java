package com.example.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Pending;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.WaitInterruptedException;
import dev.wsh.Wsh;
import dev.wsh.testkit.EnabledIfTerminals;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All virtual threads here share one carrier: if a wait kept it, the others would stand still and the tests time out. */
@EnabledIfTerminals
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdTest {

    @Test
    void eachSession_inAVirtualThreadThatBlocks_isServed() throws Exception {
        try (Wsh wsh = Wsh.open()) {
            List<String> said = new Crowd(wsh).talk(100);
            assertEquals(
                    IntStream.range(0, 100)
                            .mapToObj(i -> "hello guest-" + i + ", fine, exit 0")
                            .toList(),
                    said);
            assertEquals(0, wsh.sessions().size());
        }
    }

    @Test
    void callbacks_onVirtualThreads_mayBlock() throws Exception {
        ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
        CompletableFuture<String> told = new CompletableFuture<>();
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                Wsh wsh = Wsh.builder().callbackExecutor(virtual).open()) {
            Session session = wsh.start(SessionSpec.shellCommand("stty -echo; echo first; read -r x; echo \"second $x\"; cat"));
            session.on(dev.wsh.Conditions.text("first"), (who, match) -> {
                threads.add(Thread.currentThread());
                who.sendLine("answer");
                told.complete(who.awaitText("second answer").block().text());
            });
            assertEquals("second answer", told.get());
        }
        assertTrue(threads.stream().allMatch(Thread::isVirtual), threads::toString);
    }

    @Test
    void interrupt_ofAVirtualThread_endsItsWait() throws Exception {
        try (Wsh wsh = Wsh.open()) {
            Session session = wsh.start(SessionSpec.command("cat"));
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Pending<?> wait = session.awaitText("never");
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    wait.block();
                } catch (RuntimeException e) {
                    thrown.complete(e);
                }
            });
            waiting.interrupt();
            assertInstanceOf(WaitInterruptedException.class, thrown.get());
            waiting.join();
        }
    }
}
