#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/mutate.sh: shows that each row of the table of conformance (tests/conformance) fails when its behaviour is
# switched off. Builds the engines with a switch for each behaviour (build/mutations), runs the tests of each row
# with each of its switches, and writes tests/conformance/mutation_record.tsv and docs/conformance.md. Fails if a
# row passes without its behaviour: then its test shows nothing.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
source scripts/packages.sh
source scripts/lib.sh

install_packages "${packages_run[@]}" "${packages_check[@]}"
lock_build
configure mutations
build mutations conformance_doc
unlock_build
python3 scripts/mutate.py build/mutations/bin/tests tests/conformance/mutation_record.tsv
build/mutations/bin/tests/conformance_doc
