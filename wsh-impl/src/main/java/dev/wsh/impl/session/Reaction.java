package dev.wsh.impl.session;

import dev.wsh.Condition;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.FrameNode;
import dev.wsh.engine.TextNode;
import dev.wsh.impl.time.Callbacks;
import dev.wsh.impl.time.SerialExecutor;
import dev.wsh.impl.wait.Outcome;
import dev.wsh.impl.wait.Waiters;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a condition each time it becomes true. Each text that is written and each frame is answered, by one wait that goes
 * on; a state is answered again only after it was left. Replies run one at a time, in the order in which the condition became
 * true. Guarded by the session's lock.
 *
 * @param <T> the type of the value
 */
final class Reaction<T> implements Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Reaction.class);

    private final SessionCore core;
    private final Condition<T> condition;
    private final BiConsumer<? super Session, ? super T> reply;
    private final SerialExecutor replies;
    private Waiters.@Nullable Wait<?> wait;
    private boolean closed;
    private boolean isTakenBack;

    Reaction(SessionCore core, Condition<T> condition, BiConsumer<? super Session, ? super T> reply) {
        this.core = core;
        this.condition = condition;
        this.reply = reply;
        this.replies =
                new SerialExecutor(task -> core.clock().callbacks().execute(new Callbacks.Named(this::describe, task)));
    }

    Registration begin() {
        core.enter(() -> {
            if (hasText(ConditionTree.of(condition))) {
                Waiters.Wait<T> each = core.waiters().prepare(condition);
                wait = each;
                each.begin(new Step<>(this, this::answer, /* goesOn= */ true));
            } else {
                await(condition, this::answerState);
            }
        });
        return this;
    }

    private static boolean hasText(ConditionTree<?> node) {
        if (node instanceof ConditionTree.And<?> and) {
            return hasText(and.first()) || hasText(and.second());
        } else if (node instanceof ConditionTree.FirstOf<?> first) {
            return first.parts().stream().anyMatch(part -> hasText(ConditionTree.of(part)));
        } else if (node instanceof ConditionTree.AllOf all) {
            return all.parts().stream().anyMatch(part -> hasText(ConditionTree.of(part)));
        } else if (node instanceof ConditionTree.Mapped<?, ?> mapped) {
            return hasText(mapped.source());
        } else if (node instanceof ConditionTree.Since<?> since) {
            return hasText(since.source());
        } else if (node instanceof ConditionTree.Holding<?> holding) {
            return hasText(holding.source());
        } else if (node instanceof ConditionTree.Unless<?> unless) {
            return hasText(unless.source());
        } else if (node instanceof ConditionTree.Named<?> named) {
            return hasText(named.source());
        }
        return node instanceof TextNode || node instanceof FrameNode;
    }

    private void answerState(Supplier<T> value) {
        if (core.life().ended().isEmpty()) {
            core.afterwards(() -> core.enter(() -> await(condition.negate(), left -> again())));
        }
        answer(value);
    }

    private void again() {
        core.afterwards(() -> core.enter(() -> await(condition, this::answerState)));
    }

    private void answer(Supplier<T> value) {
        core.afterwards(replies.enqueue(() -> call(value)));
    }

    private String describe() {
        return "the reply to " + ConditionTree.of(condition).describe() + " in session "
                + core.naming().current().name();
    }

    private void call(Supplier<T> value) {
        try {
            T found = value.get();
            if (!core.locked(() -> isTakenBack)) {
                reply.accept(core.session(), found);
            }
        } catch (RuntimeException | Error e) {
            LOG.error("a reply failed in session {}", core.naming().current().name(), e);
        }
    }

    private <U> void await(Condition<U> next, Consumer<Supplier<U>> then) {
        if (!closed) {
            Waiters.Wait<U> begun = core.waiters().prepare(next);
            wait = begun;
            begun.begin(new Step<>(this, then, /* goesOn= */ false));
        }
    }

    private record Step<U>(Reaction<?> reaction, Consumer<Supplier<U>> then, boolean goesOn) implements Outcome<U> {
        @Override
        public void found(Supplier<U> value) {
            then.accept(value);
        }

        /** Looking again would fail again, and again. */
        @Override
        public void failed(Throwable cause) {
            reaction.closed = true;
            LOG.error(
                    "session {}: no more replies, {} can't be looked at",
                    reaction.core.naming().current().name(),
                    ConditionTree.of(reaction.condition).describe(),
                    cause);
        }

        @Override
        public void ended() {
            reaction.closed = true;
        }

        @Override
        public void hopeless(String what) {
            reaction.closed = true;
            LOG.info(
                    "session {}: no more replies, {} came true",
                    reaction.core.naming().current().name(),
                    what);
        }
    }

    @Override
    public String toString() {
        return describe();
    }

    @Override
    public void close() {
        core.enter(() -> {
            closed = true;
            isTakenBack = true;
            Waiters.Wait<?> begun = wait;
            if (begun != null) {
                begun.withdraw();
            }
        });
    }
}
