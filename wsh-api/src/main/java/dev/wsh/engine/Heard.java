package dev.wsh.engine;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A condition as a {@link dev.wsh.Dialogue} waits for it: its texts are new and no echo, and whoever listens hears of the text that
 * made it true before its value is converted.
 */
public final class Heard {

    private final Mark since;
    private final Consumer<Match> listener;

    private Heard(Mark since, Consumer<Match> listener) {
        this.since = since;
        this.listener = listener;
    }

    /**
     * Returns the condition of a dialogue.
     *
     * @param condition what is waited for
     * @param since its texts are newer
     * @param listener hears of the text; where the user's code runs
     * @param <T> the type of its value
     * @return the stricter condition
     */
    public static <T> Condition<T> of(Condition<T> condition, Mark since, Consumer<Match> listener) {
        return new Heard(since, listener).tree(ConditionTree.of(condition));
    }

    // Each branch gives a node of the source's own type, which the compiler can't see.
    @SuppressWarnings("unchecked")
    private <T> ConditionTree<T> tree(ConditionTree<T> node) {
        if (node instanceof TextNode text) {
            ConditionTree<Match> answer = ConditionTree.of(text.notEcho().since(since));
            return (ConditionTree<T>) new ConditionTree.Mapped<>(answer, this::hear);
        } else if (node instanceof ConditionTree.FirstOf<?> first) {
            List<Condition<? extends T>> parts = new ArrayList<>();
            first.parts().forEach(part -> parts.add(tree(ConditionTree.of((Condition<T>) part))));
            return new ConditionTree.FirstOf<>(parts);
        } else if (node instanceof ConditionTree.And<T> and) {
            return new ConditionTree.And<>(tree(and.first()), and.second());
        } else if (node instanceof ConditionTree.Mapped<?, ?> mapped) {
            return (ConditionTree<T>) mapped(mapped);
        } else if (node instanceof ConditionTree.Since<T> since) {
            return new ConditionTree.Since<>(tree(since.source()), since.mark());
        } else if (node instanceof ConditionTree.Holding<T> holding) {
            return new ConditionTree.Holding<>(tree(holding.source()), holding.unbroken());
        } else if (node instanceof ConditionTree.Unless<T> unless) {
            return new ConditionTree.Unless<>(tree(unless.source()), unless.hopeless());
        } else if (node instanceof ConditionTree.Named<T> named) {
            return new ConditionTree.Named<>(tree(named.source()), named.describe());
        }
        return node;
    }

    private <S, T> ConditionTree<T> mapped(ConditionTree.Mapped<S, T> mapped) {
        return new ConditionTree.Mapped<>(tree(mapped.source()), mapped.function());
    }

    private Match hear(Match match) {
        listener.accept(match);
        return match;
    }
}
