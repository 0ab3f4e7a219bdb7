#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ./run.sh [FILE]: installs what is missing, builds mqttscope and opens its window on FILE, or on the sample that a
# first lesson starts with. Without a display the same sample is explained in the terminal.
set -euo pipefail

start_directory=$PWD
cd "$(dirname "$(readlink -f "$0")")"
source scripts/packages.sh
source scripts/lib.sh

sample=samples/connect-python1.pcap
sample_connect_frame=4 # after the three frames that open the TCP connection
programs=build/release/bin

usage="usage: ./run.sh [FILE]   opens a capture (pcap or pcapng), or a first sample without FILE"
if [[ ${1:-} == --help || ${1:-} == -h ]]; then
    printf '%s\n' "$usage"
    exit 0
fi
(($# <= 1)) || die "$usage"
capture=${1:-}
if [[ -n $capture ]]; then
    [[ $capture == /* ]] || capture=$start_directory/$capture
    [[ -r $capture ]] || die "cannot read $capture"
fi

packages=("${packages_run[@]}")
[[ -n ${DISPLAY:-} || -z ${WAYLAND_DISPLAY:-} ]] || packages+=("${packages_wayland[@]}")
install_packages "${packages[@]}"

lock_build
tests=OFF # they need more packages; a tree in which test.sh built them keeps them
! cache_is release MQTTSCOPE_TESTS ON || tests=ON
[[ -d build/release ]] || note "building for the first time, this takes some minutes"
configure release -DMQTTSCOPE_TESTS=$tests -DMQTTSCOPE_BENCH=$tests
build release mqttscope mqttscope-cli mqttscope-capture
unlock_build

status=0
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    if [[ -n $capture ]]; then
        "$programs/mqttscope" "$capture" || status=$?
    else
        "$programs/mqttscope" --step --frame $sample_connect_frame "$sample" || status=$?
    fi
    ((status == 0)) || die "step failed: the window ended with exit code $status"
else
    if [[ -n $capture ]]; then
        "$programs/mqttscope-cli" -r "$capture" || status=$?
    else
        "$programs/mqttscope-cli" explain "$sample" --frame $sample_connect_frame || status=$?
    fi
    ((status == 0)) || die "step failed: mqttscope-cli ended with exit code $status"
    note "there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set). For the window, start ./run.sh in a desktop session, or connect with: ssh -X"
fi
