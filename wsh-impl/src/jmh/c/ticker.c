/* Prints a line with the time of the monotonic clock, again and again: ticker <first> <least> <most>, all in milliseconds:
   before the first line, and at least and at most between two. */
#include "pty.h"

static void pause_millis(double millis) {
    struct timespec t = {(time_t)(millis / 1000), (long)(millis * 1e6) % 1000000000};
    nanosleep(&t, NULL);
}

int main(int argc, char **argv) {
    double least = atof(argv[2]), most = atof(argv[3]);
    srand(getpid());
    pause_millis(atof(argv[1]));
    for (int i = 0;; i++) {
        char line[64];
        struct timespec t;
        clock_gettime(CLOCK_MONOTONIC, &t);
        int n = snprintf(line, sizeof line, "tick %d %lld.\n", i, t.tv_sec * 1000000000LL + t.tv_nsec);
        if (write(1, line, n) != n) {
            return 1;
        }
        pause_millis(least + (most - least) * rand() / RAND_MAX);
    }
}
