package dev.wsh.impl.wait;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Screen;
import dev.wsh.Settled;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.ConditionVisitor;
import dev.wsh.engine.FrameNode;
import dev.wsh.engine.IdleNode;
import dev.wsh.engine.TextNode;
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
        return made(ConditionTree.of(condition), new Maker(null, /* inFrame= */ false));
    }

    private <T> Look<T> inFrame(ConditionTree<T> node, @Nullable SessionMark since) {
        return new FrameLook<>(made(node, new Maker(null, /* inFrame= */ true)), since);
    }

    // Each visit gives a look of the node's own type, which the compiler can't see through the visitor.
    @SuppressWarnings("unchecked")
    private static <T> Look<T> made(ConditionTree<T> node, Maker maker) {
        return (Look<T>) node.accept(maker);
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

    /** Makes the look for each kind of node; only what is newer than the mark counts for it. */
    private final class Maker implements ConditionVisitor<Look<?>> {
        private final @Nullable SessionMark since;
        private final boolean inFrame; // of one screen, whatever was there before

        Maker(@Nullable SessionMark since, boolean inFrame) {
            this.since = since;
            this.inFrame = inFrame;
        }

        private <T> Look<T> part(ConditionTree<T> node) {
            return made(node, this);
        }

        @Override
        public Look<?> text(TextNode text) {
            Repetitions.check(text.pattern());
            SessionMark mark = newer(since, text.after().map(Looks.this::own).orElse(null));
            TextSearch search = new TextSearch(text);
            boolean asksUser = !text.styles().isEmpty(); // must not run under the lock
            return text.lasting() && !inFrame && !asksUser
                    ? new TextLooks.Shown(search, mark)
                    : new TextLooks.Visible(search, text.describe(), mark, asksUser);
        }

        @Override
        public Look<?> gone(ConditionTree.Gone gone) {
            return StateLooks.OnScreen.when(screen -> screen.find(gone.text()).isEmpty(), since);
        }

        @Override
        public Look<?> quiet(IdleNode quiet) {
            quiet.ignoredText().forEach(Repetitions::check);
            SessionMark after = quiet.after().map(Looks.this::own).orElse(null);
            Look<Settled> look = new QuietLook(quiet, newer(since, after), subject);
            if (quiet.noCpu()) {
                look = new ComputingLook(look, quiet.window());
            }
            if (quiet.around().unbroken().isPresent()) {
                look = new Combined.Holding<>(look, quiet.around().unbroken().get());
            }
            ConditionTree<?> hopeless = quiet.around().hopeless().orElse(null);
            return hopeless == null ? look : new Combined.Unless<>(look, part(hopeless), hopeless.describe());
        }

        @Override
        public Look<?> exited(ConditionTree.Exited exited) {
            return new StateLooks.Exited();
        }

        @Override
        public Look<?> frame(FrameNode<?> frame) {
            return inFrame(frame.source(), since);
        }

        @Override
        public Look<?> cursorAt(ConditionTree.CursorAt at) {
            return StateLooks.OnScreen.when(
                    screen ->
                            screen.cursor().row() == at.row() && screen.cursor().col() == at.col(),
                    since);
        }

        @Override
        public Look<?> alternateScreen(ConditionTree.AlternateScreen alternate) {
            return StateLooks.OnScreen.when(Screen::alternateScreen, since);
        }

        @Override
        public Look<?> title(ConditionTree.Title title) {
            Repetitions.check(title.regex());
            return StateLooks.OnScreen.title(title.regex(), since);
        }

        @Override
        public Look<?> bell(ConditionTree.Bell bell) {
            SessionMark mark = since;
            long before = mark == null ? subject.screen().terminal().bells() : mark.bells();
            return StateLooks.OnScreen.when(screen -> screen.terminal().bells() > before, null);
        }

        @Override
        public Look<?> echoOff(ConditionTree.EchoOff echoOff) {
            return TerminalLooks.echoOff();
        }

        @Override
        public Look<?> foreground(ConditionTree.Foreground foreground) {
            return TerminalLooks.foreground(subject, foreground.program());
        }

        @Override
        public Look<?> found(ConditionTree.Found<?> found) {
            return new StateLooks.Found<>(found.name(), found.probe(), since);
        }

        @Override
        public Look<?> firstOf(ConditionTree.FirstOf<?> first) {
            return any(first);
        }

        private <R> Look<R> any(ConditionTree.FirstOf<R> first) {
            List<Look<? extends R>> parts = new ArrayList<>();
            first.parts().forEach(part -> parts.add(part(ConditionTree.of(part))));
            return new Combined.Any<>(parts);
        }

        /** The screen on which all are true. */
        @Override
        public Look<?> allOf(ConditionTree.AllOf all) {
            List<Look<?>> parts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            parts.add(StateLooks.OnScreen.when(screen -> true, null));
            names.add("a screen");
            for (Condition<?> condition : all.parts()) {
                for (ConditionTree<?> part : conjuncts(ConditionTree.of(condition), new ArrayList<>())) {
                    parts.add(part(part));
                    names.add(part.describe());
                }
            }
            return new Combined.All<>(parts, names);
        }

        @Override
        public Look<?> and(ConditionTree.And<?> and) {
            List<ConditionTree<?>> parts = conjuncts(and, new ArrayList<>());
            return new Combined.All<>(
                    parts.stream().map(part -> (Look<?>) part(part)).toList(),
                    parts.stream().map(ConditionTree::describe).toList());
        }

        @Override
        public Look<?> not(ConditionTree.Not not) {
            return new Combined.Not(part(not.source()));
        }

        @Override
        public Look<?> mapped(ConditionTree.Mapped<?, ?> mapped) {
            return converted(mapped);
        }

        private <S, T> Look<T> converted(ConditionTree.Mapped<S, T> mapped) {
            return new Combined.Mapped<>(part(mapped.source()), mapped.function());
        }

        @Override
        public Look<?> holding(ConditionTree.Holding<?> holding) {
            return new Combined.Holding<>(part(holding.source()), holding.unbroken());
        }

        @Override
        public Look<?> since(ConditionTree.Since<?> newest) {
            return made(newest.source(), new Maker(newer(since, own(newest.mark())), inFrame));
        }

        @Override
        public Look<?> unless(ConditionTree.Unless<?> unless) {
            return new Combined.Unless<>(
                    part(unless.source()),
                    part(unless.hopeless()),
                    unless.hopeless().describe());
        }

        @Override
        public Look<?> named(ConditionTree.Named<?> named) {
            return part(named.source());
        }
    }
}
