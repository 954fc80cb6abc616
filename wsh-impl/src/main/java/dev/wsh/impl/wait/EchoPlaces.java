package dev.wsh.impl.wait;

import java.util.List;

/**
 * Where the echo of what was typed stands: the one notion of it for waits and their failures. Immutable.
 *
 * @param places oldest first
 */
public record EchoPlaces(List<Place> places) {

    /** Nothing was typed. */
    public static final EchoPlaces NONE = new EchoPlaces(List.of());

    /**
     * The echo of one line.
     *
     * @param afterEpoch what was written later
     * @param lastEpoch and not later than this
     * @param fromCell in these cells of its logical line
     * @param endCell up to here
     */
    public record Place(long afterEpoch, long lastEpoch, int fromCell, int endCell) {

        private boolean contains(long epoch, int from, int end) {
            return epoch > afterEpoch && epoch <= lastEpoch && from >= fromCell && end <= endCell;
        }
    }

    /** Copies the list. */
    public EchoPlaces {
        places = List.copyOf(places);
    }

    /**
     * Tells whether cells of a line are echo.
     *
     * @param epoch when the newest of them was written
     * @param from how many cells of the line there are before them
     * @param end how many up to their end
     */
    boolean contains(long epoch, int from, int end) {
        for (Place place : places) {
            if (place.contains(epoch, from, end)) {
                return true;
            }
        }
        return false;
    }
}
