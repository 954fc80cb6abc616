package dev.wsh.impl.pty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class WakeRateTest {
    private static final int MANY = 32;
    private static final int RESTS_OF_ONE = 6;
    private static final long CLOSE = 999_999;
    private static final long FAR = 1_000_000;

    private final WakeRate rate = new WakeRate();
    private long now = 1_000_000_000_000L;

    /** A round that read little and ran no task. */
    private void quietRound(int events, long afterNanos) {
        now += afterNanos;
        rate.round(events, 100 * events, /* calm= */ true, now);
    }

    private void quietRounds(int times, int events, long afterNanos) {
        for (int i = 0; i < times; i++) {
            quietRound(events, afterNanos);
        }
    }

    private void makeHigh() {
        quietRound(1, FAR);
        quietRounds(MANY, 1, CLOSE);
        assertTrue(rate.isHigh());
    }

    @Test
    void round_manyCloseOnes_becomeHigh() {
        quietRound(1, FAR);
        quietRounds(MANY - 1, 1, CLOSE);
        assertFalse(rate.isHigh());
        quietRound(1, CLOSE);
        assertTrue(rate.isHigh());
    }

    @Test
    void round_oneThatIsNotClose_beginsAnew() {
        quietRound(1, FAR);
        quietRounds(MANY - 1, 1, CLOSE);
        quietRound(1, FAR);
        quietRounds(MANY - 1, 1, CLOSE);
        assertFalse(rate.isHigh());
        quietRound(1, CLOSE);
        assertTrue(rate.isHigh());
    }

    @Test
    void round_neverClose_isNeverHigh() {
        quietRounds(10 * MANY, 50, FAR);
        assertFalse(rate.isHigh());
    }

    @Test
    void round_severalGatherInEachRest_staysHigh() {
        makeHigh();
        for (int i = 0; i < 1000; i++) {
            quietRound(2, 3 * FAR); // rests make the rounds far apart
            assertTrue(rate.isHigh(), "round " + i);
        }
    }

    /** What gathers comes in bunches: one rest in which little does is no reason to begin anew. */
    @Test
    void round_bunchesThatAreManyOnAverage_stayHigh() {
        makeHigh();
        for (int i = 0; i < 1000; i++) {
            quietRound(i % 4 == 0 ? 6 : 1, FAR);
            assertTrue(rate.isHigh(), "round " + i);
        }
    }

    @Test
    void round_oneTerminalAlone_doesNotKeepItHigh() {
        int high = 0;
        quietRound(1, FAR);
        for (int i = 0; i < 10 * (MANY + RESTS_OF_ONE); i++) {
            quietRound(1, CLOSE);
            high += rate.isHigh() ? 1 : 0;
        }
        assertEquals(
                10 * RESTS_OF_ONE, high, "a few rests in which nothing gathers, and then as many rounds as before");
    }

    @Test
    void round_nothingInRests_isNotHighAnyMore() {
        makeHigh();
        quietRounds(3, 0, FAR);
        assertFalse(rate.isHigh());
    }

    @Test
    void round_manyBytesOfEach_areNoReasonToRest() {
        makeHigh();
        rate.round(3, 3 * 1024, /* calm= */ true, now += FAR);
        assertTrue(rate.isHigh(), "a little of each");
        rate.round(3, 3 * 1024 + 1, /* calm= */ true, now += FAR);
        assertFalse(rate.isHigh());
        for (int i = 0; i < 10 * MANY; i++) {
            rate.round(3, 3 * 1024 + 1, /* calm= */ true, now += CLOSE);
            assertFalse(rate.isHigh());
        }
    }

    @Test
    void round_bytesWithoutAnEvent_countAsOfOne() {
        rate.round(1, 0, /* calm= */ true, now += FAR);
        for (int i = 0; i < MANY; i++) {
            rate.round(0, 1024, /* calm= */ true, now += CLOSE);
        }
        assertTrue(rate.isHigh());
    }

    @Test
    void round_taskOrTerminalLeftToRead_endsIt() {
        makeHigh();
        rate.round(5, 5, /* calm= */ false, now += FAR);
        assertFalse(rate.isHigh());
        quietRounds(MANY - 1, 5, CLOSE);
        assertFalse(rate.isHigh(), "counted anew");
        quietRound(5, CLOSE);
        assertTrue(rate.isHigh());
    }

    @Test
    void round_taskBetweenCloseOnes_beginsAnew() {
        for (int i = 0; i < 10 * MANY; i++) {
            rate.round(1, 1, /* calm= */ i % (MANY - 1) != 0, now += CLOSE);
            assertFalse(rate.isHigh());
        }
    }
}
