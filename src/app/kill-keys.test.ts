import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../config/index.ts';
import type { KeyReport, Unclear } from '../exchanges/index.ts';
import { keyEndsOf, untilDead } from './kill-keys.ts';

const settings = settingsSchema.parse({
  version: 1,
  keys: {
    main: { exchange: 'binance', environment: 'live', from: { dotenv: { file: '.env' } } },
    try: { exchange: 'okx', environment: 'practice' },
  },
});
const alive = { rights: {} } as unknown as KeyReport;
const refused = (cause: Unclear['cause']): Unclear => ({ unclear: true, cause, message: 'code 1' });

/** Asked with these answers, the last one again and again; stopped after so many questions. */
async function watch(answers: readonly (KeyReport | Unclear | undefined)[], most: number, worked = true) {
  const stopping = new AbortController();
  const told: string[] = [];
  let asked = 0;
  const ends = await untilDead(keyEndsOf(settings, ['main']), {
    stopping: stopping.signal,
    worked: () => worked,
    tell: (_key, says) => told.push(says),
    everyMs: 1,
    inspect: async () => {
      if (++asked >= most) stopping.abort();
      const answer = answers[Math.min(asked, answers.length) - 1];
      if (answer === undefined) throw new Error('no answer');
      return answer;
    },
  });
  return { asked, told, ...ends[0]! };
}

describe('the end of a key', () => {
  it('is on a page over https, and of a practice key by a command', () => {
    const [main, practice, ...more] = keyEndsOf(settings, ['main', 'try', 'gone']);
    expect(main).toMatchObject({ key: 'main', name: 'Binance', page: expect.stringMatching(/^https:\/\//) });
    expect(practice).toMatchObject({ key: 'try', page: expect.stringContaining('keyward practice revoke') });
    expect(more).toEqual([]);
  });

  it('has come when the exchange refuses it twice in a row', async () => {
    const seen = await watch([alive, refused('key'), alive, undefined, refused('rate'), refused('key')], 50);
    expect(seen).toMatchObject({ isDead: true, says: 'the exchange refuses the key (code 1)', asked: 7 });
    expect(seen.told).toEqual([expect.stringContaining('https://'), seen.says]);
  });

  it('has come too where a key that worked is refused and the exchange does not say why', async () => {
    const [worked, never] = [true, false].map((was) => watch([refused('key-or-ip-or-permission')], 5, was));
    expect(await worked).toMatchObject({ isDead: true });
    expect(await never).toMatchObject({ isDead: false, says: expect.stringContaining('does not say') });
  });

  it.each(['ip', 'signature', 'clock', 'unreadable'] as const)(
    'is not a refusal for another cause: %s',
    async (cause) => {
      expect(await watch([refused(cause)], 5)).toMatchObject({ isDead: false, asked: 5 });
    },
  );

  it('is not waited for any longer than its owner does', async () => {
    expect(await watch([alive], 3)).toMatchObject({ isDead: false, says: 'the exchange still takes the key' });
  });
});
