#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# session.sh keyring|bare|nobus PROGRAM [ARGUMENT...]: runs PROGRAM in a session of its own, with an empty home: with a bus and an unlocked
# keyring, with a bus and no service, or without a bus.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mode=$1
shift
if [ "$mode" = inside ]; then # second turn, on the bus
    printf 'test' | gnome-keyring-daemon --unlock --components=secrets >"$HOME/keyring.log" 2>&1
    exec "$@"
fi
HOME=$(mktemp -d)
trap 'rm -rf "$HOME"' EXIT
XDG_RUNTIME_DIR=$HOME/run
XDG_DATA_HOME=$HOME/data
export HOME XDG_RUNTIME_DIR XDG_DATA_HOME
mkdir -m 700 "$XDG_RUNTIME_DIR" "$XDG_DATA_HOME"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS
for program in dbus-run-session gnome-keyring-daemon; do
    command -v "$program" >/dev/null || { echo "$program is missing: install the Debian packages dbus-daemon and gnome-keyring" >&2; exit 1; }
done
case $mode in
keyring) dbus-run-session --config-file="$here/bus.conf" -- "$0" inside "$@" ;;
bare) dbus-run-session --config-file="$here/bus.conf" -- "$@" ;;
nobus) DBUS_SESSION_BUS_ADDRESS=unix:path=$HOME/none "$@" ;;
*) echo "unknown session $mode" >&2; exit 2 ;;
esac
