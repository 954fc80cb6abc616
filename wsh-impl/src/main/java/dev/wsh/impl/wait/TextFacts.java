package dev.wsh.impl.wait;

import dev.wsh.Condition;
import dev.wsh.Match;
import dev.wsh.SlowRegexException;
import dev.wsh.engine.ConditionTree;
import dev.wsh.engine.FrameNode;
import dev.wsh.engine.TextNode;
import dev.wsh.impl.vt.snapshot.HistorySnapshot;
import dev.wsh.impl.vt.snapshot.RegexBudget;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What can be known of why a text was not found, in words that point at the mistake. Stateless. */
public final class TextFacts {

    /** Of a condition on many texts. */
    private static final int MOST_TEXTS = 4;

    /** What texts rarely have and regular expressions often. */
    private static final Pattern REGEX_LIKE =
            Pattern.compile("\\\\[dDwWsSbB.\\[(]|\\.[*+?]|\\[[^\\]]+\\]|^\\^|\\$$|\\(\\?|\\w\\|\\w");

    private static final Pattern LINE_END = Pattern.compile("\\n|\\\\n|\\\\r|\\\\R");

    private final HistorySnapshot history;
    private final ScreenSnapshot screen;
    private final EchoPlaces echo;
    private final List<String> facts = new ArrayList<>();
    private int texts;

    private TextFacts(HistorySnapshot history, ScreenSnapshot screen, EchoPlaces echo) {
        this.echo = echo;
        this.history = history;
        this.screen = screen;
    }

    /**
     * Says what is known.
     *
     * @param condition what was awaited
     * @param history the history at the end
     * @param screen the screen at the end
     * @param echo what of it is echo
     * @return a few facts; none of a condition without text
     */
    public static List<String> of(
            Condition<?> condition, HistorySnapshot history, ScreenSnapshot screen, EchoPlaces echo) {
        TextFacts facts = new TextFacts(history, screen, echo);
        facts.visit(ConditionTree.of(condition), /* since= */ false);
        return List.copyOf(facts.facts);
    }

    private void visit(ConditionTree<?> node, boolean since) {
        if (node instanceof TextNode text) {
            if (texts++ < MOST_TEXTS) {
                text(text, since || text.after().isPresent());
            }
        } else if (node instanceof ConditionTree.And<?> and) {
            visit(and.first(), since);
            visit(and.second(), since);
        } else if (node instanceof ConditionTree.FirstOf<?> first) {
            first.parts().forEach(part -> visit(ConditionTree.of(part), since));
        } else if (node instanceof ConditionTree.AllOf all) {
            all.parts().forEach(part -> visit(ConditionTree.of(part), since));
        } else if (node instanceof FrameNode<?> frame) {
            visit(frame.source(), since);
        } else if (node instanceof ConditionTree.Mapped<?, ?> mapped) {
            visit(mapped.source(), since);
        } else if (node instanceof ConditionTree.Since<?> newest) {
            visit(newest.source(), /* since= */ true);
        } else if (node instanceof ConditionTree.Holding<?> holding) {
            visit(holding.source(), since);
        } else if (node instanceof ConditionTree.Unless<?> unless) {
            visit(unless.source(), since);
        } else if (node instanceof ConditionTree.Named<?> named) {
            visit(named.source(), since);
        }
    }

    private void text(TextNode text, boolean since) {
        Pattern pattern = text.pattern();
        boolean isText = (pattern.flags() & Pattern.LITERAL) != 0;
        String name = isText ? '"' + pattern.pattern() + '"' : "/" + pattern + "/";
        try {
            boolean isThere = there(name, pattern, text, since);
            if (!isThere) {
                inAnotherCase(name, pattern);
            }
            if (isText) {
                likeARegex(name, pattern.pattern());
            } else if (LINE_END.matcher(pattern.pattern()).find()) {
                facts.add(name + " asks for a line end, but a regular expression is searched within one line");
            }
        } catch (SlowRegexException e) {
            facts.add(name + " takes too long to be searched for in what else there is");
        }
    }

    /** Says where the text stands although it does not count. */
    private boolean there(String name, Pattern pattern, TextNode text, boolean since) {
        Optional<Match> shown = screen.find(pattern, budget(), region -> true);
        if (shown.isPresent()) {
            String where = name + " stands in row " + shown.get().row();
            if (text.isNotEcho() && isEcho(pattern)) {
                facts.add(where + ", but only in the echo of what was typed");
            } else if (since) {
                facts.add(where + ", but was there before the mark");
            } else if (!text.regions().isEmpty() || !text.styles().isEmpty()) {
                facts.add(where + ", but not in the place or style that was asked for");
            }
        }
        long line = lastLine(pattern);
        if (line >= 0) {
            String why = !text.lasting()
                    ? ", but is not on the screen"
                    : since ? ", but was there before the mark" : ", but was there before the last input";
            facts.add(name + " is in the history, in line " + line + why);
        }
        return shown.isPresent() || line >= 0;
    }

    /** Tells whether each match on the screen is echo. */
    private boolean isEcho(Pattern pattern) {
        TextSearch search = new TextSearch((TextNode) new TextNode(pattern, /* lasting= */ false).notEcho());
        return search.onScreen(screen, null, echo, budget()).isEmpty();
    }

    private long lastLine(Pattern pattern) {
        RegexBudget budget = budget();
        long end = screen.continuesHistory() ? history.endLine() - 1 : history.endLine();
        for (long line = end - 1; line >= history.firstLine(); line--) {
            if (RegexBudget.find(budget.matcher(pattern, history.rawText(line)))) {
                return line;
            }
        }
        return -1;
    }

    private void inAnotherCase(String name, Pattern pattern) {
        int flags = pattern.flags() | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        if (flags == pattern.flags()) {
            return;
        }
        Pattern wider = Pattern.compile(pattern.pattern(), flags);
        Optional<Match> shown = screen.find(wider, budget(), region -> true);
        if (shown.isPresent()) {
            Match match = shown.get();
            facts.add(name + " stands in row " + match.row() + " in another case: \"" + match.text() + "\"");
            return;
        }
        long line = lastLine(wider);
        if (line >= 0) {
            facts.add(name + " is in the history in another case, in line " + line);
        }
    }

    private void likeARegex(String name, String text) {
        if (!REGEX_LIKE.matcher(text).find()) {
            return;
        }
        try {
            Pattern regex = Pattern.compile(text);
            String matches = screen.find(regex, budget(), region -> true)
                    .map(match -> ", which would match row " + match.row())
                    .orElse("");
            facts.add(name + " looks like a regular expression, but was given as text: use text(Pattern.compile(…))"
                    + matches);
        } catch (PatternSyntaxException e) {
            return; // it only looked like one
        }
    }

    private static RegexBudget budget() {
        return new RegexBudget(TextLooks.MOST_STEPS / 10);
    }
}
