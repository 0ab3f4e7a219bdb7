#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/fuzz.sh [SECONDS [TARGET...]]: builds the fuzz targets with libFuzzer, ASan and UBSan and runs each for that
# many seconds (60) from its corpus in tests/fuzz/corpus/TARGET. What it finds new stays in build/fuzz/corpus; an
# input that crashes is kept in build/fuzz/crashes and belongs, made small, into tests/fuzz/corpus with its fix.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
source scripts/packages.sh
source scripts/lib.sh

seconds=${1:-60}
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "usage: scripts/fuzz.sh [SECONDS [TARGET...]]"
shift || true

install_packages "${packages_run[@]}" "${packages_check[@]}"
lock_build
configure fuzz
build fuzz tests/fuzz/all
unlock_build

targets=("$@")
if ((${#targets[@]} == 0)); then
    mapfile -t targets < <(find build/fuzz/bin/fuzz -name 'fuzz_*' -type f -executable -printf '%f\n' | sort)
fi
((${#targets[@]} > 0)) || die "there is no fuzz target in build/fuzz/bin/fuzz"

fuzz_one()
{
    local target=$1 binary=build/fuzz/bin/fuzz/$1 corpus seeds=()
    [[ -x $binary ]] || die "no fuzz target named $target"
    corpus=build/fuzz/corpus/$target
    mkdir -p "$corpus" build/fuzz/crashes "$log_directory"
    [[ ! -d tests/fuzz/corpus/$target ]] || seeds=("tests/fuzz/corpus/$target")
    "$binary" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/crashes/$target-" "$corpus" "${seeds[@]}" >"$log_directory/$target.log" 2>&1
}

found=0
running=()
report()
{
    local target=$1 status=$2 log=$log_directory/$1.log runs coverage
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1 || true)
    if ((status == 0)); then
        printf '%s: nothing found in %s s, %s runs, %s\n' "$target" "$seconds" "${runs:-?}" "${coverage:-cov: ?}"
    else
        found=1
        printf '%s: FOUND SOMETHING, the last lines of %s:\n' "$target" "$log"
        tail -n "$log_lines" "$log"
    fi
}

# As many targets at once as there are processors.
for target in "${targets[@]}"; do
    fuzz_one "$target" &
    running+=("$!:$target")
    if ((${#running[@]} >= $(nproc))); then
        status=0
        wait "${running[0]%%:*}" || status=$?
        report "${running[0]#*:}" "$status"
        running=("${running[@]:1}")
    fi
done
for entry in "${running[@]}"; do
    status=0
    wait "${entry%%:*}" || status=$?
    report "${entry#*:}" "$status"
done
exit "$found"
