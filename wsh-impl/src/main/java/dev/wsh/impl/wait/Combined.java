package dev.wsh.impl.wait;

import dev.wsh.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The looks that are made of other looks. Each has three answers, as its parts have: what is not known yet never counts as
 * a no.
 */
final class Combined {

    private Combined() {}

    private abstract static class Of<T> extends Look<T> {
        private final List<? extends Look<?>> parts;

        Of(List<? extends Look<?>> parts) {
            this.parts = parts;
        }

        final List<? extends Look<?>> parts() {
            return parts;
        }

        @Override
        void repeat() {
            parts.forEach(Look::repeat);
        }

        @Override
        void inOrder() {
            parts.forEach(Look::inOrder);
        }

        /** All parts were part of the answer. */
        @Override
        boolean goOn(Optional<SessionMark> now) {
            boolean any = false;
            for (Look<?> part : parts) {
                any |= part.goOn(Optional.empty());
            }
            if (!any) {
                parts.forEach(part -> part.goOn(now)); // no text: what stays true is no news
            }
            return any;
        }

        @Override
        long wakeAt(Moment moment, long seen) {
            long next = NEVER;
            for (Look<?> part : parts) {
                next = Math.min(next, part.wakeAt(moment, seen));
            }
            return next;
        }

        @Override
        boolean byTimeOnly() {
            return parts.stream().allMatch(Look::byTimeOnly);
        }

        @Override
        boolean mayComeEarlier(Moment moment) {
            return parts.stream().anyMatch(part -> part.mayComeEarlier(moment));
        }

        @Override
        boolean needsLeavingRows() {
            return parts.stream().anyMatch(Look::needsLeavingRows);
        }

        @Override
        boolean needsFrames() {
            return parts.stream().anyMatch(Look::needsFrames);
        }

        @Override
        boolean asksUser() {
            return parts.stream().anyMatch(Look::asksUser);
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

        @Override
        void explain(Explanation into) {
            parts.forEach(part -> part.explain(into));
        }
    }

    /**
     * The value of the first, when all are true of one moment.
     *
     * <p>Parts that ask the user's code answer late. So that all answers are of one screen, those of the other parts are
     * kept from the moment in which the user's code was asked, and nothing is asked anew before all have answered.
     */
    static final class All<T> extends Of<T> {
        private final List<String> names;
        private final List<Answer<?>> last = new ArrayList<>();
        private @Nullable List<Answer<?>> kept; // the engine's answers, while the user's code looks at the same screen

        All(List<? extends Look<?>> parts, List<String> names) {
            super(parts);
            this.names = names;
        }

        @Override
        Answer<T> look(Moment moment) {
            List<Answer<?>> engine = new ArrayList<>();
            for (Look<?> part : parts()) {
                engine.add(part.asksUser() ? Answer.notYet() : part.look(moment)); // each one, so that it can remember
            }
            if (!asksUser()) {
                return combine(engine);
            }
            if (busy()) {
                kept = kept == null ? engine : kept; // a part has just begun to ask, of this very screen
                return Answer.notYet();
            }
            List<Answer<?>> then = kept;
            if (then == null && !allYes(engine)) {
                return combine(engine); // nobody needs to be asked
            }
            List<Answer<?>> all = new ArrayList<>(then == null ? engine : then);
            for (int i = 0; i < all.size(); i++) {
                if (parts().get(i).asksUser()) {
                    all.set(i, parts().get(i).look(moment));
                }
            }
            kept = busy() ? engine : null;
            return combine(all);
        }

        private boolean allYes(List<Answer<?>> engine) {
            for (int i = 0; i < engine.size(); i++) {
                if (!engine.get(i).isYes() && !parts().get(i).asksUser()) {
                    return false;
                }
            }
            return true;
        }

        @SuppressWarnings("unchecked") // the first part's type is this one's
        private Answer<T> combine(List<Answer<?>> answers) {
            last.clear();
            last.addAll(answers);
            boolean known = true;
            for (Answer<?> answer : answers) {
                if (answer.isNo()) {
                    return Answer.no();
                }
                known &= answer.isYes();
            }
            return known ? (Answer<T>) answers.get(0) : Answer.notYet();
        }

        @Override
        void explain(Explanation into) {
            for (int i = 0; i < last.size(); i++) {
                if (!last.get(i).isYes()) {
                    into.missing(names.get(i));
                    parts().get(i).explain(into);
                }
            }
        }
    }

    /**
     * The value of the first part that is true. A later one wins only when the answers of all before it are known: what it
     * found is kept until then.
     */
    static final class Any<T> extends Of<T> {
        private final List<Look<? extends T>> looks;
        private final List<@Nullable Answer<? extends T>> candidates = new ArrayList<>();
        private int winner;

        Any(List<Look<? extends T>> looks) {
            super(looks);
            this.looks = looks;
            looks.forEach(look -> candidates.add(null));
        }

        @Override
        Answer<T> look(Moment moment) {
            boolean known = true;
            Answer<T> best = Answer.no();
            for (int i = 0; i < looks.size(); i++) {
                Answer<? extends T> answer = looks.get(i).look(moment);
                Answer<? extends T> candidate = candidates.get(i);
                if (candidate == null && answer.isYes()) {
                    candidate = answer;
                    candidates.set(i, answer);
                }
                if (known && candidate != null && best.isNo()) {
                    best = widened(candidate);
                    winner = i;
                }
                known &= !(answer instanceof Answer.NotYet) || candidate != null;
            }
            if (best.isYes()) {
                candidates.replaceAll(candidate -> null); // a look after this one begins anew
                return best;
            }
            return known ? best : Answer.notYet();
        }

