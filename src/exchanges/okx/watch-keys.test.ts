import { describe, expect, it } from 'vitest';
import type { Call } from '../exchange.ts';
import type { Page } from '../watch.ts';
import { answerOf, clockMs } from './samples.contract.ts';
import { watch } from './watch.ts';

const feed = watch.feeds.find(({ kind }) => kind === 'keys')!;
const first = feed.call({ environment: 'live', fromMs: clockMs, toMs: clockMs });
const context = { instrument: () => undefined };

/** As the reference shows them, "Get sub-account list" and "Query the API Key of a sub-account". */
const account = (subAcct: string, ts = '1597026383085') => ({
  enable: true,
  subAcct,
  label: '',
  mobile: '',
  ts,
  type: '1',
});
const key = (apiKey: string, label: string) => ({
  label,
  apiKey,
  perm: 'read_only,trade',
  ip: '1.1.1.1',
  ts: '1597026383085',
});

/** Follows the list to its end, answering each call; gives what was asked and what was seen. */
function readAll(answer: (call: Call) => readonly object[]) {
  const asked: string[] = [];
  const records: Page['records'][number][] = [];
  for (let call: Call | undefined = first; call; ) {
    asked.push(call.query.find(([name]) => name === 'subAcct')?.[1] ?? 'list');
    const page: ReturnType<typeof feed.read> = feed.read(call, 200, answerOf(answer(call)), context);
    if ('unclear' in page) throw new Error(page.message);
    records.push(...page.records);
    call = page.more;
  }
  return { asked, records };
}

describe('the keys of sub-accounts', () => {
  it('are asked for of each of them, and named by their fingerprint alone', () => {
    const { asked, records } = readAll((call) =>
      call.path.endsWith('/list')
        ? [account('alice'), account('bob')]
        : call.query[0]![1] === 'alice'
          ? [key('3d9ad5a6-0000-4e4d-a1f7-0d1f3f0c2d3e', 'grid'), key('7f0f8f8e-0000-4e4d-a1f7-0d1f3f0c2d3e', '')]
          : [],
    );
    expect(asked).toEqual(['list', 'alice', 'bob']);
    expect(records).toEqual([
      { what: 'key', id: expect.stringMatching(/^alice [0-9a-f]{12}$/), of: 'alice', label: 'grid' },
      { what: 'key', id: expect.stringMatching(/^alice [0-9a-f]{12}$/), of: 'alice' },
    ]);
  });

  it('are asked for over all pages of the list, of sixty at most', () => {
    const page = Array.from({ length: 100 }, (_, at) => account(`sub${at}`, String(1_700_000_000_000 - at)));
    const { asked } = readAll((call) => (call.path.endsWith('/list') ? page : []));
    expect(asked).toHaveLength(61);
    const few = [...page.slice(0, 99).map(() => account('one')), account('two', '1600000000000')];
    let pages = 0;
    const paged = readAll((call) => (call.path.endsWith('/list') ? (pages++ === 0 ? few : [account('three')]) : []));
    expect(paged.asked).toEqual(['list', 'list', 'one', 'two', 'three']);
  });

  it('are none for a key of a sub-account, and unknown where a row cannot be read', () => {
    const refusal = JSON.stringify({
      code: '59500',
      data: [],
      msg: 'Only the APIKey of the main account has permission',
    });
    expect(feed.read(first, 200, refusal, context)).toEqual({ records: [] });
    expect(feed.read(first, 200, answerOf([{ label: 'x' }]), context)).toMatchObject({ unclear: true });
    const { more } = feed.read(first, 200, answerOf([account('alice')]), context) as Page;
    expect(feed.read(more!, 200, answerOf([{ label: 'x' }]), context)).toMatchObject({ unclear: true });
  });
});
