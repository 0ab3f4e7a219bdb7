#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# ./test.sh [--only REGEX] [--verbose]: installs what is missing, builds everything in the release tree and runs every
# test. Prints failures, skipped tests with their reasons, and at the end one line: N passed, N failed.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")"
source scripts/packages.sh
source scripts/lib.sh

install_packages "${packages_run[@]}" "${packages_test[@]}"

lock_build
[[ -d build/release ]] || note "building for the first time, this takes some minutes"
configure release -DMQTTSCOPE_TESTS=ON -DMQTTSCOPE_BENCH=ON
build release
unlock_build

exec python3 scripts/run-tests.py --build build/release "$@"
