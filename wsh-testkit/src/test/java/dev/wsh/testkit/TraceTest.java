package dev.wsh.testkit;

import static dev.wsh.testkit.Steps.after;
import static dev.wsh.testkit.Steps.exit;
import static dev.wsh.testkit.Steps.out;
import static dev.wsh.testkit.WshAssertions.assertThat;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.wsh.Key;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page that a failed test leaves, opened in a browser. */
final class TraceTest {

    private static Path root;

    @TempDir
    Path folder;

    /** Fails on purpose, with two sessions. */
    static class Shop {
        @RegisterExtension
        final WshExtension wsh =
                WshExtension.builder().files(root).deadline(ofSeconds(3)).build();

        @Test
        void orders(FakePty fake, VirtualTime time, Wsh engine, Recorder recorder) {
            fake.onStart(
                            out("\u001b[?1049h\u001b[1;44m Shop \u001b[m <b>&amp;</b>\r\n\r\n"),
                            after(ofMillis(700)),
                            out(" 1  \u001b[32mcaf\u00e9\u001b[m\r\n 2  \u001b[38;5;208m世界 tea\u001b[m\r\n\r\n> "))
                    .onInput("2", out("2\r\n"), after(ofSeconds(1)), out("\u001b[31;1msold out\u001b[m\r\n> "))
                    .onInput(Pattern.compile("q"), typed -> out("bye"));
            Session shop =
                    engine.start(SessionSpec.command("shop").named("shop").size(12, 40));
            Session log = engine.start(SessionSpec.command("log").named("log").size(6, 40));
            assertThat(shop).shows("tea");
            recorder.mark(shop, "the menu is there");
            shop.type("2");
            assertThat(shop).shows("sold out").bold();
            log.resize(8, 50);
            log.press(Key.ENTER);
            assertThat(shop).shows("thank you");
        }

        @Test
        void plain(FakePty fake, VirtualTime time, Wsh engine) {
            fake.onStart(out("ready"), exit(0));
            assertThat(engine.start(SessionSpec.command("x").named("x"))).shows("ready");
            assertEquals(1, 2, "numbers");
        }
    }

    private Path page(String test) throws IOException {
        root = folder;
        TestRun.of(Shop.class).failure(test);
        Path page = folder.resolve(Shop.class.getName() + "." + test.replaceAll("\\(.*", ""))
                .resolve("trace.html");
        assertTrue(Files.size(page) < 60_000, () -> page + " is large");
        return page;
    }

    private static int current(Browser browser) throws Exception {
        return Integer.parseInt(String.valueOf(browser.evaluate("Number(document.getElementById('slider').value)")));
    }

    private static String screen(String name) {
        return ".screen[data-session=" + name + "]";
    }

