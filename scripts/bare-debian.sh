#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/bare-debian.sh [DIRECTORY]: the promise of the two commands, tried out. Makes a bare Debian 12 with only git
# in a new directory (debootstrap), clones the last commit into it and runs ./run.sh (without a display) and
# ./test.sh there, each twice: the second time must be quick. As root. The directory stays for a look afterwards.
# MQTTSCOPE_CHROOT_HOOK may name a script that is given the directory once it is made, to set up a proxy, for instance.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
source scripts/lib.sh

((EUID == 0)) || die "must be run as root: it makes a chroot"
command -v debootstrap >/dev/null || die "debootstrap is missing: apt-get install debootstrap"
root=${1:-$(mktemp -d /var/tmp/bare-debian.XXXXXX)}
[[ ! -e $root/etc ]] || die "$root holds a system already"

step "debootstrap" debootstrap debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root"
cp /etc/resolv.conf "$root/etc/resolv.conf"
[[ -z ${MQTTSCOPE_CHROOT_HOOK:-} ]] || "$MQTTSCOPE_CHROOT_HOOK" "$root"

unmount()
{
    local place
    for place in dev/pts dev sys proc; do
        ! mountpoint --quiet "$root/$place" || umount --lazy "$root/$place"
    done
}
trap unmount EXIT
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"
mount --bind /dev "$root/dev"
mount --bind /dev/pts "$root/dev/pts"

mkdir -p "$root/root/source.git"
git push --quiet --force "file://$(git init --quiet --bare "$root/root/source.git" && readlink -f "$root/root/source.git")" HEAD:refs/heads/main
inside() { env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LANG=C.UTF-8 chroot "$root" "$@"; }
inside git clone --quiet --branch main /root/source.git /root/mqttscope

for command in ./run.sh ./run.sh ./test.sh ./test.sh; do
    printf '\n--- %s\n' "$command"
    start=$SECONDS
    inside sh -c "cd /root/mqttscope && $command" || die "$command failed in $root"
    printf -- '--- %s: %d s\n' "$command" $((SECONDS - start))
done
if inside sh -c 'command -v ss >/dev/null && ss -Hltn' | grep -q ':1883 '; then
    die "something listens on port 1883: was a service started?"
fi
printf '\nboth commands work on a bare Debian 12; it is left in %s\n' "$root"
