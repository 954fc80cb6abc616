package dev.wsh.impl.wait;

import dev.wsh.Screen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The looks that are made of other looks. */
final class Combined {

    private Combined() {}

    private abstract static class Of<T> extends Look<T> {
        private final List<? extends Look<?>> parts;

        Of(List<? extends Look<?>> parts) {
            this.parts = parts;
        }

        @Override
        long wakeAt(Moment moment, long seen) {
            return parts.stream()
                    .mapToLong(part -> part.wakeAt(moment, seen))
                    .min()
                    .orElse(NEVER);
        }

        @Override
        boolean byTimeOnly() {
            return parts.stream().allMatch(Look::byTimeOnly);
        }

        @Override
        boolean needsLeavingRows() {
            return parts.stream().anyMatch(Look::needsLeavingRows);
        }

        @Override
        boolean busy() {
            return parts.stream().anyMatch(Look::busy);
        }

        @Override
        Duration minimum() {
            return parts.stream().map(Look::minimum).max(Duration::compareTo).orElse(Duration.ZERO);
        }

        @Override
        Duration extension() {
            return parts.stream().map(Look::extension).max(Duration::compareTo).orElse(Duration.ZERO);
        }
    }

    /** The value of the first, when all are true. Every part is looked at, so that each can remember. */
    static final class All<T> extends Of<T> {
        private final Look<T> first;
        private final List<? extends Look<?>> others;

        All(Look<T> first, List<? extends Look<?>> others, List<? extends Look<?>> parts) {
            super(parts);
            this.first = first;
            this.others = others;
        }

        @Override
        Optional<Supplier<T>> look(Moment moment) {
            Optional<Supplier<T>> value = first.look(moment);
            boolean all = true;
            for (Look<?> other : others) {
                all &= other.look(moment).isPresent();
            }
            return all ? value : Optional.empty();
        }
    }

    /** The value of the first part that is true. */
    static final class Any<T> extends Of<T> {
        private final List<Look<? extends T>> parts;

        Any(List<Look<? extends T>> parts) {
            super(parts);
            this.parts = parts;
        }

        @Override
        Optional<Supplier<T>> look(Moment moment) {
            Optional<Supplier<T>> first = Optional.empty();
            for (Look<? extends T> part : parts) {
                Optional<? extends Supplier<? extends T>> value = part.look(moment);
                if (first.isEmpty() && value.isPresent()) {
                    Supplier<? extends T> found = value.get();
                    first = Optional.of(found::get);
                }
            }
            return first;
        }

        @Override
        Duration minimum() {
            return parts.stream().map(Look::minimum).min(Duration::compareTo).orElse(Duration.ZERO);
        }
    }

    /** True while the source is not. */
    static final class Not extends Of<Screen> {
        private final Look<?> source;

        Not(Look<?> source) {
            super(List.of(source));
            this.source = source;
        }

        @Override
        Optional<Supplier<Screen>> look(Moment moment) {
            if (source.look(moment).isPresent() || source.busy()) {
                return Optional.empty();
            }
            Screen screen = moment.screen();
            return Optional.of(() -> screen);
        }

        @Override
        boolean byTimeOnly() {
            return false;
        }
    }

    /** The source's value, converted by the user's function when it is asked for. */
    static final class Mapped<S, T> extends Of<T> {
        private final Look<S> source;
        private final Function<? super S, ? extends T> function;

        Mapped(Look<S> source, Function<? super S, ? extends T> function) {
            super(List.of(source));
            this.source = source;
            this.function = function;
        }

        @Override
        Optional<Supplier<T>> look(Moment moment) {
            return source.look(moment).map(value -> () -> function.apply(value.get()));
        }
    }

    /** True once the source has been true without a break for a time. */
    static final class Holding<T> extends Of<T> {
        private final Look<T> source;
        private final Duration unbroken;
        private long heldSince = NEVER;

        Holding(Look<T> source, Duration unbroken) {
            super(List.of(source));
            this.source = source;
            this.unbroken = unbroken;
        }

        @Override
        Optional<Supplier<T>> look(Moment moment) {
            Optional<Supplier<T>> value = source.look(moment);
            if (value.isEmpty()) {
                heldSince = source.busy() ? heldSince : NEVER;
                return value;
            }
            heldSince = Math.min(heldSince, moment.now());
            return moment.now() - heldSince >= unbroken.toNanos() ? value : Optional.empty();
        }

        @Override
        long wakeAt(Moment moment, long seen) {
            long end = heldSince == NEVER ? NEVER : heldSince + unbroken.toNanos();
            return Math.min(end > seen ? end : NEVER, super.wakeAt(moment, seen));
        }

        @Override
        boolean byTimeOnly() {
            return false;
        }

        @Override
        Duration minimum() {
            return unbroken.plus(super.minimum());
        }

        @Override
        Duration extension() {
            return unbroken.plus(super.extension());
        }
    }

    /** Fails when something hopeless is true first. */
    static final class Unless<T> extends Of<T> {
        private final Look<T> source;
        private final Look<?> hopeless;
        private final String description;

        Unless(Look<T> source, Look<?> hopeless, String description) {
            super(List.of(source, hopeless));
            this.source = source;
            this.hopeless = hopeless;
            this.description = description;
        }

        @Override
        Optional<Supplier<T>> look(Moment moment) {
            if (hopeless.look(moment).isPresent()) {
                throw new Hopeless(description);
            }
            return source.look(moment);
        }

        @Override
        Duration minimum() {
            return source.minimum();
        }
    }
}
