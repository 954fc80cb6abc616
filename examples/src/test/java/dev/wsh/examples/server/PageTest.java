package dev.wsh.examples.server;

import static dev.wsh.Conditions.cursorAt;
import static dev.wsh.Conditions.text;
import static dev.wsh.testkit.Steps.every;
import static dev.wsh.testkit.Steps.out;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wsh.Mark;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.EnabledIfProgram;
import dev.wsh.testkit.FakePty;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, with real sessions. Its screenshots are in {@code target/page}. */
@EnabledOnOs(OS.LINUX)
@EnabledIfProgram("chromium")
class PageTest {
    private static final Path PICTURES = Path.of("target", "page");

    @TempDir
    private static Path profile;

    private static Browser browser;

    private ServerLab lab;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = Browser.start(profile);
    }

    @AfterAll
    static void endBrowser() {
        browser.close();
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        lab = new ServerLab(folder, Wsh.builder().maxSessions(80).open());
        browser.size(1280, 800, 1, /* phone= */ false);
    }

    @AfterEach
    void close() {
        browser.open(URI.create("data:,"));
        lab.close();
    }

    private void start(String name, String line, String... tags) {
        lab.wsh.start(SessionSpec.shellCommand(line).named(name).tags(tags));
    }

    private static String tile(String name) {
        return "[...document.querySelectorAll('.tile')].find(t => t.querySelector('.name').textContent === '" + name
                + "')";
    }

    private static String pixels(String canvas) {
        return "(() => { const c = " + canvas
                + "; const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + " const seen = {}; for (let i = 0; i < d.length; i += 4) { const k = d[i] + ',' + d[i + 1] + ',' + d[i + 2];"
                + " seen[k] = (seen[k] || 0) + 1; } return seen; })()";
    }

    private void openPage() {
        browser.open(lab.server.page());
        browser.until("document.getElementById('link').textContent === 'live'");
    }

    @Test
    void page_sessions_showAsTheyLook() throws IOException {
        start("fine", "printf '\\033[44m  blue  \\033[0m\\n\\033[1;32mall is well\\033[0m\\n'", "ci");
        start("broken", "echo about to fail; exit 3", "ci", "slow");
        start("running", "printf '\\033[41m%80s\\033[0m' ' '; exec cat", "dev");
        openPage();
        browser.until(
                tile("fine") + "?.classList.contains('good') && " + tile("broken") + "?.classList.contains('bad')");
        browser.until(tile("running") + " && " + tile("broken") + ".querySelector('.state').textContent === 'exit 3'");
        browser.until("sessions.size === 3 && dirty.size === 0 && [...sessions.values()].every(s => s.fitted)");

        assertTrue(browser.eval("document.getElementById('count').textContent")
                .asText()
                .matches("3 sessions, 1 running, 1 failed"));
        JsonNode colours = browser.eval(pixels(tile("running") + ".querySelector('canvas')"));
        double red =
                colours.path("205,0,0").asDouble() + colours.path("170,0,0").asDouble();
        assertTrue(red > 100, () -> "a red row: " + colours);
        assertFalse(browser.eval("location.href").asText().contains("#"), "the token is gone from the address");
        browser.screenshot(PICTURES.resolve("desktop.png"));

        browser.eval("[...document.querySelectorAll('#tags button')].find(b => b.textContent === 'slow').click()");
        assertEquals("[\"broken\"]", browser.eval(visible()).toString());
        browser.eval("[...document.querySelectorAll('#tags button')].find(b => b.textContent === 'dev').click()");
        assertEquals("[\"broken\",\"running\"]", browser.eval(visible()).toString());
    }

    private static String visible() {
        return "[...document.querySelectorAll('.tile')].filter(t => !t.hidden).map(t => t.querySelector('.name').textContent).sort()";
    }

    @Test
    void page_enlarged_typesAndFollows() throws IOException {
        Session shell = lab.wsh.start(SessionSpec.command("/bin/sh").named("sh").env("PS1", "ready> "));
        openPage();
        browser.until("document.querySelectorAll('.tile').length === 1");
        browser.click(".tile");
        browser.until("document.getElementById('one').open && document.activeElement.id === 'type'");
        browser.type("seq 300; echo grüße 日本 | tr a-z A-Z");
        browser.press("Enter", 0);
        shell.awaitText("GRüßE 日本").block();
        browser.until("document.getElementById('history').textContent.includes('\\n250\\n')");
        browser.until("[...sessions.values()][0].lines.some(l => l && JSON.stringify(l).includes('日'))");
        browser.screenshot(PICTURES.resolve("enlarged.png"));
        browser.type("cat");
        browser.press("Enter", 0);
        browser.type("hello");
        shell.awaitText("hello").block();
        Mark before = shell.mark();
        browser.press("c", 2);
        shell.await(text("ready> ").since(before)).block(); // an interrupt drops what was typed after it
        browser.type("echo $?; exit 7");
        browser.press("Enter", 0);
        shell.onExit().block();
        browser.until("document.querySelector('#oneHead .state').textContent === 'exit 7'");
        assertTrue(shell.screen().text().contains("hello^C\n"), shell.screen()::text);
        browser.click("#back");
        browser.until("!document.getElementById('one').open && " + tile("sh") + ".classList.contains('bad')");
    }

    @Test
    void page_onAPhone_fitsAndTypes() throws IOException {
        browser.size(390, 844, 3, /* phone= */ true);
        start("fine", "printf '\\033[1;32mall is well\\033[0m\\n'", "ci");
        Session shell = lab.wsh.start(
                SessionSpec.command("/bin/sh").named("sh").env("PS1", "ready> ").size(24, 40));
        openPage();
        browser.until("document.querySelectorAll('.tile').length === 2");
        assertEquals(
                0,
                browser.eval("document.documentElement.scrollWidth - innerWidth")
                        .asInt(),
                "nothing sticks out");
        browser.screenshot(PICTURES.resolve("phone.png"));
        browser.eval(tile("sh") + ".click()");
        browser.until("document.getElementById('one').open");
        browser.type("read x");
        browser.click("#keys button[data-key=Enter]");
        shell.await(cursorAt(1, 0)).block(); // read has the line
        Mark before = shell.mark();
        browser.click("#keys button[data-key='Ctrl+c']");
        shell.await(text("ready> ").since(before)).block(); // an interrupt drops what was typed after it
        browser.type("echo st-$?");
        browser.click("#keys button[data-key=Enter]");
        shell.awaitText("st-130").block();
        browser.until("JSON.stringify([...sessions.values()].map(s => s.lines)).includes('st-130')");
        assertEquals(
                0,
                browser.eval("document.documentElement.scrollWidth - innerWidth")
                        .asInt());
        browser.screenshot(PICTURES.resolve("phone-enlarged.png"));
    }

    @Test
    void page_sessionClosed_goesAndNewOnesCome() {
        start("first", "exec cat");
        openPage();
        browser.until(tile("first"));
        lab.wsh.get("first").close();
        browser.until("!" + tile("first") + " && !document.getElementById('none').hidden");
        start("second", "exec cat");
        browser.until(tile("second"));
    }

    @Test
    void page_withoutToken_asksForIt() throws IOException {
        start("one", "exec cat");
        browser.open(lab.server.uri());
        browser.until("!document.getElementById('ask').hidden && document.getElementById('grid').hidden");
        browser.eval("document.getElementById('token').focus()");
        browser.type(Files.readString(lab.tokenFile).strip());
        browser.click("#ask button");
        browser.until(tile("one"));
    }

    @Test
    void page_sixtySessionsTenTimesASecond_staysSmooth() throws IOException {
        FakePty busy = FakePty.script()
                .onStart(every(
                        Duration.ofMillis(100),
                        out("\033[1;31mcompiling\033[0m one \033[34mof\033[0m many\r\n"),
                        out("\033[7m warning \033[0m line after line\r\n")));
        for (int i = 0; i < 60; i++) {
            lab.wsh.start(
                    SessionSpec.command("busy").named("s" + i).tags("load").via(busy));
        }
        openPage();
        browser.until("document.querySelectorAll('.tile').length === 60");
        JsonNode before = browser.eval("({...wshStats, at: performance.now()})");
        browser.eval(
                "new Promise(done => { const gaps = window.gaps = []; let last = performance.now(), end = last + 6000;"
                        + " const step = now => { gaps.push(now - last); last = now; now < end ? requestAnimationFrame(step) : done(0); };"
                        + " requestAnimationFrame(step); })");
        JsonNode after = browser.eval("({...wshStats, at: performance.now()})");
        double seconds = (after.get("at").asDouble() - before.get("at").asDouble()) / 1000;
        double messages =
                (after.get("messages").asDouble() - before.get("messages").asDouble()) / seconds;
        double drawing = (after.get("drawMs").asDouble() - before.get("drawMs").asDouble()) / seconds / 10;
        double median =
                browser.eval("gaps.sort((a, b) => a - b)[gaps.length >> 1]").asDouble();
        String figures = String.format(
                "%.0f screens a second, drawing %.1f %% of the time, longest %.1f ms, a frame each %.1f ms (median)%n",
                messages, drawing, after.get("longest").asDouble(), median);
        Files.createDirectories(PICTURES);
        Files.writeString(PICTURES.resolve("figures.txt"), figures);
        browser.screenshot(PICTURES.resolve("sixty.png"));
        System.out.print(figures);
        assertTrue(messages > 60, figures);
        assertTrue(drawing < 50, figures);
        assertTrue(median < 50, figures);
        assertTrue(browser.eval("dirty.size").asInt() <= 60, figures);
    }
}
