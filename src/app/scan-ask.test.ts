import { describe, expect, it } from 'vitest';
import type { Clock } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import type { Forward } from '../gateway/index.ts';
import type { Verified } from '../scan/index.ts';
import { askEverywhere } from './scan-ask.ts';

type Answers = Readonly<Record<string, { readonly status: number; readonly body: object }>>;

const clock: Clock = { nowMs: () => 1_790_000_000_000 } as Clock;

/** What is said of a key by hosts that answer so, and which of them were asked; any other cannot be reached. */
async function said(exchange: string, answers: Answers): Promise<Verified & { readonly hosts: readonly string[] }> {
  const hosts: string[] = [];
  const forward: Forward = async ({ host }) => {
    if (hosts.at(-1) !== host) hosts.push(host);
    const answer = answers[host];
    return (
      answer
        ? { kind: 'answered', status: answer.status, headers: {}, body: JSON.stringify(answer.body) }
        : { kind: 'failed', message: 'it cannot be reached' }
    ) as Awaited<ReturnType<Forward>>;
  };
  const parts = [
    { part: 'key' as const, text: 'account-key-of-a-test' },
    { part: 'secret' as const, text: 'secret-of-a-test-secret-of-a-test' },
    { part: 'passphrase' as const, text: 'passphrase-of-a-test' },
  ];
  const question = { inspection: inspections[exchange]!, id: 'account-key-of-a-test', parts };
  return { ...(await askEverywhere(question, forward, clock)), hosts };
}

const geminiUnknown = { status: 400, body: { result: 'error', reason: 'InvalidApiKey', message: 'none' } };
const geminiTrader = { status: 200, body: { isAuditor: false, isFundManager: false, isTrader: true } };
const [LIVE, SANDBOX] = ['api.gemini.com', 'api.sandbox.gemini.com'];

describe('a key of an exchange with a site for tries', () => {
  it('is asked of on the live site alone where that knows it', async () => {
    expect(await said('gemini', { [LIVE]: geminiTrader })).toMatchObject({ is: 'alive', hosts: [LIVE] });
  });

  it('is alive where the site for tries knows it, and says so', async () => {
    expect(await said('gemini', { [LIVE]: geminiUnknown, [SANDBOX]: geminiTrader })).toMatchObject({
      is: 'alive',
      says: expect.stringContaining('alive on the testnet'),
      hosts: [LIVE, SANDBOX],
    });
  });

  it('is dead where neither knows it', async () => {
    const { is, hosts } = await said('gemini', { [LIVE]: geminiUnknown, [SANDBOX]: geminiUnknown });
    expect([is, hosts]).toEqual(['dead', [LIVE, SANDBOX]]);
  });

  it('is not dead where the other one does not answer', async () => {
    expect(await said('gemini', { [LIVE]: geminiUnknown })).toMatchObject({
      is: 'unknown',
      says: expect.stringContaining('the live site does not know it, of the testnet'),
    });
  });

  it('is not asked of elsewhere where the live site does not answer', async () => {
    expect(await said('gemini', { [SANDBOX]: geminiTrader })).toMatchObject({ is: 'unknown', hosts: [LIVE] });
  });
});

describe('a key of an exchange with sites of countries', () => {
  it('is never dead by what the others say: it works on its own alone', async () => {
    const unknown = { status: 401, body: { code: '50111', msg: 'Invalid OK-ACCESS-KEY', data: [] } };
    const { is, says, hosts } = await said('okx', { 'www.okx.com': unknown });
    expect([is, says]).toEqual(['unknown', expect.stringContaining('it may be of another of its sites')]);
    expect(hosts).toEqual(['www.okx.com']);
  });
});
