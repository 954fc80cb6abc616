package dev.wsh.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A page in headless Chromium, by the DevTools protocol. */
final class Browser implements AutoCloseable {

    private static final String HEAD = "DevTools listening on ";

    private final Process chromium;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Map<String, Object>>> calls = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private String session = "";

    private Browser(Process chromium, Path profile, URI address) throws Exception {
        this.chromium = chromium;
        this.profile = profile;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Listener())
                .get(60, TimeUnit.SECONDS);
    }

    /** Opens a page, and waits until its scripts say that it is ready. */
    static Browser open(Path page, int width, int height) throws Exception {
        Path profile = Files.createTempDirectory("wsh-browser");
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(chromium.getErrorStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.startsWith(HEAD)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("chromium did not start");
        }
        Thread drain = new Thread(() -> said.lines().forEach(ignored -> {}), "browser-errors");
        drain.setDaemon(true);
        drain.start();
        Browser browser = new Browser(chromium, profile, URI.create(line.substring(HEAD.length())));
        browser.load(page, width, height);
        return browser;
    }

    private void load(Path page, int width, int height) throws Exception {
        String target = (String)
                call("Target.createTarget", "{\"url\":\"about:blank\"}").get("targetId");
        session = (String) call("Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}")
                .get("sessionId");
        call("Network.enable", "{}");
        call("Runtime.enable", "{}");
        call("Log.enable", "{}");
        call("Page.enable", "{}");
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
        call("Page.navigate", "{\"url\":" + Json.quote(page.toUri().toString()) + "}");
        await("document.documentElement && document.documentElement.dataset.ready === 'true'");
    }

    /** Waits until an expression is true, frame by frame. */
    void await(String expression) throws Exception {
        for (int i = 0; i < 2000; i++) {
            if (Boolean.TRUE.equals(
                    evaluate("new Promise(done => requestAnimationFrame(() => done(!!(" + expression + "))))"))) {
                return;
            }
        }
        throw new AssertionError("never true: " + expression + "; errors: " + errors);
    }

    /** Evaluates an expression or a promise in the page. */
    Object evaluate(String expression) throws Exception {
        Map<String, Object> answer = call(
                "Runtime.evaluate",
                "{\"expression\":" + Json.quote(expression) + ",\"returnByValue\":true,\"awaitPromise\":true}");
        if (answer.containsKey("exceptionDetails")) {
            // The page has been left meanwhile, or the expression is wrong.
            return "exception: " + answer.get("exceptionDetails");
        }
        return object(answer.get("result")).get("value");
    }

    String text(String selector) throws Exception {
        return String.valueOf(evaluate("document.querySelector(" + Json.quote(selector) + ").innerText"));
    }

    /** Clicks with the mouse at a place within an element, in parts of its size. */
    void click(String selector, double x, double y) throws Exception {
        String box = (String) evaluate("(() => { const e = document.querySelector(" + Json.quote(selector)
                + "); e.scrollIntoView({block: 'nearest'}); const b = e.getBoundingClientRect(); return [b.left + b.width * "
                + x + ", b.top + b.height * " + y + "].join(); })()");
        String at = "\"x\":" + box.split(",")[0] + ",\"y\":" + box.split(",")[1];
        for (String type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    "{\"type\":\"" + type + "\"," + at + ",\"button\":\"left\",\"clickCount\":1}");
        }
    }

    void click(String selector) throws Exception {
        click(selector, 0.5, 0.5);
    }

    /** Types text, or presses a key that is named. */
    void type(String text) throws Exception {
        call("Input.insertText", "{\"text\":" + Json.quote(text) + "}");
    }

    void press(String key, String text) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            String typed = type.equals("keyDown") && !text.isEmpty() ? ",\"text\":" + Json.quote(text) : "";
            call("Input.dispatchKeyEvent", "{\"type\":\"" + type + "\",\"key\":" + Json.quote(key) + typed + "}");
        }
    }

    void screenshot(Path file) throws Exception {
        Object data = call("Page.captureScreenshot", "{\"format\":\"png\"}").get("data");
        Files.write(file, Base64.getDecoder().decode((String) data));
    }

    /** {@return the addresses that the page has asked for} */
    List<String> requests() {
        return requests;
    }

    /** {@return what went wrong in the page} */
    List<String> errors() {
        return errors;
    }

    private Map<String, Object> call(String method, String parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        calls.put(id, answer);
        String to = session.isEmpty() ? "" : ",\"sessionId\":" + Json.quote(session);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + to + "}", true)
                .get(60, TimeUnit.SECONDS);
        return answer.get(60, TimeUnit.SECONDS);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private void heard(String message) {
        Map<String, Object> json = object(Json.parse(message));
        if (json.get("id") != null) {
            CompletableFuture<Map<String, Object>> answer =
                    calls.remove(Integer.valueOf(json.get("id").toString()));
            if (json.containsKey("error")) {
                answer.completeExceptionally(new IOException(String.valueOf(json.get("error"))));
            } else {
                answer.complete(object(json.get("result")));
            }
            return;
        }
        Map<String, Object> parameters = object(json.get("params"));
        switch (String.valueOf(json.get("method"))) {
            case "Network.requestWillBeSent" ->
                requests.add(String.valueOf(object(parameters.get("request")).get("url")));
            case "Runtime.exceptionThrown", "Log.entryAdded" -> errors.add(String.valueOf(parameters));
            default -> {}
        }
    }

    /** Puts together what comes in parts. */
    private final class Listener implements WebSocket.Listener {
        private final List<String> parts = new ArrayList<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.add(data.toString());
            if (last) {
                String whole = parts.stream().collect(Collectors.joining());
                parts.clear();
                heard(whole);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() throws Exception {
        socket.abort();
        chromium.destroy();
        if (!chromium.waitFor(20, TimeUnit.SECONDS)) {
            chromium.destroyForcibly().waitFor();
        }
        try (var all = Files.walk(profile)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (java.io.UncheckedIOException | IOException e) {
            profile.toFile().deleteOnExit(); // a helper of the browser that is just ending still writes there
        }
    }
}
