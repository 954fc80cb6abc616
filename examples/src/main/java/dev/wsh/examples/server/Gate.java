package dev.wsh.examples.server;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is let in. The server listens on the loopback address only, but a browser on this machine can be sent there by any
 * page: so the {@code Host} must be this server's own, which no page can arrange by pointing a name of its own to the
 * loopback address, and an {@code Origin} too.
 */
final class Gate {
    private static final String SCHEME = "Bearer ";

    private final Token token;
    private final Set<String> hosts;
    private final Set<String> origins;

    Gate(Token token, int port) {
        this.token = token;
        this.hosts = Stream.of("127.0.0.1", "localhost", "[::1]")
                .map(host -> host + ":" + port)
                .collect(Collectors.toUnmodifiableSet());
        this.origins = hosts.stream().map(host -> "http://" + host).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Checks where a request comes from.
     *
     * @throws Problem if it does not come from a page or program that addressed this server
     */
    void checkPlace(Headers headers) {
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1 || !hosts.contains(host.get(0))) {
            throw new Problem(421, "wrong-host", "the Host " + host + " is not this server; expected one of " + hosts);
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!origins.contains(origin)) {
                throw new Problem(403, "wrong-origin", "a page of " + origin + " may not talk to this server");
            }
        }
    }

    /**
     * Checks the token.
     *
     * @throws Problem if there is none, or a wrong one
     */
    void checkToken(Headers headers) {
        List<String> shown = headers.getOrDefault("Authorization", List.of());
        if (shown.size() != 1
                || !shown.get(0).regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, SCHEME.length())
                || !token.is(shown.get(0).substring(SCHEME.length()).strip())) {
            throw new Problem(
                    401, "no-token", "the token of this server's file is needed, as Authorization: Bearer ...");
        }
    }
}
