package dev.wsh.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of terminal programs: {@link WshExtension} hands in what they need, ends everything after each test, and keeps the
 * evidence of one that fails.
 *
 * <pre>{@code
 * @WshTest
 * class PagerTest {
 *     @Test
 *     void quits(@Terminal({"less", "/etc/services"}) Session less) {
 *         assertThat(less).shows("tcpmux");
 *         less.type("q");
 *         assertThat(less).succeeds().leftTheTerminalClean();
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(WshExtension.class)
public @interface WshTest {}
