package dev.wsh.impl.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.impl.time.RealTime;
import dev.wsh.impl.wait.EnginePending;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Input waits in order, all of a piece or none of it. */
class InputQueueTest {

    private final RealTime time = new RealTime(Optional.empty());
    private final InputQueue queue = new InputQueue(10);

    @AfterEach
    void close() {
        time.close();
    }

    private EnginePending<Void> pending() {
        return EnginePending.unboundedOn(time, "a flush");
    }

    private List<EnginePending<Void>> take(int count) {
        ByteBuffer head = queue.head();
        assertNotNull(head);
        head.position(head.position() + count);
        return queue.advance(count);
    }

    @Test
    void offer_pastTheLimit_takesNothing() {
        assertTrue(queue.offer(new byte[6]));
        assertFalse(queue.offer(new byte[5]));
        assertEquals(6, queue.queued());
        assertTrue(queue.offer(new byte[4]));
        take(6);
        assertTrue(queue.offer(new byte[6]));
        assertEquals(10, queue.queued());
    }

    @Test
    void flush_isDoneWhenAllBeforeItIsWritten() {
        assertFalse(queue.awaitFlush(pending()), "nothing waits");
        queue.offer(new byte[3]);
        EnginePending<Void> first = pending();
        assertTrue(queue.awaitFlush(first));
        queue.offer(new byte[3]);
        EnginePending<Void> second = pending();
        assertTrue(queue.awaitFlush(second));
        assertEquals(List.of(), take(2));
        assertEquals(List.of(first), take(1));
        assertEquals(List.of(second), take(3));
        assertTrue(queue.isEmpty());
        assertNull(queue.head());
    }

    @Test
    void hold_laterInput_waitsUntilItHasPassed() {
        queue.offer(new byte[2]);
        queue.hold();
        queue.hold();
        queue.offer(new byte[3]);
        queue.hold();
        take(1);
        take(1);
        assertNull(queue.head());
        queue.pass();
        assertNull(queue.head(), "the second hold is at the same place");
        queue.pass();
        take(3);
        assertTrue(queue.isEmpty());
        queue.pass();
    }

    @Test
    void close_tellsWhoWaited_andWhatWasNotWritten() {
        queue.offer(new byte[7]);
        EnginePending<Void> flush = pending();
        queue.awaitFlush(flush);
        take(2);
        assertEquals(List.of(flush), queue.close());
        assertEquals(5, queue.queued());
    }
}
