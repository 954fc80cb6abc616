package dev.wsh.examples;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Fetches a URL: a {@code curl -f} for machines that have none. */
public final class Fetch {

    private Fetch() {}

    /**
     * Prints what the server says. Ends with 1 if it says that something is wrong.
     *
     * @param args the URL
     * @throws IOException if there is no answer
     */
    public static void main(String[] args) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(args[0]).toURL().openConnection();
        int status = connection.getResponseCode();
        if (status >= 400) {
            System.out.println("HTTP " + status);
            System.exit(1);
        }
        connection.getInputStream().transferTo(System.out);
    }
}
