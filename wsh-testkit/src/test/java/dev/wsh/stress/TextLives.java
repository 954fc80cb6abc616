package dev.wsh.stress;

import static dev.wsh.Conditions.text;
import static java.time.Duration.ofMillis;

import dev.wsh.Condition;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Outcomes;
import dev.wsh.Pending;
import dev.wsh.Race.Winner;
import dev.wsh.Registration;
import dev.wsh.Session;
import dev.wsh.SessionSpec;
import dev.wsh.Wsh;
import dev.wsh.testkit.FakePty;
import dev.wsh.testkit.FakeTerminal;
import dev.wsh.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random lives of sessions on which texts are awaited in all ways, against a {@link TextReference} that sees every byte: waits
 * with and without marks, chains of waits, replies, cancels, and a group with a cursor. The output is cut at random.
 */
final class TextLives implements AutoCloseable {

    private static final String[] WORDS = {"a", "b", "ab", "aa", "b a", "世", "a世", "e\u0301", "ba "};
    private static final String[] WANTED = {"a", "ab", "aa", "世", "b", "ba"};
    private static final int MOST_STEPS = 14;

    private final VirtualTime time = new VirtualTime();
    private final FakePty pty = FakePty.script();
    private final Wsh wsh = Wsh.builder().timeSource(time).ptyProvider(pty).open();
    private final Twin twin;
    private long lives;

    /** What goes wrong in a twin, which must be found. */
    enum Twin {
        NONE,
        /** Of each piece of output only the first occurrence is answered. */
        ONE_ANSWER_PER_PIECE,
        /** A chain goes on from now, not from where the text was found. */
        CHAIN_FROM_NOW,
        /** A mark is made after what it should be before. */
        LATE_MARK,
        /** Erased lines are not seen. */
        BLIND_TO_ERASED,
        /** A turn that is given up takes its outcome along. */
        CANCELLED_TAKES,
        /** A wait without a mark sees the screen only. */
        SCREEN_ONLY
    }

    TextLives(Twin twin) {
        this.twin = twin;
    }

    /** One session with its reference and whoever waits on it. */
    private final class Life {
        private final Session session;
        private final FakeTerminal terminal;
        private final TextReference reference;
        private final Random random;
        private final List<Waiting> waits = new ArrayList<>();
        private final List<Replies> replies = new ArrayList<>();
        private final List<Mark> marks = new ArrayList<>();
        private final List<Long> marked = new ArrayList<>();
        private final StringBuilder script = new StringBuilder();

        Life(long seed, String tag) {
            random = new Random(seed);
            int rows = 2 + random.nextInt(4);
            session = wsh.start(SessionSpec.command("program").size(rows, 80).tags(tag));
            time.settle();
            terminal = pty.spawns().get(pty.spawns().size() - 1);
            reference = new TextReference(rows, WANTED);
            mark();
        }

        void mark() {
            marks.add(session.mark());
            marked.add(reference.now());
        }

        void print() {
            StringBuilder piece = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                piece.append(item());
            }
            print(piece.toString());
        }

        private String item() {
            int kind = random.nextInt(12);
            if (kind < 3) {
                return "\r\n";
            } else if (kind == 3) {
                return "\r\033[K";
            } else if (kind == 4) {
                return "\033[1G\033[2K";
            } else if (kind == 5) {
                return "\033[H\033[2J";
            }
            return WORDS[random.nextInt(WORDS.length)];
        }

        void print(String piece) {
            if (reference.lineLength() > 40) {
                piece = "\r\n" + piece;
            }
            script.append("print ")
                    .append(piece.replace("\033", "^").replace("\r\n", "$"))
                    .append('\n');
            int from = 0;
            while (from < piece.length()) {
                int to = from + 1 + random.nextInt(random.nextInt(4) == 0 ? 3 : piece.length());
                to = Math.min(to, piece.length());
                to += to < piece.length() && piece.charAt(to) == '\u0301' ? 1 : 0; // a character is written as a whole
                terminal.output(piece.substring(from, to));
                time.settle();
                from = to;
            }
            reference.print(piece, twin == Twin.BLIND_TO_ERASED);
            check();
        }

