package dev.wsh;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stages that depend on a pending, each of them a pending itself: it blocks well, moves virtual time, can be given a
 * deadline and a name, and says in its failures what was seen. What they do is that of {@link CompletableFuture}; here is only
 * their type.
 *
 * @param <T> the type of the outcome
 */
abstract class Stages<T> extends CompletableFuture<T> {

    private static <U> Pending<U> pending(CompletableFuture<U> stage) {
        return (Pending<U>) stage; // of newIncompleteFuture
    }

    private static <U> Pending<U> both(CompletableFuture<U> stage, CompletionStage<?> other) {
        return pending(stage, "all of", other);
    }

    private static <U> Pending<U> either(CompletableFuture<U> stage, CompletionStage<?> other) {
        return pending(stage, "any of", other);
    }

    private static <U> Pending<U> pending(CompletableFuture<U> stage, String how, CompletionStage<?> other) {
        Pending<U> dependent = pending(stage);
        if (other instanceof Pending<?> source) {
            dependent.sources().add(how, source);
        }
        return dependent;
    }

    /** A function that gives another stage, which the dependent one waits for from then on. */
    private static final class Composed<A, U> implements Function<A, CompletionStage<U>> {
        private final Function<? super A, ? extends CompletionStage<U>> fn;
        private @Nullable Pending<U> dependent; // guarded by this, as is the next
        private @Nullable Pending<?> inner;

        Composed(Function<? super A, ? extends CompletionStage<U>> fn) {
            this.fn = Objects.requireNonNull(fn, "fn");
        }

        @Override
        public CompletionStage<U> apply(A value) {
            CompletionStage<U> stage = fn.apply(value);
            if (stage instanceof Pending<?> pending) {
                synchronized (this) {
                    inner = pending;
                    link();
                }
            }
            return stage;
        }

        synchronized Pending<U> of(Pending<U> stage) {
            dependent = stage;
            link();
            return stage;
        }

        private void link() {
            if (dependent != null && inner != null) {
                dependent.sources().add("", inner);
            }
        }
    }

    @Override
    public <U> Pending<U> thenApply(Function<? super T, ? extends U> fn) {
        return pending(super.thenApply(fn));
    }

    @Override
    public <U> Pending<U> thenApplyAsync(Function<? super T, ? extends U> fn) {
        return thenApplyAsync(fn, defaultExecutor());
    }

    @Override
    public <U> Pending<U> thenApplyAsync(Function<? super T, ? extends U> fn, Executor executor) {
        return pending(super.thenApplyAsync(fn, executor));
    }

    @Override
    public Pending<Void> thenAccept(Consumer<? super T> action) {
        return pending(super.thenAccept(action));
    }

    @Override
    public Pending<Void> thenAcceptAsync(Consumer<? super T> action) {
        return thenAcceptAsync(action, defaultExecutor());
    }

    @Override
    public Pending<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
        return pending(super.thenAcceptAsync(action, executor));
    }

    @Override
    public Pending<Void> thenRun(Runnable action) {
        return pending(super.thenRun(action));
    }

    @Override
    public Pending<Void> thenRunAsync(Runnable action) {
        return thenRunAsync(action, defaultExecutor());
    }

    @Override
    public Pending<Void> thenRunAsync(Runnable action, Executor executor) {
        return pending(super.thenRunAsync(action, executor));
    }

    @Override
    public <U, V> Pending<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return both(super.thenCombine(other, fn), other);
    }

    @Override
    public <U, V> Pending<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return thenCombineAsync(other, fn, defaultExecutor());
    }

    @Override
    public <U, V> Pending<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
        return both(super.thenCombineAsync(other, fn, executor), other);
    }

    @Override
    public <U> Pending<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return both(super.thenAcceptBoth(other, action), other);
    }

    @Override
    public <U> Pending<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return thenAcceptBothAsync(other, action, defaultExecutor());
    }

    @Override
    public <U> Pending<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action, Executor executor) {
        return both(super.thenAcceptBothAsync(other, action, executor), other);
    }

    @Override
    public Pending<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return both(super.runAfterBoth(other, action), other);
    }

    @Override
    public Pending<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return runAfterBothAsync(other, action, defaultExecutor());
    }

    @Override
    public Pending<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return both(super.runAfterBothAsync(other, action, executor), other);
    }

    @Override
    public <U> Pending<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return either(super.applyToEither(other, fn), other);
    }

    @Override
    public <U> Pending<U> applyToEitherAsync(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return applyToEitherAsync(other, fn, defaultExecutor());
    }

    @Override
    public <U> Pending<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn, Executor executor) {
        return either(super.applyToEitherAsync(other, fn, executor), other);
    }

    @Override
    public Pending<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return either(super.acceptEither(other, action), other);
    }

    @Override
    public Pending<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return acceptEitherAsync(other, action, defaultExecutor());
    }

    @Override
    public Pending<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
        return either(super.acceptEitherAsync(other, action, executor), other);
    }

    @Override
    public Pending<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return either(super.runAfterEither(other, action), other);
    }

    @Override
    public Pending<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return runAfterEitherAsync(other, action, defaultExecutor());
    }

    @Override
    public Pending<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return either(super.runAfterEitherAsync(other, action, executor), other);
    }

    @Override
    public <U> Pending<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn) {
        Composed<T, U> step = new Composed<>(fn);
        return step.of(pending(super.thenCompose(step)));
    }

    @Override
    public <U> Pending<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn) {
        return thenComposeAsync(fn, defaultExecutor());
    }

    @Override
    public <U> Pending<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
        Composed<T, U> step = new Composed<>(fn);
        return step.of(pending(super.thenComposeAsync(step, executor)));
    }

    @Override
    public Pending<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return pending(super.whenComplete(action));
    }

    @Override
    public Pending<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action) {
        return whenCompleteAsync(action, defaultExecutor());
    }

    @Override
    public Pending<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action, Executor executor) {
        return pending(super.whenCompleteAsync(action, executor));
    }

    @Override
    public <U> Pending<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
        return pending(super.handle(fn));
    }

    @Override
    public <U> Pending<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> fn) {
        return handleAsync(fn, defaultExecutor());
    }

    @Override
    public <U> Pending<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> fn, Executor executor) {
        return pending(super.handleAsync(fn, executor));
    }

    @Override
    public Pending<T> exceptionally(Function<Throwable, ? extends T> fn) {
        return pending(super.exceptionally(fn));
    }

    @Override
    public Pending<T> exceptionallyAsync(Function<Throwable, ? extends T> fn) {
        return exceptionallyAsync(fn, defaultExecutor());
    }

    @Override
    public Pending<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor executor) {
        return pending(super.exceptionallyAsync(fn, executor));
    }

    @Override
    public Pending<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        Composed<Throwable, T> step = new Composed<>(fn);
        return step.of(pending(super.exceptionallyCompose(step)));
    }

    @Override
    public Pending<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return exceptionallyComposeAsync(fn, defaultExecutor());
    }

    @Override
    public Pending<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> fn, Executor executor) {
        Composed<Throwable, T> step = new Composed<>(fn);
        return step.of(pending(super.exceptionallyComposeAsync(step, executor)));
    }

    @Override
    public Pending<T> copy() {
        return pending(super.copy());
    }
}
