import { describe, expect, it } from 'vitest';
import { KeywardError } from '../core/index.ts';
import type { ReportedCheck, Severity } from '../posture/index.ts';
import type { CheckRun } from './checking.ts';
import { refuseBy } from './start-gate.ts';

type One = readonly [id: string, state: string, severity: Severity, says?: string];

/** What a start is refused with for these findings; undefined where it is let through. */
function refusal(found: readonly One[], late: readonly string[], level: Severity = 'critical') {
  const checks = found.map(([id, state, severity, says = 'the look took longer than 10 s']) => {
    const findings = [{ state, severity, about: 'this host', says }];
    return { id, family: id.split('-')[0], severity, findings } as unknown as ReportedCheck;
  });
  try {
    refuseBy({ report: { checks }, late: new Set(late) } as unknown as CheckRun, level);
    return undefined;
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    return { code: error.code, exit: error.exit, text: [error.message, ...error.lines].join('\n') };
  }
}

describe('the gate of a start', () => {
  it('refuses where the time ended a look of a check that decides, and says what to do', () => {
    const late = refusal([['DEP-01', 'unknown', 'critical']], ['DEP']);
    expect(late).toMatchObject({ code: 'check-late', exit: 3 });
    expect(late?.text).toContain('DEP-01  this host: the look took longer than 10 s');
    expect(late?.text).toContain('Run it again');
    expect(late?.text).toContain('keyward waive DEP-01 --why');
  });

  it('refuses where a look had no time for a part', () => {
    const late = refusal([['SEC-01', 'unknown', 'critical', 'there was no time left to read 3 of its files']], []);
    expect(late).toMatchObject({ code: 'check-late' });
  });

  it.each<[string, readonly One[], readonly string[], Severity]>([
    ['what cannot be seen', [['DEP-01', 'unknown', 'critical', 'it is not readable']], [], 'critical'],
    [
      'what another look could not see in time',
      [['DEP-01', 'unknown', 'critical', 'not readable']],
      ['KEY'],
      'critical',
    ],
    [
      'what an exchange has not answered',
      [['KEY-01', 'unknown', 'critical', 'no answer within 2.5 s']],
      [],
      'critical',
    ],
    ['what is lighter', [['DEP-01', 'unknown', 'high']], ['DEP'], 'critical'],
    ['what was waived in writing', [['DEP-01', 'waived', 'critical']], ['DEP'], 'critical'],
    ['what was seen', [['DEP-01', 'pass', 'critical']], ['DEP'], 'critical'],
  ])('lets pass %s', (_what, found, late, level) => {
    expect(refusal(found, late, level)).toBeUndefined();
  });

  it('refuses first for what fails, at each level', () => {
    const both: readonly One[] = [
      ['DEP-01', 'unknown', 'critical'],
      ['KEY-01', 'fail', 'high'],
    ];
    expect(refusal(both, ['DEP'], 'high')).toMatchObject({ code: 'check-failed', exit: 1 });
    expect(refusal(both, ['DEP'], 'critical')).toMatchObject({ code: 'check-late' });
  });
});
