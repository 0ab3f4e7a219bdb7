#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""mutate.py PROGRAMS RECORD: runs the tests of each row of the table of conformance with each of its switches.

PROGRAMS is the folder of the test programs, built with MQTTSCOPE_MUTATIONS. RECORD gets a line for each row and
switch: version, statement, switch, the first test of the row that failed. Exits with 1 if none failed for a row.
See scripts/mutate.sh.
"""

import collections
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

TIME_LIMIT_SECONDS = 60  # a test that hangs has failed too
FAILED = re.compile(r"^\[  FAILED  \] ([^ ,]+)", re.MULTILINE)


def run(programs, program, tests, mutation):
    """The output of some tests of a program; None if it crashed or hung."""
    environment = dict(os.environ, MQTTSCOPE_MUTATION=mutation)
    command = [str(programs / program), "--gtest_brief=1", "--gtest_filter=" + ":".join(tests)]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, errors="replace", timeout=TIME_LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode in (0, 1) and "[==========]" in done.stdout else None


def failures(programs, mutation, tests):
    """Those of the tests, each "program:name", that fail with a switch."""
    failed = set()
    by_program = collections.defaultdict(list)
    for test in sorted(tests):
        program, name = test.split(":", 1)
        by_program[program].append(name)
    for program, names in by_program.items():
        output = run(programs, program, names, mutation)
        if output is not None:
            failed.update(FAILED.findall(output))
            continue
        for name in names:  # one of them crashes or hangs: one by one
            output = run(programs, program, [name], mutation)
            if output is None or FAILED.search(output):
                failed.add(name)
    return failed


def main():
    programs, record = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    plan = subprocess.run([str(programs / "conformance_doc"), "--plan"], capture_output=True, text=True, check=True)
    rows = [line.split("\t") for line in plan.stdout.splitlines()]
    tests_of = collections.defaultdict(set)
    for _version, _statement, mutation, *tests in rows:
        tests_of[mutation].update(tests)

    everything = set().union(*tests_of.values())
    broken = failures(programs, "", everything)
    if broken:
        sys.exit("mutate: these fail although nothing is switched off: " + " ".join(sorted(broken)))

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(
            zip(tests_of, pool.map(lambda mutation: failures(programs, mutation, tests_of[mutation]), tests_of))
        )

    lines = ["# Version (0: a property), statement, switch, test that fails then. Written by scripts/mutate.sh."]
    survivors = []
    for version, statement, mutation, *tests in rows:
        names = [test.split(":", 1)[1] for test in tests]
        first = next((name for name in names if name in found[mutation]), None)
        if first is None:
            survivors.append(f"{version} {statement}: {mutation}: {' '.join(names[:4])}")
        else:
            lines.append(f"{version}\t{statement}\t{mutation}\t{first}")
    record.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows) - len(survivors)} rows fail without a behaviour of theirs, {len(tests_of)} switches")
    for survivor in survivors:
        print("passes without its behaviour:", survivor)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
