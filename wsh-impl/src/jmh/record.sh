#!/bin/sh
# Records what real programs print, for -Dwsh.bench.recordings=<folder>: record.sh <folder> [rows] [cols]
# Needs util-linux's script; a program that is not installed is left out.
set -eu
folder=${1:?folder}
rows=${2:-24}
cols=${3:-80}
mkdir -p "$folder"
TERM=xterm-256color LESS=-R
export TERM LESS

record() { # name, seconds of typed keys (a command that prints them), command line
    command -v "${3%% *}" >/dev/null || { echo "no ${3%% *}"; return; }
    eval "$2" | script -q -E never -c "stty rows $rows cols $cols; $3" -O "$folder/$1" >/dev/null || true
    # the first and the last line are script's own
    sed -i '1d;$d' "$folder/$1"
    echo "$1: $(wc -c <"$folder/$1") bytes"
}

record find ":" "find /usr -maxdepth 6"
record ls ":" "ls -lR --color=always /usr/share"
record git_log ":" "git --no-pager log -p --color=always -n 200"
record vim "for i in \$(seq 60); do printf '\006'; sleep 0.05; done; printf ':q!\r'" "vim -u NONE -N +'syntax on' /usr/share/dict/words"
record htop "sleep 5; printf q" "htop -d 2"
