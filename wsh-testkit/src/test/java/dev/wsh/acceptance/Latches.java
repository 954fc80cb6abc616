package dev.wsh.acceptance;

import java.util.concurrent.CountDownLatch;

/** Waiting for latches in callbacks. */
final class Latches {

    private Latches() {}

    /** Waits although the engine that closes interrupts; the interrupt is kept for later. */
    static void awaitUninterruptibly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
