package dev.wsh.impl.vt.state;

import dev.wsh.Notification;
import dev.wsh.Progress;
import dev.wsh.ShellMark;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What programs tell beside the text: the bell, the working directory (OSC 7), progress (OSC 9;4), clipboard writes
 * (OSC 52), shell marks (OSC 133) and notifications (OSC 9, 99, 777). Confined to the engine's thread.
 */
public final class Marks {
    /** Shell marks kept; the oldest are dropped. */
    public static final int MAX_SHELL_MARKS = 1024;
    /** Clipboard writes kept; the oldest are dropped. */
    public static final int MAX_CLIPBOARD_WRITES = 16;

    private final ArrayDeque<ShellMark> shellMarks = new ArrayDeque<>();
    /** Notifications kept; the oldest are dropped. */
    public static final int MAX_NOTIFICATIONS = 64;

    private final ArrayDeque<Notification> notifications = new ArrayDeque<>();
    private final ArrayDeque<String> clipboard = new ArrayDeque<>();
    private long bells;
    private @Nullable Progress progress;
    private @Nullable String cwd;
    private int changes;

    void reset() {
        shellMarks.clear();
        notifications.clear();
        clipboard.clear();
        bells = 0;
        progress = null;
        cwd = null;
        changes++;
    }

    /** Returns how many changes there were. */
    public int changes() {
        return changes;
    }

    /** Says that something beside the text is another one. */
    void changed() {
        changes++;
    }

    public long bells() {
        return bells;
    }

    public void ring() {
        bells++;
        changes++;
    }

    /** Returns the progress, or null for none. */
    public @Nullable Progress progress() {
        return progress;
    }

    public void setProgress(@Nullable Progress newProgress) {
        progress = newProgress;
        changes++;
    }

    /** Returns the last OSC 7 as it came, or null. */
    public @Nullable String cwd() {
        return cwd;
    }

    public void setCwd(@Nullable String uri) {
        cwd = uri;
        changes++;
    }

    public void addClipboard(String text) {
        if (clipboard.size() == MAX_CLIPBOARD_WRITES) {
            clipboard.removeFirst();
        }
        clipboard.addLast(text);
        changes++;
    }

    public List<String> clipboard() {
        return List.copyOf(clipboard);
    }

    /** Returns what was written to the clipboard last, or an empty string. */
    public String lastClipboard() {
        return clipboard.isEmpty() ? "" : clipboard.getLast();
    }

    public void addShellMark(ShellMark mark) {
        if (shellMarks.size() == MAX_SHELL_MARKS) {
            shellMarks.removeFirst();
        }
        shellMarks.addLast(mark);
        changes++;
    }

    public void addNotification(Notification notification) {
        if (notifications.size() == MAX_NOTIFICATIONS) {
            notifications.removeFirst();
        }
        notifications.addLast(notification);
        changes++;
    }

    public List<Notification> notifications() {
        return List.copyOf(notifications);
    }

    public List<ShellMark> shellMarks() {
        return List.copyOf(shellMarks);
    }
}
