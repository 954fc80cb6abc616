package dev.wsh.impl.wait;

import dev.wsh.Match;
import dev.wsh.Scrollback;
import dev.wsh.SlowRegexException;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The looks for text. With the session's lock held a regex gets few steps; what takes longer goes on elsewhere, on what does
 * not change any more, and is given up at last.
 */
final class TextLooks {

    /** A millisecond or two. */
    static final long QUICK_STEPS = 500_000;

    /** A second or so. */
    static final long MOST_STEPS = 100_000_000;

    private TextLooks() {}

    /** True once the text was shown, also in a line that has scrolled past; stays true. */
    static final class Shown extends Look<Match> {
        private final TextSearch search;
        private final Backlog backlog = new Backlog();
        private boolean lookedBack;
        private boolean slow; // from now on it searches elsewhere
        private boolean running;
        private boolean returned; // without a match, and nobody has looked yet
        private long searched = -1;
        private @Nullable Match found;
        private @Nullable SlowRegexException failure;

        Shown(TextSearch search) {
            this.search = search;
        }

        @Override
        Answer<Match> look(Moment moment) {
            Match match = found;
            if (match != null) {
                return Answer.yes(() -> match);
            }
            SlowRegexException slowness = failure;
            if (slowness != null) {
                throw new Failed(slowness);
            }
            boolean isLong = !lookedBack && search.looksFarBack(moment.subject().history());
            return slow || running || isLong ? lookElsewhere(moment) : lookHere(scene(moment), moment);
        }

        private Scene scene(Moment moment) {
            boolean first = !lookedBack;
            lookedBack = true;
            return new Scene(
                    first ? Optional.of(moment.subject().history()) : Optional.empty(), moment.left(), moment.screen());
        }

        private Answer<Match> lookHere(Scene scene, Moment moment) {
            returned = false;
            try {
                found = search.in(scene, new RegexBudget(QUICK_STEPS)).orElse(null);
                return Answer.of(Optional.ofNullable(found));
            } catch (SlowRegexException e) {
                slow = true;
                backlog.add(scene);
                ask(moment.subject());
                return Answer.notYet();
            }
        }

        private Answer<Match> lookElsewhere(Moment moment) {
            boolean definite = returned;
            returned = false;
            if (!moment.left().isEmpty() || moment.screen().version() != searched) {
                searched = moment.screen().version();
                backlog.add(scene(moment));
            }
            if (backlog.isTooLong()) {
                throw new Failed(SlowRegexException.tooFarBehind(search.pattern(), Backlog.MOST_CHARS));
            }
            if (!running && !backlog.isEmpty()) {
                ask(moment.subject());
            }
            return definite || !running ? Answer.no() : Answer.notYet();
        }

        private void ask(Subject subject) {
            running = true;
            List<Scene> scenes = backlog.take();
            subject.afterwards(() -> subject.engineExecutor().execute(() -> {
                Optional<Match> match = Optional.empty();
                SlowRegexException thrown = null;
                try {
                    for (int i = 0; i < scenes.size() && match.isEmpty(); i++) {
                        match = search.in(scenes.get(i), new RegexBudget(MOST_STEPS));
                    }
                } catch (SlowRegexException e) {
                    thrown = e;
                }
                finish(match.orElse(null), thrown, subject);
            }));
        }

        private void finish(@Nullable Match match, @Nullable SlowRegexException thrown, Subject subject) {
            subject.enter(() -> {
                running = false;
                returned = true;
                found = match;
                failure = thrown;
                subject.lookAgain();
            });
        }

        @Override
        boolean busy() {
            return running;
        }

        @Override
        Optional<TextNeed> need() {
            return slow || running || returned || !lookedBack ? Optional.empty() : search.need();
        }

        @Override
        boolean needsLeavingRows() {
            return true;
        }

        @Override
        void explain(Explanation into) {
            if (running) {
                into.add("/" + search.pattern() + "/ was still being searched for");
            }
        }
    }

    /**
     * What can be searched after its moment.
     *
     * @param history the lines before, for the first look
     * @param left the lines that left the screen since the scene before
     * @param screen what stood there
     */
    record Scene(Optional<Scrollback> history, List<LeftLine> left, ScreenSnapshot screen) {}

    /** Scenes that a slow regex has still to search. Of many only the lines and the newest screens are kept. */
    private static final class Backlog {
        static final int MOST_CHARS = 1 << 23;
        private static final int MOST_SCREENS = 64;

        private List<Scene> scenes = new ArrayList<>();
        private long chars;

        void add(Scene scene) {
            scenes.add(scene);
            scene.left().forEach(line -> chars += line.length());
            if (scenes.size() > MOST_SCREENS) {
                Scene first = scenes.remove(0);
                Scene second = scenes.get(0);
                List<LeftLine> lines = new ArrayList<>();
                for (LeftLine line : first.left()) {
                    if (line.isOpen()) {
                        chars -= line.length(); // a later one has it all
                    } else {
                        lines.add(line);
                    }
                }
                lines.addAll(second.left());
                scenes.set(0, new Scene(first.history(), lines, second.screen()));
            }
        }

        boolean isTooLong() {
            return chars > MOST_CHARS;
        }

        boolean isEmpty() {
            return scenes.isEmpty();
        }

        List<Scene> take() {
            List<Scene> taken = scenes;
            scenes = new ArrayList<>();
            chars = 0;
            return taken;
        }
    }

    /** True while the text stands on the screen. */
    static final class Visible extends Look<Match> {
        private final TextSearch search;
        private final String name;
        private StateLooks.@Nullable Found<Match> elsewhere;

        Visible(TextSearch search, String name) {
            this.search = search;
            this.name = name;
        }

        @Override
        Answer<Match> look(Moment moment) {
            StateLooks.Found<Match> slow = elsewhere;
            if (slow == null) {
                try {
                    return Answer.of(search.onScreen(moment.screen(), new RegexBudget(QUICK_STEPS)));
                } catch (SlowRegexException e) {
                    slow = new StateLooks.Found<>(name, search::onScreenSlowly, null);
                    elsewhere = slow;
                }
            }
            return slow.look(moment);
        }

        @Override
        Optional<TextNeed> need() {
            return elsewhere == null ? search.need() : Optional.empty();
        }

        @Override
        boolean asksUser() {
            return elsewhere != null;
        }

        @Override
        boolean busy() {
            StateLooks.Found<Match> slow = elsewhere;
            return slow != null && slow.busy();
        }

        @Override
        void explain(Explanation into) {
            StateLooks.Found<Match> slow = elsewhere;
            if (slow != null) {
                slow.explain(into);
            }
        }
    }
}
