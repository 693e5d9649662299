import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestCase, TestModule, TestRunEndReason, Vitest } from 'vitest/node';
import { canaryFaults } from './canary-search.ts';

/**
 * The last word of a run: names each skipped test with what it missed (in CI a skipped test is a failure), looks for leaked secrets,
 * and tells how many tests passed and failed: to the file KEYWARD_TEST_RESULT when it is set, else on standard output.
 */
export class HouseReporter implements Reporter {
  readonly #canary: string;
  #isNarrowed = false;

  constructor(canary: string) {
    this.#canary = canary;
  }

  onInit(vitest: Vitest): void {
    this.#isNarrowed = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const isWhole = process.env.KEYWARD_TEST_WHOLE === '1';
    const tests = modules.flatMap((each) => [...each.children.allTests()]);
    const skipped = this.#isNarrowed ? [] : tests.filter((test) => test.result().state === 'skipped').map(skippedLine);
    const leaks = canaryFaults(this.#canary, isWhole);
    const isCi = !!process.env.CI && process.env.CI !== 'false';
    const failed =
      tests.filter((test) => test.result().state === 'failed').length +
      modules.reduce((count, each) => count + suiteErrors(each), 0) +
      errors.length +
      leaks.length +
      (isCi ? skipped.length : 0) +
      (reason === 'interrupted' ? 1 : 0);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    print(skipped.map((line) => `SKIPPED ${isCi ? '(a failure in CI) ' : ''}${line}`));
    print(leaks.map((line) => `CANARY: ${line}`));
    if (failed > 0) process.exitCode = 1;
    if (leaks.length === 0) rmSync(this.#canary, { recursive: true, force: true });
    tell({ passed, failed });
  }
}

function skippedLine(test: TestCase): string {
  const result = test.result();
  const note = 'note' in result ? result.note : undefined;
  return `${test.module.relativeModuleId} > ${test.fullName}: ${note ?? 'it does not say what it missed'}`;
}

/** Errors outside of any test: a file that does not load, a hook that fails. */
function suiteErrors(each: TestModule): number {
  return (
    each.errors().length + [...each.children.allSuites()].reduce((count, suite) => count + suite.errors().length, 0)
  );
}

function print(lines: readonly string[]): void {
  if (lines.length > 0) process.stderr.write(`\n${lines.join('\n')}\n`);
}

function tell(counts: { readonly passed: number; readonly failed: number }): void {
  const path = process.env.KEYWARD_TEST_RESULT;
  if (path === undefined) {
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(counts));
}
