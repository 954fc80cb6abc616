/* Pings to 100 cats while one program prints without end, by one epoll loop: ping <pings>; prints the 99th percentile in
   microseconds. */
#include "pty.h"
#include <sys/epoll.h>

#define CATS 100

int main(int argc, char **argv) {
    static char buffer[65536];
    int pings = atoi(argv[1]);
    int masters[CATS + 1];
    pid_t pids[CATS + 1];
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    char *cat[] = {"cat", NULL}, *yes[] = {"yes", "0123456789012345678901234567890123456789", NULL};
    for (int i = 0; i <= CATS; i++) {
        pids[i] = start(i < CATS ? cat : yes, i < CATS, &masters[i]);
        struct epoll_event e = {EPOLLIN | EPOLLET, {.u32 = i}};
        epoll_ctl(epoll, EPOLL_CTL_ADD, masters[i], &e);
    }
    double *took = malloc(pings * sizeof *took);
    int flooding = 1;
    for (int i = 0; i < pings; i++) {
        int target = i % CATS, answered = 0;
        double t = now();
        if (write(masters[target], "ping\n", 5) != 5) {
            return 1;
        }
        while (!answered) {
            struct epoll_event events[64];
            int n = epoll_wait(epoll, events, 64, flooding ? 0 : -1);
            for (int k = 0; k < n; k++) {
                int who = events[k].data.u32;
                if (who == CATS) {
                    flooding = 1;
                } else {
                    while (read(masters[who], buffer, sizeof buffer) > 0) {
                    }
                    answered |= who == target;
                }
            }
            if (flooding) {
                int total = 0;
                ssize_t r = 1;
                while (total < 65536 && (r = read(masters[CATS], buffer, sizeof buffer)) > 0) {
                    total += r;
                }
                flooding = r > 0;
            }
        }
        took[i] = now() - t;
        struct timespec pause = {0, 1000000};
        double until = now() + 0.001; /* the flood is read on meanwhile, as a loop would */
        while (now() < until) {
            if (read(masters[CATS], buffer, sizeof buffer) < 0) {
                nanosleep(&pause, NULL);
            }
        }
        flooding = 1;
    }
    for (int i = 0; i <= CATS; i++) {
        kill(pids[i], SIGKILL);
    }
    qsort(took, pings, sizeof *took, by_value);
    printf("%.0f\n", took[pings * 99 / 100] * 1e6);
}
