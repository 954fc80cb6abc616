package dev.wsh.examples.server;

import static dev.wsh.Conditions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wsh.Mark;
import dev.wsh.SessionSpec;
import dev.wsh.examples.server.Client.Answer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server does, asked by the JDK's client, about real shells. Each answer is checked against the description. */
@EnabledOnOs(OS.LINUX)
class SessionServerTest {
    private ServerLab lab;
    private Client client;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        lab = new ServerLab(folder);
        client = lab.client;
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void description_andRoutes_areTheSame() {
        Set<String> routes = new TreeSet<>();
        for (Route route : ServerLab.routes()) {
            routes.add(Description.line(route.method(), route.path(), route.query(), route.open()));
        }
        assertEquals(routes, Description.load().operations());
        assertEquals(
                "3.1.0",
                client.get("/openapi.json").expect(200).json().get("openapi").asText());
    }

    @Test
    void create_inspectAndList_tellTheSame(@TempDir Path folder) {
        Answer created = client.post(
                        "/sessions",
                        "{\"name\":\"build\",\"command\":\"pwd; echo $GREETING; exec cat\",\"rows\":30,\"cols\":100,"
                                + "\"cwd\":\"" + folder
                                + "\",\"env\":{\"GREETING\":\"hi there\"},\"tags\":[\"ci\",\"a\"]}")
                .expect(201);
        assertEquals(
                "/sessions/build",
                created.response().headers().firstValue("Location").orElse(""));
        JsonNode session = created.json();
        assertEquals("[\"a\",\"ci\"]", session.get("tags").toString());
        assertEquals(30, session.get("rows").asInt());
        assertEquals(folder.toString(), session.get("cwd").asText());
        assertTrue(ProcessHandle.of(session.get("pid").asLong()).isPresent());

        lab.wsh.get("build").awaitText("hi there").block();
        assertEquals(
                session.get("id"),
                client.get("/sessions/build").expect(200).json().get("id"));
        assertTrue(client.get("/sessions/build/screen")
                        .expect(200)
                        .body()
                        .startsWith(folder.getFileName().toString())
                || client.get("/sessions/build/screen")
                        .body()
                        .contains(folder.getFileName().toString()));
        client.post("/sessions", "{\"command\":[\"cat\"],\"tags\":[\"other\"]}").expect(201);
        assertEquals(List.of("build", "0"), names("/sessions"));
        assertEquals(List.of("build"), names("/sessions?tag=ci"));
        assertEquals(List.of("build", "0"), names("/sessions/?tag=other&tag=a"));
        assertEquals(List.of(), names("/sessions?tag=none"));
    }

    private List<String> names(String path) {
        List<String> names = new ArrayList<>();
        client.get(path)
                .expect(200)
                .json()
                .get("sessions")
                .forEach(session -> names.add(session.get("name").asText()));
        return names;
    }

    @Test
    void change_nameAndTags_togetherOrNotAtAll() {
        lab.shell("one", "ci", "old");
        lab.shell("two");
        JsonNode changed = client.json(
                        "PATCH", "/sessions/one", "{\"name\":\"uno\",\"addTags\":[\"new\"],\"removeTags\":[\"old\"]}")
                .expect(200)
                .json();
        assertEquals("uno", changed.get("name").asText());
        assertEquals("[\"ci\",\"new\"]", changed.get("tags").toString());

        String detail = client.json("PATCH", "/sessions/uno", "{\"name\":\"two\",\"addTags\":[\"lost\"]}")
                .problem(409, "name-conflict");
        assertTrue(detail.contains("two"), detail);
        assertEquals(
                "[\"ci\",\"new\"]",
                client.get("/sessions/uno").json().get("tags").toString());
    }

    @Test
    void input_textKeysAndBytes_arriveInOrder() {
        lab.shell("sh");
        long before = client.get("/sessions/sh").json().get("generation").asLong();
        long at = client.type("sh", "echo one; cat\n")
                .expect(200)
                .json()
                .get("generation")
                .asLong();
        assertEquals(before, at);
        lab.wsh.get("sh").awaitText(Pattern.compile("^one")).block();
        Mark sent = lab.wsh.get("sh").mark();
        client.post(
                        "/sessions/sh/input",
                        "{\"inputs\":[{\"text\":\"twx\"},{\"key\":\"Backspace\"},{\"paste\":\"o ä\"},{\"base64\":\"Cg==\"},"
                                + "{\"key\":\"Ctrl+d\"}]}")
                .expect(200);
        lab.wsh.get("sh").await(text("ready>").since(sent)).block();
        String screen = client.get("/sessions/sh/screen").expect(200).body();
        assertTrue(screen.contains("one\ntwo ä\ntwo ä\nready>"), screen);
    }

