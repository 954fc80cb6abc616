package dev.wsh.impl.wait;

import dev.wsh.impl.vt.LeavingRow;
import dev.wsh.impl.vt.snapshot.ChangedLines;
import dev.wsh.impl.vt.snapshot.ScreenSnapshot;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One search for all waits for text: it reads what is new once, and tells which waits have to look. A wait that is not told
 * would have found nothing: the line without which it can't come true is not new, or does not contain a text that it needs.
 *
 * <p>A line without an end is not read anew for each piece of it: only what has come, and before that as much as a text may
 * be long. A wait whose text was found in it looks again as long as the line grows, since more may be what it needs.
 *
 * <p>Confined to the session's lock.
 */
final class SharedSearch {

    /** As much of what stands before a new piece of a line is read again: a text can begin in it. */
    private static final int ENOUGH = RequiredText.LONGEST - 1;

    private final Sieve<Waiters.Wait<?>> sieve = new Sieve<>();
    private final Map<Waiters.Wait<?>, TextNeed> needs = new HashMap<>();
    private final LeavingLines leaving;
    private final ChangedLines changed = new ChangedLines();
    private final StringBuilder open = new StringBuilder(); // the end of a line that goes on on the screen
    private final Set<Waiters.Wait<?>> foundInOpen = new LinkedHashSet<>();
    private final Set<Waiters.Wait<?>> newcomers =
            new LinkedHashSet<>(); // have not seen what has left of the open line
    private boolean isOpen;
    private boolean isOfHistory; // so is all of the open line, as far as it is known
    private boolean isKnown; // what the history has before the screen's first row, as far as a text can reach
    private boolean isPadded; // rows of the open line are joined in two ways

    SharedSearch(LeavingLines leaving) {
        this.leaving = leaving;
    }

    /** Lets a wait take part that has just looked. */
    void add(Waiters.Wait<?> wait, TextNeed need, ScreenSnapshot screen) {
        if (need.equals(needs.get(wait))) {
            return;
        }
        remove(wait);
        if (needs.isEmpty()) {
            begin();
            changed.begin(screen);
            isOpen = leaving.isOpen();
            open.append(leaving.end(ENOUGH));
            isPadded = leaving.isPadded();
        }
        needs.put(wait, need);
        need.texts().forEach(text -> sieve.add(text, wait));
        if (isOpen) {
            newcomers.add(wait);
        }
        if (!need.isAll() && (isOpen || screen.continuesHistory() && isAny(need, screen))) {
            foundInOpen.add(wait);
        }
    }

    private static boolean isAny(TextNeed need, ScreenSnapshot screen) {
        return RequiredText.isAny(need.texts(), screen.firstLineText());
    }

    /** Lets a wait take part no longer. */
    void remove(Waiters.Wait<?> wait) {
        TextNeed need = needs.remove(wait);
        if (need != null) {
            need.texts().forEach(text -> sieve.remove(text, wait));
            foundInOpen.remove(wait);
            newcomers.remove(wait);
            if (needs.isEmpty()) {
                changed.forget();
                isKnown = false;
            }
        }
    }

    /** Rows that leave are told from now on, or not any more: what is known of an open line is not all of it. */
    void loseSight() {
        begin();
        isKnown = false;
    }

    /** Returns who has to look, given the rows that have just left the screen. */
    Set<Waiters.Wait<?>> goOn(List<LeavingRow> rows, ScreenSnapshot screen) {
        if (needs.isEmpty()) {
            return Set.of();
        }
        Set<Waiters.Wait<?>> hits = new LinkedHashSet<>();
        if (!newcomers.isEmpty()) {
            hits.addAll(newcomers);
            newcomers.clear();
        }
        for (LeavingRow row : rows) {
            leaves(row, hits);
        }
        if (screen.cellsAbove() == 0) {
            endOpen(hits);
        }
        boolean isNew = readScreen(screen, hits) || !rows.isEmpty();
        if (isNew && isOpen) {
            readOpen(screen, hits);
        }
        if (screen.continuesHistory() ? !isOpen : !isOpen || !isOfHistory) {
            isKnown = !screen.continuesHistory();
        }
        if (isNew) {
            hits.addAll(foundInOpen);
        }
        boolean isJoinedInTwoWays = (isOpen || screen.continuesHistory()) && (isPadded || isPadded(screen));
        boolean isUncertain = isJoinedInTwoWays || screen.continuesHistory() && !isKnown;
        if (isUncertain && isNew) {
            needs.forEach((wait, need) -> found(wait, hits));
            hits.addAll(needs.keySet());
        } else if (!isOpen && !screen.continuesHistory()) {
            foundInOpen.clear();
        }
        return hits;
    }

    private void leaves(LeavingRow row, Set<Waiters.Wait<?>> hits) {
        if (row.discarded().isPresent()) {
            sieve.scan(row.text(), hits::add);
            return;
        }
        if (row.cellsBefore() == 0) {
            endOpen(hits);
        }
        boolean isKept = row.line() >= 0;
        if (!isOpen && !row.wrapped()) {
            if (!changed.wasShown(row.text())) {
                sieve.scan(row.text(), hits::add);
            }
            isKnown = isKept;
            return;
        }
        isOfHistory = isKept && (isOfHistory || !isOpen);
        isOpen = true;
        isPadded |= row.padded();
        open.append(row.text());
        if (!row.wrapped()) {
            sieve.scan(open, hits::add);
            hits.addAll(isPadded ? needs.keySet() : foundInOpen);
            begin();
            isKnown = isKept;
        } else if (open.length() > LeavingLines.MAX_LINE_CHARS) {
            sieve.scan(open, wait -> found(wait, hits));
            cut(open.length());
        }
    }

    /** The rest of the open line was erased. */
    private void endOpen(Set<Waiters.Wait<?>> hits) {
        if (isOpen) {
            sieve.scan(open, hits::add);
            hits.addAll(isPadded ? needs.keySet() : foundInOpen);
            begin();
        }
    }

    /** A text of a wait is in the open line: if it needs more, it looks from now on as long as the line grows. */
    private void found(Waiters.Wait<?> wait, Set<Waiters.Wait<?>> hits) {
        TextNeed need = needs.get(wait);
        (need == null || need.isAll() ? hits : foundInOpen).add(wait);
    }

    private boolean readScreen(ScreenSnapshot screen, Set<Waiters.Wait<?>> hits) {
        boolean[] any = new boolean[1];
        changed.goOn(screen, line -> {
            any[0] = true;
            sieve.scan(line, hits::add);
        });
        return any[0];
    }

    /** The open line, from where it was read before, with its rest on the screen. */
    private void readOpen(ScreenSnapshot screen, Set<Waiters.Wait<?>> hits) {
        int end = open.length();
        for (int row = 0; row < screen.rows(); row++) {
            open.append(screen.rawLine(row));
            if (!screen.wrapped(row)) {
                break;
            }
        }
        sieve.scan(open, wait -> found(wait, hits));
        cut(end);
    }

    /** Keeps, of what stands before an index, what a text can begin in. */
    private void cut(int end) {
        open.setLength(end);
        isKnown = isOfHistory && (isKnown || end >= ENOUGH);
        open.delete(0, Math.max(0, end - ENOUGH));
    }

    private void begin() {
        open.setLength(0);
        isOpen = false;
        isPadded = false;
        isOfHistory = false;
    }

    private static boolean isPadded(ScreenSnapshot screen) {
        for (int row = 0; row < screen.rows() && screen.wrapped(row); row++) {
            if (screen.padded(row)) {
                return true;
            }
        }
        return false;
    }
}
