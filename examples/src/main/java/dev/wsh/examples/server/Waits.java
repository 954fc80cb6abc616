package dev.wsh.examples.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Calls that are answered later. A call that waits holds no thread. Thread-safe. */
final class Waits {
    private static final Logger LOG = System.getLogger(Waits.class.getName());

    private final Executor workers;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** A call that waits: for what, and its end. Equal to itself only. */
    private static final class Wait {
        private final Future<?> outcome;
        private final CompletableFuture<Void> answered = new CompletableFuture<>();

        Wait(Future<?> outcome) {
            this.outcome = outcome;
        }

        void giveUp() {
            outcome.cancel(/* mayInterruptIfRunning= */ false);
        }
    }

    Waits(Executor workers) {
        this.workers = workers;
    }

    /** Answers a call with the outcome of something, or with the problem that it met. */
    <T> void answer(Call call, CompletableFuture<T> outcome, Function<? super T, ?> view) {
        Wait wait = new Wait(outcome);
        waits.add(wait);
        outcome.whenCompleteAsync(
                (value, failure) -> {
                    finish(call, () -> {
                        if (failure != null) {
                            throw Problem.of(failure);
                        }
                        call.answer(200, view.apply(value));
                    });
                    waits.remove(wait);
                    wait.answered.complete(null);
                },
                workers);
        if (closing) {
            wait.giveUp();
        }
    }

    int size() {
        return waits.size();
    }

    /** {@return complete when all calls that wait now are answered} */
    CompletableFuture<Void> answered() {
        return CompletableFuture.allOf(waits.stream().map(wait -> wait.answered).toArray(CompletableFuture[]::new));
    }

    /** Gives all waits up, which answers their calls. {@return complete when they are answered} */
    CompletableFuture<Void> close() {
        closing = true;
        CompletableFuture<Void> answered = answered();
        waits.forEach(Wait::giveUp);
        return answered;
    }

    /** Runs something that answers a call. If it fails before the answer has begun, the failure is the answer. */
    static void finish(Call call, Answer answer) {
        try {
            answer.run();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client went away", e);
            call.exchange().close();
        } catch (RuntimeException e) {
            fail(call, e);
        }
    }

    private static void fail(Call call, RuntimeException failure) {
        Problem problem = Problem.of(failure);
        if (problem.status() == 500) {
            LOG.log(
                    Level.ERROR,
                    call.exchange().getRequestMethod() + " " + call.exchange().getRequestURI(),
                    failure);
        }
        try (HttpExchange exchange = call.exchange()) {
            if (exchange.getResponseCode() < 0) {
                call.answer(problem);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client went away", e);
        }
    }

    /** What answers a call. */
    interface Answer {
        void run() throws IOException;
    }
}