    @Test
    void screen_eachFormat_showsColours() {
        String line = "printf '\\033[1;31mred\\033[0m <b>&\\033[48;2;1;2;3mx'";
        client.post("/sessions", "{\"name\":\"s\",\"command\":\"" + line.replace("\\", "\\\\") + "\"}")
                .expect(201);
        JsonNode outcome = client.get("/sessions/s/idle").expect(200).json();
        assertEquals("ended", outcome.get("outcome").asText());
        assertEquals("red <b>&x", outcome.get("screen").asText());
        assertEquals(
                "{\"text\":\"exit 0\",\"success\":true,\"code\":0}",
                outcome.get("exit").toString());

        assertEquals(
                "red <b>&x\n",
                client.get("/sessions/s/screen?format=plain").expect(200).body());
        JsonNode styled =
                client.get("/sessions/s/screen?format=styled").expect(200).json();
        JsonNode runs = styled.get("lines").get(0).get("runs");
        assertEquals(
                "{\"col\":0,\"width\":3,\"text\":\"red\",\"style\":{\"fg\":1,\"bold\":true}}",
                runs.get(0).toString());
        assertEquals("{\"bg\":\"#010203\"}", runs.get(2).get("style").toString());
        assertEquals(
                "{\"row\":0,\"col\":9,\"visible\":true,\"shape\":\"block\"}",
                styled.get("cursor").toString());
        Answer page = client.get("/sessions/s/screen?format=html").expect(200);
        assertTrue(page.body().contains("&lt;b&gt;&amp;"), page.body());
        assertFalse(page.body().contains("<b>&"), page.body());
        assertTrue(
                page.response().headers().firstValue("Content-Security-Policy").isPresent());
    }

    @Test
    void scrollback_paged_givesEachLineOnce() {
        client.post("/sessions", "{\"name\":\"n\",\"command\":\"seq 500\",\"rows\":10}")
                .expect(201);
        client.get("/sessions/n/idle").expect(200);
        List<String> lines = new ArrayList<>();
        int pages = 0;
        for (JsonNode next = client.get("/sessions/n").json().get("rows").path("none"); ; pages++) {
            String from = next.isMissingNode() ? "" : "&from=" + next.asLong();
            JsonNode page = client.get("/sessions/n/scrollback?limit=100" + from)
                    .expect(200)
                    .json();
            page.get("lines").forEach(line -> lines.add(line.get("text").asText()));
            assertEquals(0, page.get("dropped").asInt());
            next = page.path("next");
            if (next.isMissingNode()) {
                break;
            }
        }
        assertEquals(4, pages);
        client.get("/sessions/n/screen").body().lines().forEach(lines::add);
        assertEquals(IntStream.rangeClosed(1, 500).mapToObj(Integer::toString).toList(), lines);
        assertEquals(
                "7\n8\n",
                client.get("/sessions/n/scrollback?from=6&limit=2&format=plain")
                        .expect(200)
                        .body());
        JsonNode styled = client.get("/sessions/n/scrollback?from=6&limit=1&format=styled")
                .expect(200)
                .json();
        assertEquals("7", styled.at("/lines/0/runs/0/text").asText());
    }

    @Test
    void idle_lastGeneration_waitsForWhatIsNew() {
        lab.shell("sh");
        JsonNode quiet = client.get("/sessions/sh/idle?quiet=50").expect(200).json();
        assertEquals("idle", quiet.get("outcome").asText());
        long known = quiet.get("generation").asLong();
        CompletableFuture<Answer> newer = client.getAsync("/sessions/sh/idle?quiet=50&lastGeneration=" + known);
        client.type("sh", "echo news\n").expect(200);
        JsonNode outcome = newer.join().expect(200).json();
        assertTrue(outcome.get("generation").asLong() > known, outcome::toString);

        String detail =
                client.get("/sessions/sh/idle?quiet=50&lastGeneration=999999").problem(400, "bad-request");
        assertTrue(detail.contains("is in the future"), detail);
    }

