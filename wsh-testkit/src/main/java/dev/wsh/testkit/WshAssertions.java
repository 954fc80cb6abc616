package dev.wsh.testkit;

import dev.wsh.Screen;
import dev.wsh.Session;

/**
 * Assertions about sessions, which wait, and about screens, which do not; meant for a static import. They stand beside those
 * of AssertJ: the overloads of {@code assertThat} do not clash.
 *
 * <pre>{@code
 * assertThat(app).shows("error: not allowed").inForeground(Color.RED);
 * app.press(Key.ctrl('c'));
 * assertThat(app).exits(130);
 * }</pre>
 */
public final class WshAssertions {

    private WshAssertions() {}

    /**
     * Begins assertions about a session. Each waits until it holds, driven by output, and fails after the deadline with what
     * was seen.
     *
     * @param session the session
     * @return its assertions
     */
    public static SessionAssert assertThat(Session session) {
        return new SessionAssert(session);
    }

    /**
     * Begins assertions about one screen. None waits.
     *
     * @param screen the screen
     * @return its assertions
     */
    public static ScreenAssert assertThat(Screen screen) {
        return new ScreenAssert(screen);
    }
}
