package dev.wsh.acceptance;

import dev.wsh.Mark;
import dev.wsh.Output;
import dev.wsh.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A subscriber of a session's output, which tells when a text has come, be it as a part of something else. */
final class OutputText implements Flow.Subscriber<Output> {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder bytes = new StringBuilder();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private String awaited = "";
    private CompletableFuture<Void> found = new CompletableFuture<>();

    static OutputText of(Session session, Mark from) {
        OutputText subscriber = new OutputText();
        session.output(from).subscribe(subscriber);
        return subscriber;
    }

    synchronized String text() {
        return text.toString();
    }

    void cancel() throws Exception {
        subscription.get().cancel();
    }

    void await(String what, Duration atMost) throws InterruptedException, ExecutionException {
        CompletableFuture<Void> coming;
        synchronized (this) {
            awaited = what;
            coming = new CompletableFuture<>();
            found = coming;
            look();
        }
        get(coming, "\"" + what + "\"", atMost);
    }

    void awaitComplete(Duration atMost) throws InterruptedException, ExecutionException {
        get(complete, "the end", atMost);
    }

    private void get(CompletableFuture<Void> coming, String what, Duration atMost)
            throws InterruptedException, ExecutionException {
        double factor = Double.parseDouble(System.getProperty("wsh.timeout.factor", "1"));
        try {
            coming.get((long) (atMost.toMillis() * factor), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no " + what + " within " + atMost + " in: " + text(), e);
        }
    }

    private void look() {
        if (bytes.indexOf(awaited) >= 0) {
            found.complete(null);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        given.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(Output piece) {
        text.append(piece.text());
        bytes.append(new String(piece.bytes(), StandardCharsets.ISO_8859_1));
        look();
    }

    @Override
    public void onError(Throwable failure) {
        complete.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        complete.complete(null);
    }
}