        /** The others have not been answered. */
        @Override
        boolean goOn(Optional<SessionMark> now) {
            return looks.get(winner).goOn(now);
        }

        /** One of those of its parts, if each has some. */
        @Override
        Optional<TextNeed> need() {
            Set<String> texts = new LinkedHashSet<>();
            boolean isAll = true;
            for (Look<?> look : looks) {
                Optional<TextNeed> part = look.need();
                if (part.isEmpty()) {
                    return part;
                }
                texts.addAll(part.get().texts());
                isAll &= part.get().isAll();
            }
            return Optional.of(new TextNeed(texts, isAll));
        }

        @SuppressWarnings("unchecked") // a value is only taken out
        private static <T> Answer<T> widened(Answer<? extends T> answer) {
            return (Answer<T>) answer;
        }

        @Override
        Duration minimum() {
            return looks.stream().map(Look::minimum).min(Duration::compareTo).orElse(Duration.ZERO);
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
        Answer<Screen> look(Moment moment) {
            Answer<?> answer = source.look(moment);
            if (answer.isNo()) {
                Screen screen = moment.screen();
                return Answer.yes(() -> screen);
            }
            return answer.isYes() ? Answer.no() : Answer.notYet();
        }

        @Override
        boolean byTimeOnly() {
            return false;
        }

        @Override
        Duration minimum() {
            return Duration.ZERO;
        }

        @Override
        void explain(Explanation into) {}
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
        Answer<T> look(Moment moment) {
            Answer<S> answer = source.look(moment);
            if (answer instanceof Answer.Yes<S> yes) {
                return Answer.yes(() -> function.apply(yes.value().get()), yes.at());
            }
            return answer.withoutValue();
        }

        @Override
        Optional<TextNeed> need() {
            return source.need();
        }
    }

    /**
     * True once the source has been true without a break for a time, and the kernel was asked at its end: what had come by
     * then was looked at too.
     */
    static final class Holding<T> extends Of<T> {
        private final Look<T> source;
        private final long unbroken;
        private final Duration time;
        private long heldSince = NEVER;
        private boolean asked; // the kernel, after the time was over

        Holding(Look<T> source, Duration time) {
            super(List.of(source));
            this.source = source;
            this.time = time;
            this.unbroken = Nanos.of(time);
        }

        @Override
        Answer<T> look(Moment moment) {
            Answer<T> answer = source.look(moment);
            if (answer.isNo()) {
                heldSince = NEVER;
                asked = false;
                return answer;
            }
            if (answer.isYes() && (heldSince == NEVER || mayHaveBroken(moment))) {
                heldSince = moment.now();
                asked = false;
            }
            if (heldSince == NEVER) {
                return answer; // not known yet
            }
            if (moment.now() - heldSince < unbroken) {
                return Answer.no();
            }
            asked |= moment.isAfterProbe();
            if (!asked) {
                moment.wantProbe();
            }
            return asked ? answer : Answer.notYet();
        }

        @Override
        boolean goOn(Optional<SessionMark> now) {
            heldSince = NEVER;
            return super.goOn(now);
        }

        /** Output that was read late may hide a break: of what it overwrote nothing is seen. */
        private boolean mayHaveBroken(Moment moment) {
            return moment.isLate(Nanos.plus(heldSince, unbroken)) || moment.isPausedSince(heldSince);
        }

        @Override
        long wakeAt(Moment moment, long seen) {
            long end = heldSince == NEVER ? NEVER : Nanos.plus(heldSince, unbroken);
            return Math.min(end > seen ? end : NEVER, super.wakeAt(moment, seen));
        }

        @Override
        boolean byTimeOnly() {
            return false;
        }

        @Override
        Duration minimum() {
            return time.plus(super.minimum());
        }

        @Override
        Duration extension() {
            return time.plus(super.extension());
        }

        @Override
        void explain(Explanation into) {
            if (heldSince != NEVER) {
                into.add("it was true, but not without a break for " + Nanos.readable(time));
            }
            super.explain(into);
        }
    }

    /** Fails when something hopeless is true first; at one moment that comes first. */
    static final class Unless<T> extends Of<T> {
        private final Look<T> source;
        private final Look<?> hopeless;
        private final String description;
        private @Nullable Answer<T> found; // before it was known whether it is hopeless

        Unless(Look<T> source, Look<?> hopeless, String description) {
            super(List.of(source, hopeless));
            this.source = source;
            this.hopeless = hopeless;
            this.description = description;
        }

        @Override
        Answer<T> look(Moment moment) {
            Answer<?> bad = hopeless.look(moment);
            if (bad.isYes()) {
                throw new Hopeless(description);
            }
            Answer<T> kept = found;
            Answer<T> answer = kept == null ? source.look(moment) : kept;
            boolean waits = answer.isYes() && !bad.isNo();
            found = waits ? answer : null;
            return waits ? Answer.notYet() : answer;
        }

        @Override
        boolean goOn(Optional<SessionMark> now) {
            found = null;
            return source.goOn(now);
        }

        @Override
        Duration minimum() {
            return source.minimum();
        }

        @Override
        void explain(Explanation into) {
            source.explain(into);
        }
    }
}
