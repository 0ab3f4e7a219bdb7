#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/format.sh [--check]: clang-format 14 over every C++ file; with --check only says which are not formatted.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
source scripts/packages.sh
source scripts/lib.sh
[[ ${1:-} == "" || ${1:-} == --check ]] || die "usage: scripts/format.sh [--check]"

install_packages "${packages_check[@]}"
# Rows of tables (*.inc) stand one per line, however long: they are read and compared as lines.
mapfile -t files < <(git ls-files --cached --others --exclude-standard -- '*.h' '*.cpp')
((${#files[@]} > 0)) || die "no C++ file found"
if [[ ${1:-} == --check ]]; then
    printf '%s\0' "${files[@]}" | xargs -0 -n 32 -P "$(nproc)" clang-format --dry-run --Werror ||
        die "some files are not formatted; run scripts/format.sh"
else
    printf '%s\0' "${files[@]}" | xargs -0 -n 32 -P "$(nproc)" clang-format -i
fi
