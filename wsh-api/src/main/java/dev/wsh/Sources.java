package dev.wsh;

import dev.wsh.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a pending depends on: the pendings that it waits for, and how. Thread-safe. */
final class Sources {

    static final Sources NONE = new Sources("");

    /** Of how many a failure tells in words. */
    private static final int MOST_TOLD = 5;

    private final List<Pending<?>> all = new CopyOnWriteArrayList<>();
    private volatile String how;
    private volatile Consumer<Pending<?>> lengthen = each -> {}; // what those that come later need, too

    /** Creates a list; the word goes before several. */
    Sources(String how, Pending<?>... all) {
        this.how = how;
        for (Pending<?> each : all) {
            this.all.add(Objects.requireNonNull(each, "a pending is null"));
        }
    }

    /** Adds one; an empty word if it comes after the others are done. */
    void add(String word, Pending<?> another) {
        if (!word.isEmpty()) {
            how = word;
        }
        all.add(another);
        lengthen.accept(another);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    @Nullable
    TimeSource clock() {
        return all.stream()
                .map(Pending::clock)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Stream<Pending<?>> missing() {
        return all.stream().filter(each -> !each.isDone());
    }

    /** Of how many the outcome is known. */
    long decided() {
        return all.stream().filter(Pending::isDecided).count();
    }

    /** Looks once more at all of which the outcome is not known, then runs what it is given. */
    void lookAgain(Runnable then) {
        List<Pending<?>> missing = missing().toList();
        if (missing.isEmpty()) {
            then.run();
            return;
        }
        AtomicInteger left = new AtomicInteger(missing.size());
        missing.forEach(each -> each.lookAgain(() -> {
            if (left.decrementAndGet() == 0) {
                then.run();
            }
        }));
    }

    List<Evidence> evidence() {
        return missing().flatMap(each -> each.evidence().stream()).toList();
    }

    String awaited() {
        List<Pending<?>> missing = missing().toList();
        List<Pending<?>> told = missing.isEmpty() ? all : missing;
        if (told.size() == 1) {
            return told.get(0).awaited();
        }
        String words = told.stream()
                .limit(MOST_TOLD)
                .map(Pending::awaited)
                .collect(Collectors.joining("; ", how.isEmpty() ? "" : how + ": ", ""));
        return told.size() > MOST_TOLD ? words + "; and " + (told.size() - MOST_TOLD) + " more" : words;
    }

    void outlast(Optional<Duration> fromNow) {
        lengthen = each -> each.outlast(fromNow);
        missing().forEach(lengthen);
    }
}
