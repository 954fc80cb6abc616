package dev.wsh.impl.session;

import dev.wsh.Line;
import dev.wsh.Mark;
import dev.wsh.Match;
import dev.wsh.Screen;
import dev.wsh.Scrollback;
import dev.wsh.SessionInfo;
import dev.wsh.SessionSnapshot;
import dev.wsh.ShellCommand;
import dev.wsh.impl.vt.snapshot.AllLines;
import java.util.List;
import java.util.regex.Pattern;

/** A session at one moment. Immutable. */
record DefaultSnapshot(SessionInfo info, AllLines all, Mark mark) implements SessionSnapshot {

    /** Takes one; with the session's lock held. */
    static DefaultSnapshot of(SessionCore core) {
        return new DefaultSnapshot(
                core.reports().info(),
                new AllLines(core.content().history(), core.content().screen()),
                core.content().mark());
    }

    @Override
    public Screen screen() {
        return all.screen();
    }

    @Override
    public Scrollback scrollback() {
        return all.history();
    }

    @Override
    public List<String> lines() {
        return all.lines();
    }

    @Override
    public List<Line> lines(long from, int limit) {
        return all.lines(from, limit);
    }

    @Override
    public List<ShellCommand> commands() {
        return all.commands();
    }

    @Override
    public String text() {
        return String.join("\n", lines());
    }

    @Override
    public List<Match> findAll(Pattern regex) {
        return all.findAll(regex);
    }

    @Override
    public String toString() {
        return "Snapshot[" + info.name() + ", " + info.state() + ", " + screen().rows() + " rows x "
                + screen().cols() + " columns, "
                + (all.history().endLine() - all.history().firstLine()) + " lines of history]";
    }
}
