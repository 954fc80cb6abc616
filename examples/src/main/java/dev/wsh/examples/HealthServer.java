package dev.wsh.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A small HTTP server that logs each request: the long-running program that {@link Watcher} watches. */
public final class HealthServer {

    private HealthServer() {}

    /**
     * Serves until it is interrupted.
     *
     * @param args none
     * @throws IOException if there is no free port
     */
    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/health", exchange -> answer(exchange, 200, "ok"));
        server.createContext("/api/orders", exchange -> {
            System.out.println("ERROR no connection to the database");
            answer(exchange, 500, "out of order");
        });
        server.start();
        System.out.println(
                "listening on http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        System.out.println(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + status);
    }
}
