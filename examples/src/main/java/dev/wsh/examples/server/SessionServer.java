package dev.wsh.examples.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.wsh.Wsh;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The sessions of a {@link Wsh} over HTTP, on the loopback address, for whoever can read the file with the token.
 *
 * <pre>
 * java dev.wsh.examples.server.SessionServer 8137 ~/.wsh/token
 * curl -H "Authorization: Bearer $(cat ~/.wsh/token)" http://127.0.0.1:8137/sessions
 * </pre>
 *
 * <p>{@code docs/server.md} shows what it does; {@code GET /openapi.json} describes it. Thread-safe.
 */
public final class SessionServer implements AutoCloseable {

    /** How long a close waits for clients to take what is theirs. */
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    /** How long a shutdown waits, once all sessions have ended, for the waits and streams that this ends. */
    private static final Duration OUTCOMES = Duration.ofSeconds(2);

    private static final AtomicLong THREADS = new AtomicLong();

    static {
        // Without it an answer of two parts waits for the client's delayed acknowledgement of the first: 40 ms.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final Wsh wsh;
    private final HttpServer http;
    private final ExecutorService workers;
    private final Token token;
    private final Gate gate;
    private final Waits waits;
    private final Streams streams = new Streams();
    private final List<Route> routes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SessionServer(Wsh wsh, HttpServer http, Token token) {
        this.wsh = wsh;
        this.http = http;
        this.token = token;
        this.gate = new Gate(token, http.getAddress().getPort());
        this.workers = Executors.newCachedThreadPool(SessionServer::thread);
        this.waits = new Waits(workers);
        this.routes = routes(new Directory(wsh), waits, streams);
    }

    static List<Route> routes(Directory directory, Waits waits, Streams streams) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ManageRoutes(directory, waits).all());
        routes.addAll(new ReadRoutes(directory).all());
        routes.addAll(new WaitRoutes(directory, waits).all());
        routes.add(new OutputRoute(directory, streams).route());
        routes.add(new WatchRoute(directory, streams).route());
        routes.add(Page.route());
        routes.add(Route.open("/openapi.json", call -> call.answer(200, "application/json", resource("openapi.json"))));
        return List.copyOf(routes);
    }

    /**
     * Serves the sessions of a {@link Wsh}, which stays the caller's.
     *
     * @param wsh whose sessions
     * @param port 0 for any that is free
     * @param tokenFile is made, with a new token, if it is not there
     * @return a server that listens
     * @throws IOException if the port is taken, or the file can be read by others
     */
    public static SessionServer open(Wsh wsh, int port, Path tokenFile) throws IOException {
        Objects.requireNonNull(wsh, "wsh");
        Token token = Token.in(tokenFile);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        SessionServer server = new SessionServer(wsh, http, token);
        http.createContext("/", server::handle);
        http.setExecutor(server.workers);
        http.start();
        return server;
    }

    /**
     * Serves until it is interrupted, which ends all sessions.
     *
     * @param args the port, and the file with the token
     * @throws IOException if the port is taken, or the file can be read by others
     */
    public static void main(String[] args) throws IOException {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
        Path file = args.length > 1 ? Path.of(args[1]) : Path.of(System.getProperty("user.home"), ".wsh", "token");
        Wsh wsh = Wsh.open();
        SessionServer server = open(wsh, port, file);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdown(Duration.ofSeconds(1));
            wsh.close();
        }));
        System.out.println("listening on " + server.uri() + ", the token is in " + file);
        System.out.println("to watch: " + server.page());
    }

    /** {@return where it listens, with a slash at the end} */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    /** {@return what a person opens in a browser: the token is behind the {@code #}, which no browser sends} */
    public URI page() {
        return URI.create(uri() + "#" + token.value());
    }

    /**
     * Ends all sessions, and then this server: whoever reads output gets the last byte and the exit, and whoever waits gets
     * the outcome.
     *
     * @param grace between asking and killing
     */
    public void shutdown(Duration grace) {
        wsh.terminate(grace).block();
        await(CompletableFuture.allOf(waits.answered(), streams.ended()), OUTCOMES);
        close();
    }

    /**
     * Ends this server, and no session. New calls are refused; waits are answered; streams send what has arrived. Waits
     * some seconds for clients that are slow. Idempotent.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(/* expectedValue= */ false, /* newValue= */ true)) {
            return;
        }
        await(CompletableFuture.allOf(waits.close(), streams.close()), FAREWELL);
        http.stop(0);
        workers.shutdownNow();
    }

    /** {@return how many calls wait for something now} */
    int waiting() {
        return waits.size();
    }

    private static void await(CompletableFuture<Void> done, Duration longest) {
        try {
            done.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // a client that does not read gets no more
        }
    }

    private void handle(HttpExchange exchange) {
        Call bare = new Call(exchange, Map.of());
        Waits.finish(bare, () -> dispatch(exchange));
    }

    private void dispatch(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        gate.checkPlace(exchange.getRequestHeaders());
        List<String> asked = Route.segments(exchange.getRequestURI().getPath());
        Optional<Route> route = find(exchange.getRequestMethod(), asked);
        if (route.isEmpty() || !route.get().open()) {
            gate.checkToken(exchange.getRequestHeaders());
        }
        if (closed.get()) {
            throw Problem.closing();
        }
        Route found = route.orElseThrow(() -> missing(exchange, asked));
        Call call = new Call(exchange, found.match(asked).orElseThrow());
        for (String name : call.query().keySet()) {
            if (!found.query().contains(name)) {
                throw Problem.badRequest(
                        "there is no parameter " + name + " here; there are " + new TreeSet<>(found.query()));
            }
        }
        found.action().run(call);
    }

    private Optional<Route> find(String method, List<String> asked) {
        return routes.stream()
                .filter(route ->
                        route.method().equals(method) && route.match(asked).isPresent())
                .findFirst();
    }

    private Problem missing(HttpExchange exchange, List<String> asked) {
        List<String> methods = routes.stream()
                .filter(route -> route.match(asked).isPresent())
                .map(Route::method)
                .toList();
        if (methods.isEmpty()) {
            return new Problem(
                    404,
                    "no-such-path",
                    "there is nothing at " + exchange.getRequestURI().getPath());
        }
        exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
        return new Problem(405, "wrong-method", "here one can " + String.join(", ", methods));
    }

    static byte[] resource(String name) {
        try (InputStream in = SessionServer.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "session-server-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
