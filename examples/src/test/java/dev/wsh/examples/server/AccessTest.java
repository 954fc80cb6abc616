package dev.wsh.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and how much they may send. */
@EnabledOnOs(OS.LINUX)
class AccessTest {
    private ServerLab lab;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        lab = new ServerLab(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void tokenFile_new_isForItsOwnerOnly() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(lab.tokenFile)));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(lab.tokenFile.getParent())));
        String token = Files.readString(lab.tokenFile).strip();
        assertEquals(43, token.length());
        assertTrue(Token.in(lab.tokenFile).is(token), "the same file gives the same token");
        assertNotEquals(token, Token.in(lab.tokenFile.resolveSibling("other")).value());
        assertTrue(!Token.in(lab.tokenFile).toString().contains(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void tokenFile_readableByOthers_isRefused(String permissions) throws IOException {
        Files.setPosixFilePermissions(lab.tokenFile, PosixFilePermissions.fromString(permissions));
        IOException refused = assertThrows(IOException.class, () -> SessionServer.open(lab.wsh, 0, lab.tokenFile));
        assertTrue(refused.getMessage().contains("can be read by others"), refused::getMessage);
    }

    @Test
    void tokenFile_linkOrEmpty_isRefused() throws IOException {
        Path link = Files.createSymbolicLink(lab.tokenFile.resolveSibling("link"), lab.tokenFile);
        assertTrue(assertThrows(IOException.class, () -> Token.in(link))
                .getMessage()
                .contains("no regular file"));
        Files.writeString(lab.tokenFile, "short\n");
        assertTrue(assertThrows(IOException.class, () -> Token.in(lab.tokenFile))
                .getMessage()
                .contains("no token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Bearer ", "Basic TOKEN", "Bearer TOKENx", "TOKEN"})
    void token_missingOrWrong_isRefused(String header) throws IOException {
        String shown = header.replace("TOKEN", Files.readString(lab.tokenFile).strip());
        for (String path : List.of("/sessions", "/nothing", "/idle")) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(lab.server.uri().resolve(path));
            if (!shown.isEmpty()) {
                request.header("Authorization", shown);
            }
            Client.Answer answer = lab.client.send(request);
            answer.problem(401, "no-token");
            assertTrue(
                    answer.response().headers().firstValue("WWW-Authenticate").isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:1"})
    void origin_foreign_isRefused(String origin) {
        String sent = origin.replace("PORT", "" + lab.server.uri().getPort());
        lab.client.send(lab.client.request("/sessions").header("Origin", sent)).problem(403, "wrong-origin");
    }

    @Test
    void origin_own_isWelcome() {
        String own = "http://localhost:" + lab.server.uri().getPort();
        lab.client.send(lab.client.request("/sessions").header("Origin", own)).expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: evil.example:PORT\r\n", "Host: 127.0.0.1\r\n", "Host: 127.0.0.1:PORT\r\nHost: x\r\n", ""})
    void host_foreign_isRefusedEvenWithTheToken(String host) throws IOException {
        String answer = raw("GET /openapi.json HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
        answer = raw("GET /openapi.json HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    private String raw(String request) throws IOException {
        int port = lab.server.uri().getPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.replace("PORT", "" + port).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void address_notLoopback_isNotServed() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        int port = lab.server.uri().getPort();
        assertEquals("127.0.0.1", lab.server.uri().getHost());
        for (InetAddress other : others) {
            assertThrows(ConnectException.class, () -> new Socket(other, port).close(), other::toString);
        }
    }

    @Test
    void body_tooLarge_isRefusedAndNothingTyped() {
        lab.shell("sh");
        long before = lab.wsh.get("sh").mark().generation();
        String body = "x".repeat(Call.MOST_BODY + 1);
        lab.client.type("sh", body).problem(413, "too-large");
        lab.client
                .send(lab.client
                        .request("/sessions")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
                                ("{\"name\":\"" + body + "\"}").getBytes(StandardCharsets.UTF_8)))))
                .problem(413, "too-large");
        assertEquals(before, lab.wsh.get("sh").mark().generation());
    }
}