        void step() {
            switch (random.nextInt(8)) {
                case 0 -> mark();
                case 1 -> await(random.nextInt(3) - 1);
                case 2 -> on();
                case 3 -> cancel();
                case 4 -> chain();
                default -> print();
            }
        }

        private String wanted() {
            return WANTED[random.nextInt(WANTED.length)];
        }

        private void await(int kind) {
            String wanted = wanted();
            int which = kind < 0 ? -1 : random.nextInt(marks.size());
            script.append("await ")
                    .append(wanted)
                    .append(" since ")
                    .append(which)
                    .append('\n');
            Condition<Match> condition = which < 0 ? text(wanted) : text(wanted).since(marks.get(which));
            long since = which < 0 ? TextReference.SHOWN : marked.get(which) + (twin == Twin.LATE_MARK ? 1 : 0);
            waits.add(new Waiting(session.await(condition).unbounded(), wanted, since, Integer.MAX_VALUE, reference));
            time.settle();
            check();
        }

        private void chain() {
            for (Waiting wait : List.copyOf(waits)) {
                if (wait.found != null && !wait.isChained) {
                    wait.isChained = true;
                    Match match = wait.found;
                    Mark mark = twin == Twin.CHAIN_FROM_NOW ? session.mark() : match.mark();
                    script.append("chain ").append(wait.wanted).append('\n');
                    waits.add(new Waiting(
                            session.await(text(wait.wanted).since(mark)).unbounded(),
                            wait.wanted,
                            wait.occurrence.written(),
                            wait.occurrence.end(),
                            reference));
                    time.settle();
                    check();
                    return;
                }
            }
        }

        private void on() {
            String wanted = wanted();
            script.append("on ").append(wanted).append('\n');
            List<String> answers = new ArrayList<>();
            List<TextReference.Occurrence> before = reference.shown(wanted);
            Registration registration = session.on(text(wanted), (s, match) -> answers.add(match.line()));
            time.settle();
            replies.add(new Replies(wanted, answers, before, reference.now(), registration));
            check();
        }

        private void cancel() {
            if (!waits.isEmpty()) {
                Waiting wait = waits.remove(random.nextInt(waits.size()));
                wait.pending.cancel(false);
                time.settle();
            }
        }

        private void check() {
            for (Waiting wait : waits) {
                wait.check(this);
            }
            for (Replies each : replies) {
                List<TextReference.Occurrence> expected = new ArrayList<>(each.before);
                List<TextReference.Occurrence> more =
                        reference.since(each.wanted, each.begun, Integer.MAX_VALUE, each.begun);
                expected.addAll(twin == Twin.ONE_ANSWER_PER_PIECE && more.size() > 1 ? more.subList(0, 1) : more);
                boolean agrees = each.answers.size() == expected.size();
                for (int i = 0; agrees && i < expected.size(); i++) {
                    agrees = each.answers.get(i).startsWith(expected.get(i).prefix());
                }
                if (!agrees) {
                    throw new AssertionError("on \"" + each.wanted + "\": answered " + each.answers
                            + ", but there were " + expected + seen());
                }
            }
        }

        private String seen() {
            return "\n" + script + "\n" + session.screen();
        }

