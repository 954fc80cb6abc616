package dev.wsh.examples.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A headless Chromium with one page, driven by its DevTools protocol. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final WebSocket socket;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final StringBuilder begun = new StringBuilder();
    private String page = "";

    private Browser(Process process, URI address) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .join();
    }

    /** Starts a browser whose profile is in a folder. */
    static Browser start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-extensions",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread rest = new Thread(() -> said.lines().forEach(ignored -> {}), "browser-log");
                rest.setDaemon(true);
                rest.start();
                Browser browser = new Browser(process, URI.create(line.substring(LISTENING.length())));
                browser.openPage();
                return browser;
            }
            all.append(line).append('\n');
        }
        throw new IllegalStateException("chromium did not start: " + all);
    }

    private void openPage() {
        String target = call("Target.createTarget", "url", "about:blank")
                .get("targetId")
                .asText();
        page = call("Target.attachToTarget", "targetId", target, "flatten", true)
                .get("sessionId")
                .asText();
        call("Page.enable");
        call("Runtime.enable");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        begun.append(data);
        if (last) {
            JsonNode message = parse(begun.toString());
            begun.setLength(0);
            CompletableFuture<JsonNode> call = calls.remove(message.path("id").asLong(-1));
            if (call != null) {
                if (message.has("error")) {
                    call.completeExceptionally(
                            new IllegalStateException(message.get("error").toString()));
                } else {
                    call.complete(message.get("result"));
                }
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls a method of the protocol. */
    JsonNode call(String method, Object... params) {
        long id = ids.incrementAndGet();
        ObjectNode message = MAPPER.createObjectNode().put("id", id).put("method", method);
        ObjectNode given = message.putObject("params");
        for (int i = 0; i < params.length; i += 2) {
            given.set((String) params[i], MAPPER.valueToTree(params[i + 1]));
        }
        if (!page.isEmpty()) {
            message.put("sessionId", page);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        synchronized (this) {
            socket.sendText(message.toString(), /* last= */ true).join();
        }
        return answer.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** The value of an expression; of a promise, once it is there. */
    JsonNode eval(String expression) {
        JsonNode result =
                call("Runtime.evaluate", "expression", expression, "awaitPromise", true, "returnByValue", true);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
        }
        return result.get("result").path("value");
    }

    /** Waits in the page, frame by frame, until an expression is true. */
    void until(String expression) {
        JsonNode value = eval("new Promise(done => { const until = performance.now() + 30000; const look = () => {"
                + " if (" + expression + ") done('yes'); else if (performance.now() > until) done('no: ' +"
                + " document.body.innerText.slice(0, 600)); else setTimeout(look, 20); }; look(); })");
        if (!value.asText().equals("yes")) {
            throw new AssertionError("never: " + expression + "; the page shows: " + value.asText());
        }
    }

    void size(int width, int height, double scale, boolean phone) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "width",
                width,
                "height",
                height,
                "deviceScaleFactor",
                scale,
                "mobile",
                phone);
    }

    void open(URI address) {
        call("Page.navigate", "url", address.toString());
        until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** A click of the mouse in the middle of an element. */
    void click(String selector) {
        JsonNode box = eval("(() => { const e = document.querySelector(" + MAPPER.valueToTree(selector)
                + "); e.scrollIntoView({block: 'nearest'}); const r = e.getBoundingClientRect();"
                + " return { x: r.x + r.width / 2, y: r.y + Math.min(r.height / 2, 60) }; })()");
        for (String type : new String[] {"mousePressed", "mouseReleased"}) {
            call(
                    "Input.dispatchMouseEvent",
                    "type",
                    type,
                    "x",
                    box.get("x").asDouble(),
                    "y",
                    box.get("y").asDouble(),
                    "button",
                    "left",
                    "clickCount",
                    1);
        }
    }

    void type(String text) {
        call("Input.insertText", "text", text);
    }

    void press(String key, int modifiers) {
        for (String type : new String[] {"rawKeyDown", "keyUp"}) {
            call("Input.dispatchKeyEvent", "type", type, "key", key, "modifiers", modifiers);
        }
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(
                file,
                Base64.getDecoder()
                        .decode(call("Page.captureScreenshot").get("data").asText()));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        socket.abort();
        process.onExit().join();
    }
}