    @Test
    @EnabledIfProgram("chromium")
    void page_ofAFailedTest_isWalkedThroughInABrowser() throws Exception {
        Path page = page("orders(FakePty, VirtualTime, Wsh, Recorder)");
        try (Browser browser = Browser.open(page, 1400, 800)) {
            // It opens at the assertion that failed, with its whole message.
            String open = browser.text("li[aria-current=true]");
            assertTrue(open.contains("to show \"thank you\"") && open.contains("it did not within 3000 ms"), open);
            assertTrue(open.contains("┌────"), open);
            assertTrue(browser.text(screen("shop")).contains("sold out"));
            assertTrue(browser.text("h1").endsWith("Shop.orders"));
            assertEquals("2", browser.evaluate("String(document.querySelectorAll('.lane svg').length)"));
            shot(browser, "end");

            // An entry leads to its frame.
            browser.click("li[data-kind=mark]");
            assertTrue(browser.text("li[aria-current=true]").contains("the menu is there"));
            String menu = browser.text(screen("shop"));
            assertTrue(menu.contains(" 2  世界 tea") && !menu.contains("sold out"), menu);
            assertTrue(menu.contains("<b>&amp;</b>"), menu);
            shot(browser, "middle");

            // A cell tells its style.
            browser.click(screen("shop"), 4.5 / 40, 3.5 * 17 / (12 * 17));
            String cell = browser.text("#cell");
            assertEquals("shop, row 3, column 4: \"世\" (U+4E16, wide), fg=#208", cell);

            // Steps, and the slider.
            int at = current(browser);
            browser.press("ArrowLeft", "");
            assertEquals(at - 1, current(browser));
            browser.click("#next");
            assertEquals(at, current(browser));
            browser.evaluate("(() => { const s = document.getElementById('slider'); s.value = 0;"
                    + " s.dispatchEvent(new Event('input')); })()");
            assertFalse(browser.text(screen("shop")).contains("tea"));
            shot(browser, "start");
            browser.click(".lane svg", 0.99, 0.5);
            assertTrue(browser.text(screen("shop")).contains("sold out"));

            // Search goes to the first moment that has it.
            browser.click("#search");
            browser.type("SOLD");
            assertTrue(browser.text("#found").contains("moment"), browser.text("#found"));
            browser.press("Enter", "\r");
            assertEquals("1", browser.evaluate("String(document.querySelectorAll('.hit').length)"));

            // Copy, and light and dark.
            browser.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }");
            browser.click(screen("shop"), 0.9, 0.9);
            browser.click("#copy");
            browser.await("window.copied");
            assertTrue(String.valueOf(browser.evaluate("window.copied")).contains("sold out\n>"));
            Object light = browser.evaluate("getComputedStyle(document.body).backgroundColor");
            browser.click("#theme");
            assertFalse(light.equals(browser.evaluate("getComputedStyle(document.body).backgroundColor")));
            shot(browser, "dark");

            // Playing runs to the end.
            browser.click("#play");
            browser.await("document.getElementById('slider').value === document.getElementById('slider').max");

            assertEquals(
                    List.of(page.toUri().toString()),
                    browser.requests().stream()
                            .filter(address -> !address.equals("about:blank"))
                            .toList());
            assertEquals(List.of(), browser.errors());
        }
    }

    /** Keeps a picture for people if they ask for it with the system property {@code wsh.shots}. */
    private static void shot(Browser browser, String name) throws Exception {
        String to = System.getProperty("wsh.shots", "");
        if (!to.isEmpty()) {
            browser.screenshot(Path.of(to, "trace-" + name + ".png"));
        }
    }

    @Test
    @EnabledIfProgram("chromium")
    void page_ofAFailureOfAnotherKind_opensAtIt() throws Exception {
        Path page = page("plain(FakePty, VirtualTime, Wsh)");
        try (Browser browser = Browser.open(page, 1000, 700)) {
            String open = browser.text("li[aria-current=true]");
            assertTrue(open.contains("AssertionFailedError") && open.contains("numbers ==> expected: <1>"), open);
            assertTrue(browser.text(screen("x")).contains("ready"));
        }
    }

    @Test
    void page_ofAnHourOfABuild_isSmall() throws IOException {
        Recorder recorder = new Recorder();
        List<Step> hour = new ArrayList<>();
        for (int i = 0; i < 36_000; i++) {
            hour.add(
                    out("\u001b[32m[INFO]\u001b[m Tests of module " + i * 7919 % 1009 + " took " + i % 83 + " ms\r\n"));
            hour.add(after(ofMillis(100)));
        }
        hour.add(exit(0));
        FakePty build = FakePty.script().onStart(hour.toArray(Step[]::new));
        try (VirtualTime time = new VirtualTime();
                Wsh wsh = Wsh.builder()
                        .timeSource(time)
                        .ptyProvider(build)
                        .observer(recorder)
                        .open()) {
            Session session = wsh.start(SessionSpec.command("build"));
            session.onExit().within(ofHours(2)).block();
            Path page = folder.resolve("build.html");
            recorder.writeTrace(page, "an hour");
            assertTrue(Files.size(page) < 2_000_000, () -> page.toFile().length() + " bytes");
            assertFalse(Files.readString(page).contains("@DATA@"));
        }
    }
}
