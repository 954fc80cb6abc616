package dev.wsh.testkit;

import static dev.wsh.Color.RED;
import static dev.wsh.testkit.WshAssertions.assertThat;

import dev.wsh.Key;
import dev.wsh.Match;
import dev.wsh.Session;
import org.junit.jupiter.api.Test;

/** What a user's tests look like. */
@WshTest
class ReleaseToolTest {

    @Test
    @EnabledIfProgram("python3")
    void deploys(@Terminal(resource = "app.py", rows = 24, cols = 80, env = "CI=1", ready = "Quit") Session app) {
        Match deploy = assertThat(app).shows("Deploy").bold().match();
        app.click(deploy);
        assertThat(app).shows("error: not allowed").inForeground(RED);
        assertThat(app).matchesScreen();
        app.press(Key.parse("Ctrl+C"));
        assertThat(app).exits(130).leftTheTerminalClean();
    }

    @Test
    void asksForAPassword(@Terminal(resource = "login") Session login) {
        assertThat(login).shows("Password:");
        login.sendLine("s3cret");
        assertThat(login).answers("welcome").neverPrinted("s3cret").succeeds().matchesScreen();
    }
}
