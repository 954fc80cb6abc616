package dev.wsh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void factor_isReadFromAProperty() {
        assertEquals(1, Durations.factor(null));
        assertEquals(2.5, Durations.factor("2.5"));
        for (String wrong : List.of("", "x", "0", "-1", "NaN", "Infinity")) {
            assertEquals(1, Durations.factor(wrong), wrong);
        }
    }

    @Test
    void nanos_ofAnyLength_stopAtForever() {
        assertEquals(5, Durations.nanos(Duration.ofNanos(5)));
        assertEquals(Durations.FOREVER.toNanos(), Durations.nanos(ChronoUnit.FOREVER.getDuration()));
        assertEquals(Durations.FOREVER, Durations.cut(Duration.ofSeconds(Long.MAX_VALUE)));
        assertEquals(Durations.FOREVER, Durations.scaled(ChronoUnit.FOREVER.getDuration()));
    }
}