    @Test
    void idle_time_isUpWithTheEvidence() {
        lab.shell("sh");
        client.type("sh", "while :; do echo busy; sleep 0.02; done\n").expect(200);
        lab.wsh.get("sh").awaitText(Pattern.compile("^busy")).block();
        String detail = client.get("/sessions/sh/idle?quiet=2000&timeout=300").problem(504, "wait-timeout");
        assertTrue(detail.contains("session \"sh\" (RUNNING)") && detail.contains("|busy"), detail);
        detail = client.get("/sessions/sh/idle?quiet=2000&timeout=300&fresh=true")
                .problem(400, "bad-request");
        assertTrue(detail.contains("300 ms") || detail.contains("0.3"), detail);
    }

    @Test
    void idle_fresh_countsFromTheCall() {
        lab.shell("sh");
        client.get("/sessions/sh/idle?quiet=300").expect(200);
        long begin = System.nanoTime();
        client.get("/sessions/sh/idle?quiet=300&fresh=true").expect(200);
        assertTrue(System.nanoTime() - begin >= 300_000_000L, "a full window from now");
    }

    @Test
    void anyIdle_lastSession_isNotTheNextAgain() {
        lab.shell("a", "ci");
        client.get("/sessions/a/idle?quiet=50").expect(200);
        lab.shell("b", "ci");
        client.get("/sessions/b/idle?quiet=50").expect(200);
        lab.shell("c", "other");
        JsonNode first = client.get("/idle?tag=ci&quiet=50").expect(200).json();
        assertEquals("a", first.get("session").asText(), "it has been quiet for longer");
        String last = "&lastSession=a&lastGeneration=" + first.get("generation").asLong();
        assertEquals(
                "b",
                client.get("/idle?tag=ci&quiet=50" + last)
                        .expect(200)
                        .json()
                        .get("session")
                        .asText());

        client.delete("/sessions/b").expect(200);
        client.get("/idle?tag=ci&quiet=50&timeout=200" + last).problem(504, "wait-timeout");
        CompletableFuture<Answer> again = client.getAsync("/idle?tag=ci&quiet=50" + last);
        client.type("a", "echo new\n").expect(200);
        assertEquals("a", again.join().expect(200).json().get("session").asText());

        client.get("/idle?tag=none").problem(404, "no-sessions");
        client.get("/idle?lastSession=a").problem(400, "bad-request");
    }

    @Test
    void anyIdle_memberEnds_isAnOutcome() {
        client.post(
                        "/sessions",
                        "{\"name\":\"busy\",\"command\":\"while :; do echo .; sleep 0.02; done\",\"tags\":[\"ci\"]}")
                .expect(201);
        lab.shell("sh", "ci");
        client.type("sh", "exit 3\n").expect(200);
        CompletableFuture<Answer> any = client.getAsync("/idle?tag=ci&quiet=20000&timeout=60000&ended=true");
        JsonNode outcome = any.join().expect(200).json();
        assertEquals("sh", outcome.get("session").asText());
        assertEquals(3, outcome.at("/exit/code").asInt());
        String known =
                "&lastSession=sh&lastGeneration=" + outcome.get("generation").asLong();
        client.get("/idle?tag=ci&quiet=20000&timeout=200&ended=true" + known).problem(504, "wait-timeout");
        client.get("/idle?tag=ci&quiet=20000&timeout=200").problem(504, "wait-timeout");
        assertEquals(
                "sh",
                client.get("/idle?tag=ci&ended=true")
                        .expect(200)
                        .json()
                        .get("session")
                        .asText());
    }

    @Test
    void end_byItsProcess_leavesItReadable() {
        lab.shell("sh", "ci");
        client.type("sh", "echo done; exit 7\n").expect(200);
        client.get("/sessions/sh/idle").expect(200);
        assertEquals(List.of(), names("/sessions"));
        assertEquals(List.of("sh"), names("/sessions?state=ended&tag=ci"));
        assertEquals(List.of("sh"), names("/sessions?state=all"));
        JsonNode session = client.get("/sessions/sh").expect(200).json();
        assertEquals("ended", session.get("state").asText());
        assertEquals("exit 7", session.at("/exit/text").asText());
        assertTrue(client.get("/sessions/sh/screen").expect(200).body().contains("\ndone"));
        client.type("sh", "x").problem(409, "session-ended");
        client.delete("/sessions/sh").expect(200);
        String detail = client.get("/sessions/sh").problem(404, "no-such-session");
        assertTrue(detail.contains("sh"), detail);
    }

