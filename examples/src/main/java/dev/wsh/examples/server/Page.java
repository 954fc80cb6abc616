package dev.wsh.examples.server;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page for people. It holds nothing secret, and may run its own script, use its own styles and talk to this server only. */
final class Page {
    private static final byte[] PAGE = SessionServer.resource("page.html");

    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " connect-src 'self'; img-src data:; script-src " + hash("script") + "; style-src "
                    + hash("style");

    private Page() {}

    static Route route() {
        return Route.open("/", Page::answer);
    }

    private static void answer(Call call) throws IOException {
        Headers headers = call.exchange().getResponseHeaders();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        call.answer(200, "text/html; charset=utf-8", PAGE);
    }

    private static String hash(String element) {
        String page = new String(PAGE, StandardCharsets.UTF_8);
        Matcher found =
                Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">").matcher(page);
        if (!found.find()) {
            throw new IllegalStateException("the page has no " + element);
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(found.group(1).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
