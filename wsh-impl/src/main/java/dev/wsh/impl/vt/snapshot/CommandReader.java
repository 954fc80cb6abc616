package dev.wsh.impl.vt.snapshot;

import dev.wsh.ShellCommand;
import dev.wsh.ShellMark;
import dev.wsh.ShellMark.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads which commands ran, and what they printed, between the marks of shells (OSC 133). A shell inside another is told by
 * the marks' {@code aid}, where they have one. Confined to one call.
 */
final class CommandReader {

    private final long first;
    private final long end;
    private final LongFunction<LogicalLine> lines;
    private final List<Found> found = new ArrayList<>();
    private final Deque<Found> open = new ArrayDeque<>();
    private @Nullable ShellMark typed;

    /** A command, from the mark of its output's begin on. */
    private static final class Found {
        private final ShellMark begin;
        private final @Nullable ShellMark typed;
        private @Nullable ShellMark end;

        Found(ShellMark begin, @Nullable ShellMark typed) {
            this.begin = begin;
            this.typed = typed;
        }
    }

    /** Creates a reader of the lines with the numbers {@code [first, end)}. */
    CommandReader(long first, long end, LongFunction<LogicalLine> lines) {
        this.first = first;
        this.end = end;
        this.lines = lines;
    }

    List<ShellCommand> read(List<ShellMark> marks) {
        for (ShellMark mark : marks) {
            drawnOver(mark);
            switch (mark.kind()) {
                case COMMAND_START, COMMAND_LINE_START -> typed = mark;
                case OUTPUT_START -> begin(mark);
                case COMMAND_END -> end(mark);
                case PROMPT_START, NEXT_PROMPT_START -> prompt(mark);
                case PROMPT_PART, FRESH_LINE -> {}
            }
        }
        List<ShellCommand> commands = new ArrayList<>();
        for (Found each : found) {
            ShellMark last = each.end;
            if (last == null ? each.begin.line() < end : last.line() >= first) {
                commands.add(command(each));
            }
        }
        return List.copyOf(commands);
    }

    /** Marks go forward, unless the screen was cleared or drawn anew: what stood behind is there no more. */
    private void drawnOver(ShellMark mark) {
        found.removeIf(each -> isBefore(mark, each.begin) || each.end != null && isBefore(mark, each.end));
        open.removeIf(each -> isBefore(mark, each.begin));
        ShellMark line = typed;
        if (line != null && isBefore(mark, line)) {
            typed = null;
        }
    }

    private static boolean isBefore(ShellMark one, ShellMark other) {
        return one.line() < other.line() || one.line() == other.line() && one.col() < other.col();
    }

    private void begin(ShellMark mark) {
        Found next = new Found(mark, typed);
        typed = null;
        found.add(next);
        open.push(next);
    }

    private void end(ShellMark mark) {
        Optional<Found> ended = open.stream()
                .filter(each -> each.begin.id().equals(mark.id()) || mark.id().isEmpty())
                .findFirst();
        ended.ifPresent(each -> {
            while (open.peek() != each) {
                open.pop().end = mark; // a shell inside that told no end
            }
            open.pop().end = mark;
        });
    }

    /** A prompt ends a command whose end nobody told, unless the prompt is that of a shell inside. */
    private void prompt(ShellMark mark) {
        Found last = open.peek();
        if (last != null && last.begin.id().equals(mark.id())) {
            open.pop().end = mark;
        }
    }

    private ShellCommand command(Found each) {
        ShellMark last = each.end;
        Optional<String> line = each.begin.commandLine().or(() -> typedLine(each));
        return new ShellCommand(
                line,
                output(each),
                last == null ? OptionalInt.empty() : last.status(),
                /* running= */ last == null,
                /* cut= */ each.begin.line() < first);
    }

    private Optional<String> typedLine(Found each) {
        ShellMark start = each.typed;
        if (start == null || start.line() < first) {
            return Optional.empty();
        }
        ShellMark stop = each.begin;
        boolean toEndOfLine = start.kind() == Kind.COMMAND_LINE_START;
        String text = text(start, toEndOfLine ? start.line() + 1 : stop.line(), toEndOfLine ? 0 : stop.col())
                .strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private String output(Found each) {
        ShellMark last = each.end;
        String text = last == null ? text(each.begin, end, 0) : text(each.begin, last.line(), last.col());
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Returns the text from a mark to a place, lines joined. */
    private String text(ShellMark from, long toLine, int toCol) {
        StringJoiner text = new StringJoiner("\n");
        for (long number = Math.max(first, from.line()); number <= toLine && number < end; number++) {
            int start = number == from.line() ? from.col() : 0;
            int stop = number == toLine ? toCol : Integer.MAX_VALUE;
            String part = lines.apply(number).text(start, stop);
            text.add(number == toLine ? part : RunReader.trim(part));
        }
        return toLine >= end ? text.toString().stripTrailing() : text.toString();
    }
}
