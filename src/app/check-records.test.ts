import { describe, expect, it } from 'vitest';
import { findingsOf, journalScene, partsAt } from '../../test/e2e/posture/look-scene.ts';
import { recordsFamily } from '../posture/index.ts';
import { acknowledgeCommand } from './acknowledging.ts';
import { lookRecords, QUESTIONS } from './check-records.ts';

const { checks } = recordsFamily;

/** By which check an open finding of each question is told. */
const IDS = {
  orders: 'REC-01',
  assets: 'REC-02',
  moves: 'REC-03',
  stopped: 'REC-04',
  venue: 'REC-05',
  journal: 'REC-06',
  calls: 'REC-07',
} as const;

const scene = journalScene('records');

const found = (about: string, severity: 'info' | 'warning' | 'critical' = 'critical') =>
  scene.journal.append('finding', {
    about,
    key: 'main',
    what: about.split(' ')[0]!,
    severity,
    says: 'it is so',
    evidence: [],
  });
const told = async (id: string): Promise<readonly string[]> => {
  const facts = await lookRecords(partsAt(scene.home, scene.home));
  return findingsOf(checks, facts, id).flatMap(({ about, result }) =>
    result === 'fail' || result === 'warn' ? [about] : [],
  );
};

describe('a finding of the monitor', () => {
  it.each(Object.entries(QUESTIONS))('of the kind %s is told by the check of %s', async (kind, question) => {
    // Whatever can be acknowledged is of one of the checks, and nothing else is.
    expect(acknowledgeCommand(`${kind} main`)).toBeDefined();
    await found(`${kind} main 1`);
    for (const [each, id] of Object.entries(IDS))
      expect([id, await told(id)]).toEqual([id, each === question ? [`${kind} main 1`] : []]);
  });

  it('that only tells is nobody to answer', async () => {
    await found('declared-order main 1', 'info');
    expect(await told('REC-01')).toEqual([]);
  });

  it('that is known, or over, is open no more, until it comes again', async () => {
    const about = 'foreign-order main 7';
    await found(about);
    await scene.journal.append('declared', { key: 'main', about, from: '', until: '', by: 'ann', why: 'mine' });
    expect(await told('REC-01')).toEqual([]);
    await found(about, 'warning');
    expect(await told('REC-01')).toEqual([about]);
    await scene.journal.append('alarm', { about, severity: 'warning', says: 'it is so', state: 'ended' });
    expect(await told('REC-01')).toEqual([]);
  });

  it('that is of its moment ends with the run that told it; what was done stays', async () => {
    for (const about of ['clock main', 'withdrawal main 5']) await found(about);
    await scene.journal.append('start', { version: '1', node: '20' });
    expect(await told('REC-07')).toEqual([]);
    expect(await told('REC-03')).toEqual(['withdrawal main 5']);
  });
});

describe('what a bot was refused', () => {
  const refuse = (bot: string, code: 'class-refused' | 'order-notional') =>
    scene.journal.append('decision', {
      id: `${bot}-${code}`,
      bot,
      key: 'main',
      fingerprint: 'f',
      exchange: 'binance',
      environment: 'practice',
      method: 'POST',
      host: 'h',
      path: '/sapi/v1/capital/withdraw/apply',
      class: 'withdraw',
      params: {},
      intents: [],
      effect: 'deny',
      reasons: [{ code }],
      costs: [],
    });
  const bots = async () => {
    const { calls } = await lookRecords(partsAt(scene.home, scene.home));
    return 'seen' in calls ? calls.seen.bots : [];
  };

  it('is counted where it asked for what it may not ask at all, with what was repeated', async () => {
    const [bot] = (await bots()).map((one) => one.bot);
    await refuse(bot!, 'class-refused');
    await scene.journal.append('repeat', { of: `${bot}-class-refused`, count: 40, code: 'class-refused' });
    await refuse(bot!, 'order-notional');
    expect((await bots())[0]).toMatchObject({ bot, refused: { 'class-refused': 41 } });
    expect(await told('REC-07')).toContain(`bot ${bot}`);
  });
});