    @Test
    void delete_shellThatIgnoresHangup_isKilled() {
        lab.shell("sh");
        client.type("sh", "trap '' HUP; sleep 1000 &\n").expect(200);
        client.get("/sessions/sh/idle?quiet=50").expect(200);
        JsonNode killed = client.delete("/sessions/sh?grace=100").expect(200).json();
        assertEquals(2, killed.get("gone").size(), killed::toString);
        assertEquals(0, killed.get("survivors").size());
        assertEquals(List.of(), names("/sessions?state=all"));
    }

    @Test
    void size_changed_isSeenByTheProgram() {
        lab.shell("sh");
        client.post("/sessions/sh/size", "{\"rows\":11,\"cols\":77}").expect(200);
        client.type("sh", "stty size\n").expect(200);
        lab.wsh.get("sh").awaitText("11 77").block();
        client.post("/sessions/sh/size", "{\"rows\":11}").problem(400, "bad-request");
        client.post("/sessions/sh/size", "{\"rows\":0,\"cols\":5}").problem(400, "invalid-spec");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"name":"a b"}                    | 400 | invalid-spec  | name "a b" is not allowed
                    {"cwd":"/nowhere"}                | 400 | invalid-spec  | /nowhere
                    {"command":["/nowhere/program"]}  | 422 | spawn         | /nowhere/program
                    {"command":7}                     | 400 | bad-request   | command must be a text
                    {"command":[]}                    | 400 | bad-request   | command must be a text
                    {"command":["a",7]}               | 400 | bad-request   | no text: 7
                    {"rows":"24"}                     | 400 | bad-request   | String value
                    {"rows":1001}                     | 400 | invalid-spec  | size
                    {"nam":"x"}                       | 400 | bad-request   | "nam"
                    {"name":"x"                       | 400 | bad-request   | line 1
                    {"name":"x","name":"y"}           | 400 | bad-request   | Duplicate
                    {} {}                             | 400 | bad-request   | railing
                    null                              | 400 | bad-request   | null
                    {"tags":["no good"]}              | 400 | invalid-spec  | no good
                    {"tags":[null]}                   | 400 | bad-request   | holds a null
                    """)
    void create_wrong_saysWhatAndStartsNothing(String body, int status, String kind, String said) {
        String detail = client.post("/sessions", body).problem(status, kind);
        assertTrue(detail.contains(said), detail);
        assertEquals(List.of(), names("/sessions?state=all"));
    }

    @Test
    void create_tooMany_saysSo() {
        for (int i = 0; i < 80; i++) {
            lab.wsh.start(SessionSpec.command("cat"));
        }
        String detail = client.post("/sessions", "{\"command\":[\"cat\"]}").problem(429, "too-many-sessions");
        assertTrue(detail.contains("80"), detail);
    }

    @Test
    void request_wrong_saysWhatWouldBeRight() {
        client.get("/nothing").problem(404, "no-such-path");
        Answer wrong = client.send(client.request("/sessions").PUT(BodyPublishers.noBody()));
        wrong.problem(405, "wrong-method");
        assertEquals("GET, POST", wrong.response().headers().firstValue("Allow").orElse(""));
        assertTrue(client.get("/sessions?tags=a").problem(400, "bad-request").contains("[state, tag]"));
        assertTrue(
                client.get("/sessions?state=dead").problem(400, "bad-request").contains("running, ended or all"));
        lab.shell("sh");
        client.get("/sessions/sh/idle?quiet=0").problem(400, "bad-request");
        client.get("/sessions/sh/idle?quiet=1&quiet=2").problem(400, "bad-request");
        client.get("/sessions/sh/idle?fresh=1").problem(400, "bad-request");
        client.get("/sessions/sh/screen?format=pdf").problem(400, "bad-request");
        client.get("/sessions/sh/output?from=middle").problem(400, "bad-request");
        client.send(client.request("/sessions/sh/input").POST(BodyPublishers.ofString("x")))
                .problem(415, "wrong-media-type");
        client.post("/sessions/sh/input", "{\"inputs\":[{\"text\":\"a\",\"key\":\"b\"}]}")
                .problem(400, "bad-request");
        client.post("/sessions/sh/input", "{\"inputs\":[{\"key\":\"Hypr+b\"}]}").problem(400, "bad-request");
        client.post("/sessions/sh/input", "{\"inputs\":[]}").problem(400, "bad-request");
    }
}
