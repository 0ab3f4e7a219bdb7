#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the tests that ctest knows and counts their cases.

A test program is GoogleTest unless a label says otherwise: `qt` is Qt Test; `fuzz` and `program` have no cases and
count as one each. Printed are the failures, then the skipped cases with their reasons, then `N passed, N failed`.
A program that crashes, hangs, was not built, runs no case or ends badly after its cases counts as failed.
"""

import argparse
import concurrent.futures
import dataclasses
import json
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

TIME_LIMIT_SECONDS = 300  # of a program; the ctest property TIMEOUT says another
OUTPUT_LINES = 60  # of a failed program that are shown
CASE_LINES = 20  # of a failed case that are shown
ONE_CASE_LABELS = {"fuzz", "program"}
QT_FIXTURES = {"initTestCase", "cleanupTestCase"}  # no cases, but they can fail


@dataclasses.dataclass
class Test:
    name: str
    command: list
    labels: set
    environment: dict
    directory: str
    time_limit: float
    alone: bool
    disabled: bool


@dataclasses.dataclass
class Outcome:
    name: str
    passed: int = 0
    failures: list = dataclasses.field(default_factory=list)  # (case, text)
    skipped: list = dataclasses.field(default_factory=list)  # (case, reason)
    output: str = ""
    output_tells_more: bool = False  # than the report
    seconds: float = 0.0


def read_tests(build, only):
    """The tests of a build tree whose name the expression finds."""
    shown = subprocess.run(
        ["ctest", "--test-dir", str(build), "--show-only=json-v1"], capture_output=True, text=True, check=False
    )
    if shown.returncode != 0:
        sys.exit(f"run-tests: ctest could not list the tests of {build}:\n{shown.stderr}{shown.stdout}")
    tests = []
    for entry in json.loads(shown.stdout)["tests"]:
        properties = {p["name"]: p["value"] for p in entry.get("properties", [])}
        if not re.search(only, entry["name"]):
            continue
        tests.append(
            Test(
                name=entry["name"],
                command=entry.get("command", []),
                labels=set(properties.get("LABELS", [])),
                environment=dict(line.split("=", 1) for line in properties.get("ENVIRONMENT", [])),
                directory=properties.get("WORKING_DIRECTORY", str(build)),
                time_limit=float(properties.get("TIMEOUT", TIME_LIMIT_SECONDS)),
                alone=bool(properties.get("RUN_SERIAL", False)),
                disabled=bool(properties.get("DISABLED", False)),
            )
        )
    return tests


def environment_of(test, scratch):
    """The test's environment: nothing of the user's settings is read or changed."""
    environment = dict(os.environ)
    for variable, folder in {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "share",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }.items():
        path = scratch / folder
        path.mkdir(mode=0o700)
        environment[variable] = str(path)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    environment.update(test.environment)
    return environment


def arguments_of(test, report):
    """The command line that makes the program write its report."""
    if test.labels & ONE_CASE_LABELS:
        return test.command
    if "qt" in test.labels:
        return test.command + ["-o", f"{report},junitxml", "-o", "-,txt"]
    command = [argument for argument in test.command if not argument.startswith("--gtest_brief")]
    return command + [f"--gtest_output=xml:{report}", "--gtest_color=no"]


def run_program(test, report, scratch):
    """Runs it; returns what it said and its exit code, which is None when it took too long."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            arguments_of(test, report),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=test.directory,
            env=environment_of(test, scratch),
            start_new_session=True,
        )
        try:
            code = process.wait(test.time_limit)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            # The whole group: whatever a test started and left behind ends with it.
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
        output.seek(0)
        return output.read().decode("utf-8", "replace"), code


def describe_end(test, code):
    if code is None:
        return f"took more than {test.time_limit:g} s and was ended"
    if code < 0:
        try:
            return f"crashed: {signal.Signals(-code).name}"
        except ValueError:
            return f"crashed: signal {-code}"
    return f"ended with exit code {code}"


def describe_fault(fault):
    message, text = fault.get("message") or "", (fault.text or "").strip()
    return text if message in text else f"{message}\n{text}".strip()


def read_report(report, is_qt, outcome):
    """Counts the cases of a JUnit report as GoogleTest and Qt Test write it."""
    text = report.read_bytes().decode("utf-8", "replace")  # a failed string may hold any bytes
    root = ET.fromstring(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text))
    for suite in root.iter("testsuite"):
        for case in suite.findall("testcase"):
            name = f"{suite.get('name')}.{case.get('name')}"
            faults = case.findall("failure") + case.findall("error")
            skip = case.find("skipped")
            if faults:
                outcome.failures.append((name, "\n".join(describe_fault(fault) for fault in faults)))
            elif is_qt and case.get("name") in QT_FIXTURES:
                continue
            elif skip is not None or case.get("result") == "skipped":
                reason = (skip.get("message") or skip.text or "") if skip is not None else ""
                outcome.skipped.append((name, reason.strip() or "no reason given"))
            elif case.get("status") == "notrun":
                outcome.skipped.append((name, "disabled in the source"))
            else:
                outcome.passed += 1


