package dev.wsh;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

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
        return pending(super.thenCombine(other, fn));
    }

    @Override
    public <U, V> Pending<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return thenCombineAsync(other, fn, defaultExecutor());
    }

    @Override
    public <U, V> Pending<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
        return pending(super.thenCombineAsync(other, fn, executor));
    }

    @Override
    public <U> Pending<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return pending(super.thenAcceptBoth(other, action));
    }

    @Override
    public <U> Pending<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return thenAcceptBothAsync(other, action, defaultExecutor());
    }

    @Override
    public <U> Pending<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action, Executor executor) {
        return pending(super.thenAcceptBothAsync(other, action, executor));
    }

    @Override
    public Pending<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return pending(super.runAfterBoth(other, action));
    }

    @Override
    public Pending<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return runAfterBothAsync(other, action, defaultExecutor());
    }

    @Override
    public Pending<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return pending(super.runAfterBothAsync(other, action, executor));
    }

    @Override
    public <U> Pending<U> applyToEither(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return pending(super.applyToEither(other, fn));
    }

    @Override
    public <U> Pending<U> applyToEitherAsync(CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return applyToEitherAsync(other, fn, defaultExecutor());
    }

    @Override
    public <U> Pending<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn, Executor executor) {
        return pending(super.applyToEitherAsync(other, fn, executor));
    }

    @Override
    public Pending<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return pending(super.acceptEither(other, action));
    }

    @Override
    public Pending<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return acceptEitherAsync(other, action, defaultExecutor());
    }

    @Override
    public Pending<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
        return pending(super.acceptEitherAsync(other, action, executor));
    }

    @Override
    public Pending<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return pending(super.runAfterEither(other, action));
    }

    @Override
    public Pending<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return runAfterEitherAsync(other, action, defaultExecutor());
    }

    @Override
    public Pending<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return pending(super.runAfterEitherAsync(other, action, executor));
    }

    @Override
    public <U> Pending<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> fn) {
        return pending(super.thenCompose(fn));
    }

    @Override
    public <U> Pending<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn) {
        return thenComposeAsync(fn, defaultExecutor());
    }

    @Override
    public <U> Pending<U> thenComposeAsync(Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
        return pending(super.thenComposeAsync(fn, executor));
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
        return pending(super.exceptionallyCompose(fn));
    }

    @Override
    public Pending<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return exceptionallyComposeAsync(fn, defaultExecutor());
    }

    @Override
    public Pending<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> fn, Executor executor) {
        return pending(super.exceptionallyComposeAsync(fn, executor));
    }

    @Override
    public Pending<T> copy() {
        return pending(super.copy());
    }
}
