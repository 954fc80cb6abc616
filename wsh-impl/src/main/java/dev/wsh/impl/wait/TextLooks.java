package dev.wsh.impl.wait;

import dev.wsh.Match;
import dev.wsh.SlowRegexException;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

        /** As many lines as are searched in a fraction of a millisecond. */
        private static final int MANY_LINES = 200;

        private final TextSearch search;
        private final Backlog backlog = new Backlog();
        private @Nullable SessionMark since;
        private TextSearch.Wanted wanted = TextSearch.Wanted.FIRST;
        private boolean lookedBack;
        private String dropped = ""; // what nobody can search any more, in words
        private boolean slow; // from now on it searches elsewhere
        private boolean running;
        private boolean returned; // without a match, and nobody has looked yet
        private long searched = -1;
        private final Deque<Occurrence> found = new ArrayDeque<>();
        private @Nullable Match first; // of them, with its mark
        private @Nullable SlowRegexException failure;

        Shown(TextSearch search, @Nullable SessionMark since) {
            this.search = search;
            this.since = since;
        }

        @Override
        void repeat() {
            wanted = TextSearch.Wanted.ALL;
        }

        @Override
        void inOrder() {
            wanted = TextSearch.Wanted.OLDEST;
        }

        @Override
        boolean goOn(Optional<SessionMark> now) {
            Occurrence answered = found.poll();
            Match match = first;
            first = null;
            if (answered == null || match == null) {
                return false;
            }
            since = (SessionMark) match.mark();
            return true;
        }

        @Override
        Answer<Match> look(Moment moment) {
            if (!found.isEmpty()) {
                return yes(moment);
            }
            SlowRegexException slowness = failure;
            if (slowness != null) {
                throw new Failed(slowness);
            }
            boolean isLong = !lookedBack && looksFarBack(moment);
            return slow || running || isLong ? lookElsewhere(moment) : lookHere(scene(moment), moment);
        }

        private boolean looksFarBack(Moment moment) {
            return search.linesToSearch(moment.subject().history(), historySince(moment), MANY_LINES) == MANY_LINES;
        }

        /** What scrolled off before the last input is no answer to it. */
        private SessionMark historySince(Moment moment) {
            SessionMark mark = since;
            return mark == null ? moment.subject().lastInput() : mark;
        }

        private Answer<Match> yes(Moment moment) {
            Match match = first;
            if (match == null) {
                Occurrence next = found.element();
                match = next.match(next.mark(moment.subject().mark()));
                first = match;
            }
            Match value = match;
            return Answer.yes(() -> value, (SessionMark) match.mark());
        }

        private Scene scene(Moment moment) {
            boolean isFirst = !lookedBack;
            lookedBack = true;
            Subject subject = moment.subject();
            if (isFirst) {
                noteDropped(subject.history(), historySince(moment));
            }
            return new Scene(
                    since,
                    historySince(moment),
                    isFirst ? Optional.of(subject.history()) : Optional.empty(),
                    moment.left(),
                    moment.screen(),
                    subject.echo());
        }

        /** Lines that were dropped are never searched: those from the mark's own line on, if what is left is all newer. */
        private void noteDropped(HistorySnapshot history, SessionMark floor) {
            long first = history.firstLine();
            if (floor.line() < first && history.firstSince(first, floor.epoch()) == first) {
                dropped = first - Math.max(0, floor.line()) + " lines since " + floor
                        + " were dropped from the history before the wait began, so that nobody can search them";
            }
        }

        private Answer<Match> lookHere(Scene scene, Moment moment) {
            returned = false;
            try {
                found.addAll(search.in(scene, wanted, new RegexBudget(QUICK_STEPS)));
                return found.isEmpty() ? Answer.no() : yes(moment);
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
            SessionMark mark = since;
            TextSearch.Wanted which = wanted;
            boolean all = which == TextSearch.Wanted.ALL;
            List<Scene> scenes = backlog.take();
            subject.afterwards(() -> subject.engineExecutor().execute(() -> {
                List<Occurrence> occurrences = new ArrayList<>();
                SlowRegexException thrown = null;
                try {
                    for (int i = 0; i < scenes.size() && (all || occurrences.isEmpty()); i++) {
                        Scene scene = scenes.get(i).since(mark);
                        occurrences.addAll(search.in(scene, which, new RegexBudget(MOST_STEPS)));
                    }
                } catch (SlowRegexException e) {
                    thrown = e;
                }
                finish(occurrences, thrown, subject);
            }));
        }

        private void finish(List<Occurrence> occurrences, @Nullable SlowRegexException thrown, Subject subject) {
            subject.enter(() -> {
                running = false;
                returned = true;
                SessionMark newest = since;
                for (Occurrence each : occurrences) { // one is seen on each of several screens
                    if (each.isNewer(newest) || newest == null && found.isEmpty()) {
                        found.add(each);
                        newest = wanted == TextSearch.Wanted.ALL ? each.mark(subject.mark()) : newest;
                    }
                }
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
            if (!dropped.isEmpty()) {
                into.add(dropped);
            }
            if (running) {
                into.add("/" + search.pattern() + "/ was still being searched for");
            }
        }
    }

    /**
     * What can be searched after its moment.
     *
     * @param since only what is newer counts
     * @param historySince of the history
     * @param history the lines before, for the first look
     * @param left the lines that left the screen since the scene before
     * @param screen what stood there
     * @param echo what of it is echo
     */
    record Scene(
            @Nullable SessionMark since,
            SessionMark historySince,
            Optional<HistorySnapshot> history,
            List<LeftLine> left,
            ScreenSnapshot screen,
            EchoPlaces echo) {

        Scene since(@Nullable SessionMark newer) {
            return new Scene(newer, newer == null ? historySince : newer, history, left, screen, echo);
        }
    }

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
                Scene both = new Scene(
                        second.since(), first.historySince(), first.history(), lines, second.screen(), second.echo());
                scenes.set(0, both);
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
        private @Nullable SessionMark since;
        private StateLooks.@Nullable Found<Occurrence> elsewhere;
        private @Nullable Occurrence seen; // last
        private @Nullable SessionMark mark; // its own
        private volatile EchoPlaces echo = EchoPlaces.NONE; // read where the user's code runs

        /** Creates one; a search that calls the user's code must not be done here. */
        Visible(TextSearch search, String name, @Nullable SessionMark since, boolean asksUser) {
            this.search = search;
            this.name = name;
            this.since = since;
            if (asksUser) {
                searchElsewhere();
            }
        }

        private StateLooks.Found<Occurrence> searchElsewhere() {
            SessionMark newest = since;
            StateLooks.Found<Occurrence> slow =
                    new StateLooks.Found<>(name, screen -> search.onScreenSlowly(screen, newest, echo), null);
            elsewhere = slow;
            return slow;
        }

        @Override
        Answer<Match> look(Moment moment) {
            echo = moment.subject().echo();
            StateLooks.Found<Occurrence> slow = elsewhere;
            if (slow == null) {
                try {
                    return search.onScreen(moment.screen(), since, echo, new RegexBudget(QUICK_STEPS))
                            .map(occurrence -> yes(occurrence, moment))
                            .orElseGet(Answer::no);
                } catch (SlowRegexException e) {
                    slow = searchElsewhere();
                }
            }
            Answer<Occurrence> answer = slow.look(moment);
            return answer instanceof Answer.Yes<Occurrence> yes
                    ? yes(yes.value().get(), moment)
                    : answer.withoutValue();
        }

        private Answer<Match> yes(Occurrence occurrence, Moment moment) {
            Occurrence before = seen;
            SessionMark known = mark;
            SessionMark own = known != null && before != null && occurrence.isAt(before)
                    ? known
                    : occurrence.mark(moment.subject().mark());
            seen = occurrence;
            mark = own;
            Match found = occurrence.match(own);
            return Answer.yes(() -> found, own);
        }

        @Override
        boolean goOn(Optional<SessionMark> now) {
            SessionMark answered = mark;
            if (answered == null) {
                return false;
            }
            since = answered;
            mark = null;
            seen = null;
            if (elsewhere != null) {
                searchElsewhere();
            }
            return true;
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
            StateLooks.Found<Occurrence> slow = elsewhere;
            return slow != null && slow.busy();
        }

        @Override
        void explain(Explanation into) {
            StateLooks.Found<Occurrence> slow = elsewhere;
            if (slow != null) {
                slow.explain(into);
            }
        }
    }
}