def read_console(text, is_qt, outcome):
    """What can be known of a program that ended before it wrote its report: the cases that it said it passed."""
    if is_qt:
        passed = re.findall(r"^PASS\s+: (\S+?)\(", text, re.MULTILINE)
        outcome.passed = sum(name.rsplit("::", 1)[-1] not in QT_FIXTURES for name in passed)
        outcome.failures = [(name, "") for name in re.findall(r"^FAIL!\s+: (\S+)", text, re.MULTILINE)]
        return ""
    outcome.passed = len(re.findall(r"^\[       OK \] ", text, re.MULTILINE))
    failed = re.findall(r"^\[  FAILED  \] ([^\s,]+\.[^\s,]+)", text, re.MULTILINE)
    outcome.failures = [(name, "") for name in dict.fromkeys(failed)]
    begun = re.findall(r"^\[ RUN      \] (\S+)", text, re.MULTILINE)
    ended = re.findall(r"^\[ +(?:OK|FAILED|SKIPPED) +\] ([^\s,]+)", text, re.MULTILINE)
    return begun[-1] if begun and begun[-1] not in ended else ""


def run(test):
    outcome = Outcome(test.name)
    if test.disabled:
        outcome.skipped.append((test.name, "disabled in CMake"))
        return outcome
    if not test.command or not pathlib.Path(test.command[0]).exists():
        outcome.failures.append((test.name, "the program was not built"))
        return outcome
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mqttscope-test-") as folder:
        scratch = pathlib.Path(folder)
        report = scratch / "report.xml"
        text, code = run_program(test, report, scratch)
        outcome.seconds = time.monotonic() - start
        outcome.output = text
        if test.labels & ONE_CASE_LABELS:
            if code == 0:
                outcome.passed = 1
            else:
                outcome.output_tells_more = True
                outcome.failures.append((test.name, describe_end(test, code)))
            return outcome
        is_qt = "qt" in test.labels
        try:
            read_report(report, is_qt, outcome)
        except (OSError, ET.ParseError):
            outcome.passed, outcome.failures, outcome.skipped = 0, [], []
            where = read_console(text, is_qt, outcome)
            outcome.output_tells_more = True
            outcome.failures.append((where or test.name, f"{describe_end(test, code)}, without a complete report"))
            return outcome
    if code != 0 and not outcome.failures:
        outcome.output_tells_more = True
        outcome.failures.append((test.name, f"{describe_end(test, code)} although no case failed"))
    if code == 0 and not outcome.passed and not outcome.failures and not outcome.skipped:
        outcome.failures.append((test.name, "has no test case"))
    return outcome


def run_all(tests, jobs, progress):
    """Runs side by side what may, then one by one what must be alone; yields outcomes as they come."""
    done = 0

    def show(name):
        if progress:
            print(f"\r\033[K{done}/{len(tests)} {name}", end="", file=sys.stderr, flush=True)

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for future in concurrent.futures.as_completed([pool.submit(run, t) for t in tests if not t.alone]):
            done += 1
            show(future.result().name)
            yield future.result()
    for test in (t for t in tests if t.alone):
        show(test.name)
        yield run(test)
        done += 1
    if progress:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def first_lines(text):
    lines = text.strip().splitlines()
    left_out = [f"... ({len(lines) - CASE_LINES} more lines)"] if len(lines) > CASE_LINES else []
    return "".join(f"    {line}\n" for line in lines[:CASE_LINES] + left_out)


def last_lines(text):
    lines = text.rstrip().splitlines()
    left_out = [f"... ({len(lines) - OUTPUT_LINES} lines before)"] if len(lines) > OUTPUT_LINES else []
    return "\n".join(f"    {line}" for line in left_out + lines[-OUTPUT_LINES:])


def print_failures(outcome, test):
    for case, text in outcome.failures:
        print(f"FAILED {outcome.name}: {case}")
        print(first_lines(text), end="")
    if outcome.output_tells_more and outcome.output.strip():
        print(last_lines(outcome.output))
    if test.command:
        print(f"    run it alone: {shlex.join(test.command)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"), help="the build tree")
    parser.add_argument("--only", metavar="REGEX", default="", help="only test programs whose name matches")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="programs at the same time")
    parser.add_argument("--verbose", action="store_true", help="one line per program, with its time")
    options = parser.parse_args()

    tests = read_tests(options.build.resolve(), options.only)
    by_name = {test.name: test for test in tests}
    passed = failed = 0
    skipped = []
    for outcome in run_all(tests, max(1, options.jobs), sys.stderr.isatty() and not options.verbose):
        passed += outcome.passed
        failed += len(outcome.failures)
        skipped += [(outcome.name, case, reason) for case, reason in outcome.skipped]
        if options.verbose:
            print(f"{outcome.seconds:7.2f} s  {outcome.name}: {outcome.passed} passed, {len(outcome.failures)} failed")
        if outcome.failures:
            print_failures(outcome, by_name[outcome.name])
    for name, case, reason in sorted(skipped):
        print(f"skipped {name}: {case}: {' '.join(reason.split())}")
    if not tests:
        print("no test was found")
    print(f"{passed} passed, {failed} failed", flush=True)
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
