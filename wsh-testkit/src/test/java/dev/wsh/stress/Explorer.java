package dev.wsh.stress;

import java.util.ArrayDeque;

/**
 * Plays a scene in every order that departs at most so often from the order of arrival, those with few departures first. The
 * first order that fails is named by its numbers; {@code -Dtest.order=0,2,0,1} plays that one alone.
 */
final class Explorer {

    /** What happens, and what must be true of it in every order. */
    @FunctionalInterface
    interface Scene {
        void play(Stage stage) throws Exception;
    }

    /**
     * What was played without a failure.
     *
     * @param orders how many
     * @param departures all orders with at most so many are among them; {@link Integer#MAX_VALUE} if there are no others
     */
    record Played(int orders, int departures) {}

    private final TurnTime.Pieces pieces;
    private final int departures;
    private final int most;
    private boolean faulty;

    /**
     * Creates one that plays nothing yet.
     *
     * @param pieces what is put into an order
     * @param departures how many there are at most
     * @param most after how many orders it ends in any case
     */
    Explorer(TurnTime.Pieces pieces, int departures, int most) {
        this.pieces = pieces;
        this.departures = departures;
        this.most = most;
    }

    /** Puts a {@link Wire} with a fault between the engine and its terminals. */
    Explorer onFaultyWire() {
        faulty = true;
        return this;
    }

    /** Plays. */
    Played explore(Scene scene) {
        String one = System.getProperty("test.order");
        if (one != null) {
            play(scene, Order.parse(one));
            return new Played(1, 0);
        }
        ArrayDeque<Order> orders = new ArrayDeque<>();
        orders.add(new Order());
        boolean cut = false;
        int played = 0;
        while (!orders.isEmpty() && played < most) {
            Order order = orders.remove();
            try {
                play(scene, order);
            } catch (AssertionError e) {
                throw new AssertionError("after " + played + " others " + e.getMessage(), e.getCause());
            }
            played++;
            if (order.departures() < departures) {
                orders.addAll(order.next());
            } else {
                cut |= !order.next().isEmpty();
            }
        }
        if (!orders.isEmpty()) {
            return new Played(played, orders.remove().departures() - 1);
        }
        return new Played(played, cut ? departures : Integer.MAX_VALUE);
    }

    /** Plays one order. */
    void play(Scene scene, Order order) {
        try (Stage stage = new Stage(order, pieces, faulty)) {
            scene.play(stage);
            stage.finish();
        } catch (Exception | AssertionError e) {
            throw new AssertionError("this order failed: -Dtest.order=" + order + "\n" + order.inWords() + "\n" + e, e);
        }
    }
}
