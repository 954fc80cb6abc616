/* Reads what many programs print on terminals and throws it away, by one epoll loop:
   printers <sessions> <seconds to warm up> <seconds> <program> <args>; prints the CPU time of it in hundredths of a core. */
#include "pty.h"
#include <sys/epoll.h>
#include <sys/resource.h>

static double cpu(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

int main(int argc, char **argv) {
    static char buffer[65536];
    int sessions = atoi(argv[1]);
    int *masters = malloc(sessions * sizeof *masters);
    pid_t *pids = malloc(sessions * sizeof *pids);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    for (int i = 0; i < sessions; i++) {
        pids[i] = start(argv + 4, 0, &masters[i]);
        struct epoll_event e = {EPOLLIN | EPOLLET, {.u32 = i}};
        epoll_ctl(epoll, EPOLL_CTL_ADD, masters[i], &e);
    }
    double begin = now() + atof(argv[2]), end = begin + atof(argv[3]), before = -1;
    while (now() < end) {
        struct epoll_event events[256];
        int n = epoll_wait(epoll, events, 256, 100);
        for (int k = 0; k < n; k++) {
            while (read(masters[events[k].data.u32], buffer, sizeof buffer) > 0) {
            }
        }
        if (before < 0 && now() >= begin) {
            begin = now();
            before = cpu();
        }
    }
    double percent = (cpu() - before) / (now() - begin) * 100;
    for (int i = 0; i < sessions; i++) {
        kill(pids[i], SIGKILL);
    }
    printf("%.1f\n", percent);
}
