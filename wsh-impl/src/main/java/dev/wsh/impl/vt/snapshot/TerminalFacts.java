package dev.wsh.impl.vt.snapshot;

import dev.wsh.Color;
import dev.wsh.Image;
import dev.wsh.Notification;
import dev.wsh.Progress;
import dev.wsh.Screen;
import dev.wsh.ShellMark;
import dev.wsh.Unsupported;
import dev.wsh.impl.vt.state.Images;
import dev.wsh.impl.vt.state.Marks;
import dev.wsh.impl.vt.state.Palette;
import dev.wsh.impl.vt.state.Swallowed;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a terminal knows beyond the cells, at one moment. Immutable. */
final class TerminalFacts implements Screen.Terminal {
    private final long bells;
    private final Optional<Progress> progress;
    private final List<String> clipboardWrites;
    private final List<ShellMark> shellMarks;
    private final List<Notification> notifications;
    private final List<Unsupported> unsupported;
    private final List<Image> images;
    private final int foreground;
    private final int background;
    private final int[] palette;

    TerminalFacts(Marks marks, Palette palette, Swallowed swallowed, Images images) {
        bells = marks.bells();
        progress = Optional.ofNullable(marks.progress());
        clipboardWrites = marks.clipboard();
        shellMarks = marks.shellMarks();
        notifications = marks.notifications();
        this.images = images.shown();
        unsupported = swallowed.list();
        foreground = palette.dynamic(0);
        background = palette.dynamic(1);
        this.palette = palette.share();
    }

    private static Color rgb(int value) {
        return new Color.Rgb(value >> 16, value >> 8 & 0xFF, value & 0xFF);
    }

    @Override
    public long bells() {
        return bells;
    }

    @Override
    public Optional<Progress> progress() {
        return progress;
    }

    @Override
    public List<String> clipboardWrites() {
        return clipboardWrites;
    }

    @Override
    public Color foreground() {
        return rgb(foreground);
    }

    @Override
    public Color background() {
        return rgb(background);
    }

    @Override
    public Color palette(int index) {
        return rgb(palette[Objects.checkIndex(index, Palette.SIZE)]);
    }

    @Override
    public List<Notification> notifications() {
        return notifications;
    }

    @Override
    public List<Image> images() {
        return images;
    }

    List<Unsupported> unsupported() {
        return unsupported;
    }

    @Override
    public List<ShellMark> shellMarks() {
        return shellMarks;
    }
}
