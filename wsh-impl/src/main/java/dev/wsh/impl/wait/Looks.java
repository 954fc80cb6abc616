package dev.wsh.impl.wait;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Screen;
import dev.wsh.spi.ConditionTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a condition ready for a wait on one session. */
final class Looks {

    private final Subject subject;

    Looks(Subject subject) {
        this.subject = subject;
    }

    <T> Look<T> of(Condition<T> condition) {
        return of(ConditionTree.of(condition), null);
    }

    // Each case gives a look of the node's own type, which the compiler can't see through a switch over the node's
    // class.
    @SuppressWarnings("unchecked")
    private <T> Look<T> of(ConditionTree<T> node, @Nullable SessionMark since) {
        return (Look<T>) untyped(node, since);
    }

    private Look<?> untyped(ConditionTree<?> node, @Nullable SessionMark since) {
        if (node instanceof ConditionTree.Text text) {
            return new TextLooks.Shown(new TextSearch(text.text(), since));
        } else if (node instanceof ConditionTree.TextPattern text) {
            return new TextLooks.Shown(new TextSearch(text.regex(), since));
        } else if (node instanceof ConditionTree.Visible text) {
            return new TextLooks.Visible(new TextSearch(text.text(), since));
        } else if (node instanceof ConditionTree.VisiblePattern text) {
            return new TextLooks.Visible(new TextSearch(text.regex(), since));
        } else if (node instanceof ConditionTree.Quiet quiet) {
            return quiet(quiet, since);
        } else if (node instanceof ConditionTree.Exited) {
            return new StateLooks.Exited();
        } else if (node instanceof ConditionTree.Found<?> found) {
            return new StateLooks.Found<>(found.name(), found.probe(), since);
        } else {
            Look<?> state = state(node, since);
            return state == null ? combined(node, since) : state;
        }
    }

    private QuietLook quiet(ConditionTree.Quiet quiet, @Nullable SessionMark since) {
        if (quiet.noCpu()) {
            throw new UnsupportedOperationException("Idle.computingNothing is not there yet");
        }
        SessionMark after = quiet.after().map(this::own).orElse(null);
        return new QuietLook(quiet, newer(since, after), subject);
    }

    private @Nullable Look<?> state(ConditionTree<?> node, @Nullable SessionMark since) {
        if (node instanceof ConditionTree.Gone gone) {
            return StateLooks.OnScreen.when(screen -> screen.find(gone.text()).isEmpty(), since);
        } else if (node instanceof ConditionTree.CursorAt at) {
            return StateLooks.OnScreen.when(
                    screen ->
                            screen.cursor().row() == at.row() && screen.cursor().col() == at.col(),
                    since);
        } else if (node instanceof ConditionTree.AlternateScreen) {
            return StateLooks.OnScreen.when(Screen::alternateScreen, since);
        } else if (node instanceof ConditionTree.Title title) {
            return StateLooks.OnScreen.title(title.regex(), since);
        } else if (node instanceof ConditionTree.Bell) {
            long before = since == null ? subject.screen().terminal().bells() : since.bells();
            return StateLooks.OnScreen.when(screen -> screen.terminal().bells() > before, null);
        }
        return null;
    }

    private Look<?> combined(ConditionTree<?> node, @Nullable SessionMark since) {
        if (node instanceof ConditionTree.FirstOf<?> first) {
            return new Combined.Any<>(any(first, since));
        } else if (node instanceof ConditionTree.AllOf all) {
            return all(all.parts(), since);
        } else if (node instanceof ConditionTree.And<?> and) {
            List<ConditionTree<?>> parts = conjuncts(and, new ArrayList<>());
            return new Combined.All<>(
                    parts.stream().map(part -> (Look<?>) of(part, since)).toList(),
                    parts.stream().map(ConditionTree::describe).toList());
        } else if (node instanceof ConditionTree.Not not) {
            return new Combined.Not(of(not.source(), since));
        } else if (node instanceof ConditionTree.Mapped<?, ?> mapped) {
            return mapped(mapped, since);
        } else if (node instanceof ConditionTree.Holding<?> holding) {
            return new Combined.Holding<>(of(holding.source(), since), holding.unbroken());
        } else if (node instanceof ConditionTree.Since<?> newest) {
            return of(newest.source(), newer(since, own(newest.mark())));
        } else if (node instanceof ConditionTree.Unless<?> unless) {
            return new Combined.Unless<>(
                    of(unless.source(), since),
                    of(unless.hopeless(), since),
                    unless.hopeless().describe());
        } else if (node instanceof ConditionTree.Named<?> named) {
            return of(named.source(), since);
        }
        throw new AssertionError(node.getClass());
    }

    /** Flattens {@code a.and(b).and(c)}, so that all parts are looked at together. */
    private static List<ConditionTree<?>> conjuncts(ConditionTree<?> node, List<ConditionTree<?>> into) {
        if (node instanceof ConditionTree.And<?> and) {
            conjuncts(and.first(), into);
            conjuncts(and.second(), into);
        } else {
            into.add(node);
        }
        return into;
    }

    /** The screen on which all are true. */
    private Look<Screen> all(List<Condition<?>> conditions, @Nullable SessionMark since) {
        List<Look<?>> parts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        parts.add(StateLooks.OnScreen.when(screen -> true, null));
        names.add("a screen");
        for (Condition<?> condition : conditions) {
            for (ConditionTree<?> part : conjuncts(ConditionTree.of(condition), new ArrayList<>())) {
                parts.add(of(part, since));
                names.add(part.describe());
            }
        }
        return new Combined.All<>(parts, names);
    }

    private <R> List<Look<? extends R>> any(ConditionTree.FirstOf<R> first, @Nullable SessionMark since) {
        List<Look<? extends R>> parts = new ArrayList<>();
        first.parts().forEach(part -> parts.add(of(ConditionTree.of(part), since)));
        return parts;
    }

    private <S, T> Look<T> mapped(ConditionTree.Mapped<S, T> mapped, @Nullable SessionMark since) {
        return new Combined.Mapped<>(of(mapped.source(), since), mapped.function());
    }

    private SessionMark own(Mark mark) {
        return SessionMark.of(mark, subject.session().id());
    }

    private static @Nullable SessionMark newer(@Nullable SessionMark a, @Nullable SessionMark b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.compareTo(b) >= 0 ? a : b;
    }
}
