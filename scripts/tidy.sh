#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/tidy.sh [FILE...]: clang-tidy 14 over these .cpp files, or over all, with the flags of the dev tree (else of
# the release tree). Prints what it finds and fails if that is anything.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
source scripts/packages.sh
source scripts/lib.sh

install_packages "${packages_run[@]}" "${packages_test[@]}" "${packages_check[@]}"
preset=dev
[[ -f build/dev/build.ninja ]] || preset=release
if [[ ! -f build/$preset/build.ninja ]]; then
    lock_build
    configure release -DMQTTSCOPE_TESTS=ON -DMQTTSCOPE_BENCH=ON
    unlock_build
fi
files=("$@")
if ((${#files[@]} == 0)); then
    mapfile -t files < <(git ls-files --cached --others --exclude-standard -- '*.cpp')
fi
# Only what the build compiles: the flags of any other file would be a guess.
mapfile -t files < <(python3 - "build/$preset/compile_commands.json" "${files[@]}" <<'PYTHON'
import json, os, sys
compiled = {os.path.realpath(entry["file"]) for entry in json.load(open(sys.argv[1]))}
for name in sys.argv[2:]:
    if os.path.realpath(name) in compiled:
        print(name)
    else:
        print(f"tidy.sh: not compiled in this build tree, left out: {name}", file=sys.stderr)
PYTHON
)
((${#files[@]} > 0)) || die "none of these files is compiled in build/$preset"
mkdir -p "$log_directory"
log=$log_directory/tidy.log
: >"$log"
status=0
printf '%s\0' "${files[@]}" |
    xargs -0 -n 1 -P "$(build_jobs)" clang-tidy --quiet -p "build/$preset" >>"$log" 2>/dev/null || status=$?
if ((status != 0)); then
    # A header is reported by every file that includes it: once is enough.
    grep -E '^[^ ].*: (warning|error): ' "$log" | sed "s|^$PWD/||" | sort -u
    die "$(grep -E '^[^ ].*: (warning|error): ' "$log" | sort -u | wc -l) findings; all of it in $log"
fi
