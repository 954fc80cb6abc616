#!/usr/bin/env python3
"""A release tool with one button, for the mouse."""
import curses


def main(screen):
    curses.start_color()
    curses.use_default_colors()
    curses.init_pair(1, curses.COLOR_RED, -1)
    curses.curs_set(0)
    curses.mousemask(curses.BUTTON1_CLICKED | curses.BUTTON1_PRESSED)
    curses.mouseinterval(0)
    screen.addstr(2, 4, "[ Deploy ]", curses.A_BOLD)
    screen.addstr(23, 0, "Ctrl+C: Quit")
    while True:
        if screen.getch() == curses.KEY_MOUSE:
            _, col, row, _, _ = curses.getmouse()
            if row == 2 and 4 <= col < 14:
                screen.addstr(4, 4, "error: not allowed", curses.color_pair(1))


try:
    curses.wrapper(main)
except KeyboardInterrupt:
    raise SystemExit(130)