        void close() {
            replies.forEach(each -> each.registration.close());
            waits.forEach(wait -> wait.pending.cancel(false));
            session.close();
            time.settle();
        }
    }

    private record Replies(
            String wanted,
            List<String> answers,
            List<TextReference.Occurrence> before,
            long begun,
            Registration registration) {}

    /** A wait, and what it has to find. */
    private final class Waiting {
        private final Pending<Match> pending;
        private final String wanted;
        private final long since;
        private final int sinceEnd;
        private final TextReference.Begun begun;
        private TextReference.Occurrence occurrence = TextReference.NONE;
        private @Nullable Match found;
        private boolean isChained;

        Waiting(Pending<Match> pending, String wanted, long since, int sinceEnd, TextReference reference) {
            this.pending = pending;
            this.wanted = wanted;
            this.since = since;
            this.sinceEnd = sinceEnd;
            this.begun = reference.begun();
        }

        void check(Life life) {
            if (found != null) {
                return;
            }
            List<TextReference.Occurrence> all = since == TextReference.SHOWN
                    ? life.reference.shownOrNewer(begun, wanted, twin == Twin.SCREEN_ONLY)
                    : life.reference.since(wanted, since, sinceEnd, begun.at());
            Match match = pending.isDone() ? pending.join() : null;
            boolean agrees = match == null
                    ? all.isEmpty()
                    : !all.isEmpty() && TextReference.isAt(all.get(0), match.line(), match.col());
            if (!agrees) {
                throw new AssertionError("await \"" + wanted + "\" since " + since + ", begun at " + begun.at()
                        + ": found " + match + (match == null ? "" : " in \"" + match.line() + "\"")
                        + ", but there were " + all + life.seen());
            }
            if (match != null) {
                found = match;
                occurrence = all.get(0);
            }
        }
    }

    /** Lives one life of one session, with many waits. */
    void live(long seed) {
        Life life = new Life(seed, "one" + lives++);
        try {
            for (int i = new Random(seed).nextInt(MOST_STEPS); i >= 0; i--) {
                life.step();
            }
        } catch (AssertionError e) {
            throw new AssertionError("life " + seed + ": " + e.getMessage(), e);
        } finally {
            life.close();
        }
    }

    /** Lives one life of a group, whose cursor gives each event of each member once, in its order. */
    void liveInGroup(long seed) {
        Random random = new Random(seed);
        String tag = "group" + lives++;
        Map<Session, Life> members = new LinkedHashMap<>();
        Map<Session, List<String>> printed = new LinkedHashMap<>();
        Map<Session, List<String>> seen = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Life life = new Life(seed + i, tag);
            members.put(life.session, life);
            printed.put(life.session, new ArrayList<>());
            seen.put(life.session, new ArrayList<>());
        }
        Outcomes outcomes = wsh.tagged(tag).outcomes();
        List<Session> all = List.copyOf(members.keySet());
        int events = 0;
        for (int step = 0; step < 12; step++) {
            Session session = all.get(random.nextInt(all.size()));
            StringBuilder piece = new StringBuilder();
            for (int i = random.nextInt(4); i > 0; i--) {
                piece.append("event ").append(events).append("\r\n");
                printed.get(session).add("event " + events++);
            }
            members.get(session).terminal.output(piece.toString());
            time.settle();
            turn(outcomes, random, seen);
        }
        while (count(seen) < events) {
            if (!turn(outcomes, new Random(0), seen)) {
                throw new AssertionError("group " + seed + ": printed " + printed + ", seen " + seen);
            }
        }
        if (turn(outcomes, new Random(0), seen) || !seen.equals(printed)) {
            throw new AssertionError("group " + seed + ": printed " + printed + ", seen " + seen);
        }
        members.values().forEach(Life::close);
    }

    private static int count(Map<Session, List<String>> seen) {
        return seen.values().stream().mapToInt(List::size).sum();
    }

    /** One turn, which may be cancelled before it has an outcome; returns whether there was an event. */
    private boolean turn(Outcomes outcomes, Random random, Map<Session, List<String>> seen) {
        Pending<Winner<Match>> turn = outcomes.awaitAny(text("event")).within(ofMillis(5));
        if (random.nextInt(4) == 3 && (turn.cancel(false) || twin == Twin.CANCELLED_TAKES)) {
            time.settle();
            return false;
        }
        return turn.blockOptional()
                .map(winner -> seen.get(winner.session()).add(winner.value().line()))
                .orElse(false);
    }

    @Override
    public void close() {
        wsh.close();
        time.close();
    }
}
