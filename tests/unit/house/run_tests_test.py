#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""scripts/run-tests.py must not call a failure a success: fake test programs that end in every bad way."""

import importlib.util
import pathlib
import stat
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
spec = importlib.util.spec_from_file_location("run_tests", ROOT / "scripts" / "run-tests.py")
run_tests = importlib.util.module_from_spec(spec)
sys.modules["run_tests"] = run_tests
spec.loader.exec_module(run_tests)

REPORT = """<?xml version="1.0"?><testsuites><testsuite name="Suite">{cases}</testsuite></testsuites>"""
PASSED = '<testcase name="Good" status="run" result="completed"/>'
FAILED = '<testcase name="Bad" status="run" result="completed"><failure message="1 is not 2">x</failure></testcase>'
SKIPPED = '<testcase name="Later" status="run" result="skipped"><skipped message="no tshark"/></testcase>'
DISABLED = '<testcase name="DISABLED_Old" status="notrun" result="suppressed"/>'


class RunTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def run_script(self, script, labels=(), time_limit=20.0):
        """Runs a shell script as if it were a test program; $report is where its report goes."""
        program = pathlib.Path(self.folder.name) / "program"
        program.write_text(
            '#!/bin/sh\nfor a in "$@"; do case $a in --gtest_output=xml:*) report=${a#--gtest_output=xml:};;'
            " *,junitxml) report=${a%,junitxml};; esac; done\n" + script
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        test = run_tests.Test(
            name="program",
            command=[str(program)],
            labels=set(labels),
            environment={},
            directory=self.folder.name,
            time_limit=time_limit,
            alone=False,
            disabled=False,
        )
        return run_tests.run(test)

    def reporting(self, cases, after=""):
        return f"cat > \"$report\" <<'END'\n{REPORT.format(cases=cases)}\nEND\n{after}\n"

    def test_cases_are_counted(self):
        outcome = self.run_script(self.reporting(PASSED + PASSED + FAILED + SKIPPED + DISABLED, "exit 1"))
        self.assertEqual(outcome.passed, 2)
        self.assertEqual(outcome.failures, [("Suite.Bad", "1 is not 2\nx")])
        self.assertEqual(
            outcome.skipped, [("Suite.Later", "no tshark"), ("Suite.DISABLED_Old", "disabled in the source")]
        )

    def test_fixtures_of_qt_are_no_cases_but_can_fail(self):
        fixture = '<testcase name="initTestCase"/>'
        self.assertEqual(self.run_script(self.reporting(fixture + PASSED), {"qt"}).passed, 1)
        failed = '<testcase name="initTestCase"><failure message="no"/></testcase>'
        self.assertEqual(len(self.run_script(self.reporting(failed + PASSED, "exit 1"), {"qt"}).failures), 1)

    def test_a_crash_fails_the_case_that_was_running(self):
        outcome = self.run_script(
            "echo '[ RUN      ] A.One'; echo '[       OK ] A.One (0 ms)'; echo '[ RUN      ] A.Two'; kill -SEGV $$"
        )
        self.assertEqual(outcome.passed, 1)
        self.assertEqual([case for case, _ in outcome.failures], ["A.Two"])
        self.assertIn("SIGSEGV", outcome.failures[0][1])

    def test_a_crash_after_the_report_fails(self):
        outcome = self.run_script(self.reporting(PASSED, "kill -ABRT $$"))
        self.assertEqual(outcome.passed, 1)
        self.assertEqual(len(outcome.failures), 1)

    def test_a_bad_exit_code_without_a_failed_case_fails(self):
        self.assertEqual(len(self.run_script(self.reporting(PASSED, "exit 3")).failures), 1)

    def test_a_program_that_reports_nothing_fails(self):
        self.assertEqual(len(self.run_script("exit 0").failures), 1)

    def test_half_a_report_fails(self):
        outcome = self.run_script("echo '<testsuites><testsuite' > \"$report\"; exit 0")
        self.assertEqual((outcome.passed, len(outcome.failures)), (0, 1))

    def test_a_program_without_cases_fails(self):
        self.assertEqual(len(self.run_script(self.reporting("")).failures), 1)

    def test_a_program_that_hangs_is_ended_and_fails(self):
        outcome = self.run_script("sleep 60", time_limit=0.2)
        self.assertIn("took more than", outcome.failures[0][1])

    def test_a_report_with_broken_characters_is_read(self):
        outcome = self.run_script(self.reporting(FAILED, "printf '\\001\\377' >> \"$report\"; exit 1"))
        self.assertEqual([case for case, _ in outcome.failures], ["program"], "characters after the end are no report")
        outcome = self.run_script(f"printf '{REPORT.format(cases=FAILED)}' | sed 's/is not/\\x01\\xff/' > \"$report\"; exit 1")
        self.assertEqual([case for case, _ in outcome.failures], ["Suite.Bad"])

    def test_a_program_without_cases_of_its_own_counts_as_one(self):
        self.assertEqual(self.run_script("exit 0", {"fuzz"}).passed, 1)
        self.assertEqual(len(self.run_script("echo why; exit 1", {"fuzz"}).failures), 1)

    def test_settings_of_the_user_are_out_of_reach(self):
        outcome = self.run_script(
            'test "$XDG_CONFIG_HOME" != "$HOME/.config" && test -d "$XDG_CONFIG_HOME" && '
            'test "$QT_QPA_PLATFORM" = offscreen',
            {"program"},
        )
        self.assertEqual(outcome.passed, 1)

    def test_a_program_that_was_not_built_fails(self):
        test = run_tests.Test("absent", ["/nowhere/absent"], set(), {}, "/", 1.0, False, False)
        self.assertEqual(len(run_tests.run(test).failures), 1)


if __name__ == "__main__":
    unittest.main()
