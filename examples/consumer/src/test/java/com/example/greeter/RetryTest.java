package com.example.greeter;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.VirtualTime;
import dev.wsh.testkit.WshTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What takes minutes, in virtual time. */
@WshTest
class RetryTest {

    @Test
    void success_atOnce_isEnough(Wsh wsh, VirtualTime time, FakePty fake) {
        fake.onStart(after(ofSeconds(5)), out("done\r\n"), exit(0));
        assertEquals(1, new Retry(wsh).run(3, "deploy"));
        assertEquals(ofSeconds(5), time.elapsed());
    }

    @Test
    void silence_eachTime_isGivenUp(Wsh wsh, VirtualTime time, FakePty fake) {
        fake.onStart(out("waiting for a lock\r\n"), after(ofHours(2)), exit(0));
        assertEquals(0, new Retry(wsh).run(3, "deploy"));
        assertEquals(Duration.ofMinutes(3), time.elapsed());
    }
}
