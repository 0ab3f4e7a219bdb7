#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# sudo packaging/allow-capture.sh [--user NAME]... [PROGRAM]: lets the members of the group mqttscope capture, as Debian
# does with the group wireshark and dumpcap. PROGRAM is mqttscope-capture, that of this folder's build or of PATH. It gets
# the capability cap_net_raw, and only root and the group may run it. Whoever calls sudo is put into the group, or NAME.
# Building the program again takes its right away.
set -euo pipefail

group=mqttscope
right=cap_net_raw=ep

die()
{
    printf 'allow-capture.sh: %s\n' "$*" >&2
    exit 1
}

users=()
program=
while (($# > 0)); do
    case $1 in
    --user)
        (($# > 1)) || die "--user needs a name"
        users+=("$2")
        shift
        ;;
    -*) die "usage: sudo packaging/allow-capture.sh [--user NAME]... [PROGRAM]" ;;
    *)
        [[ -z $program ]] || die "one program only"
        program=$1
        ;;
    esac
    shift
done

((EUID == 0)) || die "only root may do this: sudo $0"
PATH=$PATH:/usr/sbin:/sbin
if [[ -z $program ]]; then
    program=$(dirname "$(readlink -f "$0")")/../build/release/bin/mqttscope-capture
    [[ -f $program ]] || program=$(command -v mqttscope-capture) || die "there is no mqttscope-capture here; name it"
fi
program=$(readlink -f "$program") || die "there is no such program"
[[ -f $program && $program == */mqttscope-capture ]] || die "$program is not mqttscope-capture"
command -v setcap >/dev/null || die "setcap is missing: apt install libcap2-bin"
((${#users[@]} > 0)) || [[ ${SUDO_USER:-root} == root ]] || users=("$SUDO_USER")

getent group "$group" >/dev/null || groupadd --system "$group"
# In this order: a new owner takes the capability away, and before it is there nobody else may run the program.
chown "root:$group" "$program"
chmod 0750 "$program"
setcap "$right" "$program" ||
    die "the file system of $program keeps no capabilities; install the program elsewhere, for example in /usr/local/bin"
for user in "${users[@]}"; do
    usermod --append --groups "$group" "$user"
done
printf '%s may capture for the members of the group %s.\n' "$program" "$group"
if ((${#users[@]} > 0)); then
    printf 'Now in the group: %s. It counts from the next login; until then: newgrp %s\n' "${users[*]}" "$group"
fi
