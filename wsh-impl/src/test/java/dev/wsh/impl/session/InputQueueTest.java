package dev.wsh.impl.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Input;
import dev.wsh.impl.time.RealTime;
import dev.wsh.impl.wait.EnginePending;
import java.nio.ByteBuffer;
import java.time.Duration;
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
        return queue.advance(count, ToldInput.Echoing.SHOWN);
    }

    @Test
    void offer_pastTheLimit_takesNothing() {
        assertTrue(queue.offer(Typed.of(new byte[6]), told()));
        assertFalse(queue.offer(Typed.of(new byte[5]), told()));
        assertEquals(6, queue.queued());
        assertTrue(queue.offer(Typed.of(new byte[4]), told()));
        take(6);
        assertTrue(queue.offer(Typed.of(new byte[6]), told()));
        assertEquals(10, queue.queued());
    }

    @Test
    void flush_isDoneWhenAllBeforeItIsWritten() {
        assertFalse(queue.awaitFlush(pending()), "nothing waits");
        queue.offer(Typed.of(new byte[3]), told());
        EnginePending<Void> first = pending();
        assertTrue(queue.awaitFlush(first));
        queue.offer(Typed.of(new byte[3]), told());
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
        queue.offer(Typed.of(new byte[2]), told());
        queue.hold();
        queue.hold();
        queue.offer(Typed.of(new byte[3]), told());
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
        queue.offer(Typed.of(new byte[7]), told());
        EnginePending<Void> flush = pending();
        queue.awaitFlush(flush);
        take(2);
        assertEquals(List.of(flush), queue.close());
        assertEquals(5, queue.queued());
    }

    private static ToldInput told() {
        return new ToldInput(new Input[0], 100, words -> {});
    }

    private static Typed pausing(Duration pause, int bytes) {
        return new Typed(List.of(new Typed.Piece(pause, new byte[bytes])), new byte[0]);
    }

    @Test
    void pause_beginsOnceAllBeforeItIsWritten_andHoldsWhatFollows() {
        queue.offer(Typed.of(new byte[2]), told());
        queue.offer(pausing(Duration.ofSeconds(1), 3), told());
        assertEquals(Optional.empty(), queue.beginPause());
        take(2);
        assertNull(queue.head());
        assertEquals(Optional.of(Duration.ofSeconds(1)), queue.beginPause());
        assertEquals(Optional.empty(), queue.beginPause(), "it has begun");
        queue.offer(Typed.of(new byte[1]), told());
        assertNull(queue.head());
        queue.endPause();
        take(3);
        take(1);
        assertTrue(queue.isEmpty());
    }

    @Test
    void reply_duringAPause_isWrittenBeforeWhatWaits() {
        queue.offer(pausing(Duration.ofSeconds(1), 3), told());
        EnginePending<Void> flush = pending();
        assertTrue(queue.awaitFlush(flush));
        queue.beginPause();
        assertTrue(queue.reply(new byte[2]));
        assertEquals(List.of(), take(2));
        assertNull(queue.head());
        queue.endPause();
        assertEquals(List.of(flush), take(3));
    }

    /** A program that asks and does not read fills only what is set apart for answers. */
    @Test
    void reply_many_leaveTheUsersRoomAlone() {
        int half = InputQueue.MOST_REPLIED / 2;
        assertTrue(queue.reply(new byte[half]));
        assertTrue(queue.reply(new byte[half]));
        assertFalse(queue.reply(new byte[1]), "too many wait");
        assertTrue(queue.offer(Typed.of(new byte[10]), told()));
        assertFalse(queue.offer(Typed.of(new byte[1]), told()), "10 of 10 bytes wait");
        take(half);
        assertTrue(queue.reply(new byte[half]));
        assertFalse(queue.offer(Typed.of(new byte[1]), told()), "an answer that is written gives the user nothing");
        take(half);
        take(10);
        assertTrue(queue.offer(Typed.of(new byte[10]), told()));
        take(half);
        take(10);
        assertTrue(queue.isEmpty());
    }

    @Test
    void reply_beforeAPause_doesNotWaitForIt() {
        queue.offer(Typed.of(new byte[2]), told());
        queue.offer(pausing(Duration.ofSeconds(1), 3), told());
        EnginePending<Void> flush = pending();
        assertTrue(queue.awaitFlush(flush));
        take(1);
        assertTrue(queue.reply(new byte[1]));
        take(1);
        take(1);
        assertNull(queue.head());
        assertEquals(Optional.of(Duration.ofSeconds(1)), queue.beginPause());
        queue.endPause();
        assertEquals(List.of(flush), take(3));
    }
}
