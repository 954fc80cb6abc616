package dev.wsh.examples.server;

import dev.wsh.ConditionFailedException;
import dev.wsh.InputRejectedException;
import dev.wsh.InvalidSpecException;
import dev.wsh.NameConflictException;
import dev.wsh.NoSessionsException;
import dev.wsh.NoSuchSessionException;
import dev.wsh.SessionEndedException;
import dev.wsh.SpawnException;
import dev.wsh.TooManySessionsException;
import dev.wsh.WaitTimeoutException;
import dev.wsh.WshClosedException;
import dev.wsh.WshException;
import java.io.Serial;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** An answer that is no success, as RFC 9457 describes them. The detail is the library's own message where it has one. */
final class Problem extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Problems have a URN, since there is no page about each. */
    private static final String TYPE = "urn:wsh:problem:";

    private final int status;
    private final String kind;

    Problem(int status, String kind, String detail) {
        super(detail);
        this.status = status;
        this.kind = kind;
    }

    static Problem badRequest(String detail) {
        return new Problem(400, "bad-request", detail);
    }

    static Problem closing() {
        return new Problem(503, "closing", "the server is closing");
    }

    /** Puts a failure into the words of HTTP. */
    static Problem of(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Problem problem) {
            return problem;
        }
        if (cause instanceof WshException known) {
            return new Problem(status(known), kind(known), said(known));
        }
        if (cause instanceof CancellationException) {
            return closing();
        }
        if (cause instanceof IllegalArgumentException) {
            return badRequest(said(cause));
        }
        return new Problem(500, "internal", "an error of the server, which has logged it");
    }

    private static int status(WshException failure) {
        if (failure instanceof InvalidSpecException) {
            return 400;
        }
        if (failure instanceof NoSuchSessionException || failure instanceof NoSessionsException) {
            return 404;
        }
        if (failure instanceof NameConflictException
                || failure instanceof SessionEndedException
                || failure instanceof ConditionFailedException) {
            return 409;
        }
        if (failure instanceof SpawnException) {
            return 422;
        }
        if (failure instanceof TooManySessionsException || failure instanceof InputRejectedException) {
            return 429;
        }
        if (failure instanceof WshClosedException) {
            return 503;
        }
        return failure instanceof WaitTimeoutException ? 504 : 500;
    }

    /** {@code NameConflictException} is a {@code name-conflict}. */
    private static String kind(WshException failure) {
        return failure.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    int status() {
        return status;
    }

    /** {@return its members, in the order of the RFC} */
    View view() {
        String title = kind.replace('-', ' ');
        return new View(TYPE + kind, title, status, said(this));
    }

    /** The members of a problem. */
    record View(String type, String title, int status, String detail) {}

    /** It is an answer, not an accident. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
