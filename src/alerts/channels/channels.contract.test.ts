import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordOutput } from '../../../test/canary.ts';
import type { Channel, Sent } from '../channel.ts';
import type { Message } from '../message.ts';
import { fixture as discord } from './discord/contract-fixture.ts';
import {
  type ChannelFixture,
  openChannel,
  type Received,
  type Service,
  sample,
  startService,
} from './fixture.contract.ts';
import { fixture as ntfy } from './ntfy/contract-fixture.ts';
import { fixture as pagerduty } from './pagerduty/contract-fixture.ts';
import { channelKinds } from './registry.ts';
import { fixture as slack } from './slack/contract-fixture.ts';
import { fixture as telegram } from './telegram/contract-fixture.ts';
import { fixture as webhook } from './webhook/contract-fixture.ts';

const fixtures: readonly ChannelFixture[] = [telegram, slack, discord, pagerduty, ntfy, webhook];

/** Those are held to by tests of their own: one speaks SMTP, the other starts a program. */
const OTHERS = ['smtp', 'command'];

it('has a fixture for every kind of channel', () => {
  expect([...fixtures.map(({ kind }) => kind.id), ...OTHERS].sort()).toEqual(channelKinds.map(({ id }) => id).sort());
  for (const { document } of fixtures) expect(document).toMatch(/(?:read|seen in excerpts) \d{4}-\d\d-\d\d$/);
});

function isWellFormed(text: string): boolean {
  return Buffer.from(text, 'utf8').toString('utf8') === text;
}

const hostile = [
  'MarkdownV2: _*[]()~`>#+-=|{}.! \\_\\* ```code``` __x__ ~~y~~ ||z||',
  '<!channel> <!everyone> <@U024BE7LH> <https://evil.example|click> &lt;!here&gt; &amp;',
  '@everyone @here <@&123456789> <@123> [click](https://evil.example) # big\n> quote\n-# small',
  'a"b\\c\'d</script>{"text":"x"}\u2028\u2029 ]]>',
  '\ud83d\ude00 unpaired \ud83d and \u0430\u0301 \u202etxet desrever',
];

describe.each(fixtures.map((fixture) => [fixture.kind.id, fixture] as const))('the channel %s', (_id, fixture) => {
  let service: Service;
  let channel: Channel;
  let close: () => Promise<void>;
  let secret: string;
  beforeAll(async () => {
    service = await startService();
    secret = fixture.secret(service.origin);
    ({ channel, close } = openChannel(fixture.kind, fixture.settings(service.origin), secret));
  });
  afterEach(() => {
    service.received.length = 0;
  });
  afterAll(async () => {
    await close();
    await service.close();
  });

  async function send(message: Message, answer: Service['answer']): Promise<Sent> {
    service.answer = answer;
    const sent = await channel.send(message);
    recordOutput(`alert ${fixture.kind.id}`, JSON.stringify(sent));
    for (const piece of fixture.pieces(secret)) expect(JSON.stringify(sent)).not.toContain(piece);
    return sent;
  }
  const read = (): string => fixture.read(service.received.at(-1) as Received);

  it('sends what its service has published, with every part of the message', async () => {
    expect(await send(sample, fixture.accepts)).toMatchObject({ kind: 'sent' });
    const text = read();
    for (const part of [
      'main: the key can withdraw',
      sample.evidence,
      sample.done,
      sample.next,
      sample.head,
      sample.id,
    ])
      expect(text).toContain(part);
    expect(service.received).toHaveLength(1);
  });

  it('checks itself silently, and says that it works', async () => {
    service.answer = fixture.acceptsCheck ?? fixture.accepts;
    expect(await channel.check({ ...sample, kind: 'check' })).toMatchObject({ kind: 'sent' });
    fixture.readCheck(service.received.at(-1) as Received);
    service.answer = fixture.refuses;
    expect(await channel.check({ ...sample, kind: 'check' })).toMatchObject({ kind: 'failed', isRefused: true });
  });

  it.each(hostile)('keeps text as text: %s', async (text) => {
    expect(await send({ ...sample, what: text.replaceAll('\n', ' '), evidence: text }, fixture.accepts)).toMatchObject({
      kind: 'sent',
    });
    expect(read()).toContain(isWellFormed(text) ? text.replaceAll('\n', ' ').slice(0, 20) : 'unpaired');
  });

  it('keeps any text as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 400 }), async (text) => {
        expect(await send({ ...sample, what: text, evidence: text }, fixture.accepts)).toMatchObject({ kind: 'sent' });
        read();
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['letters', 'x'.repeat(100_000)],
    ['markup', '<&*'.repeat(33_000)],
    ['wide characters', '\ud83d\ude00'.repeat(25_000)],
  ])('cuts 100 kB of %s to what its service takes, with a mark', async (_what, long) => {
    expect(await send({ ...sample, what: long, evidence: long }, fixture.accepts)).toMatchObject({ kind: 'sent' });
    const text = read();
    expect(text).toContain('[cut here');
    expect(fixture.length(text)).toBeLessThanOrEqual(fixture.most);
    expect(isWellFormed(text)).toBe(true);
    for (const part of [sample.next, sample.id]) expect(text).toContain(part);
    expect(service.received.at(-1)!.body.length).toBeLessThan(60_000);
  });

  it('waits as long as its service says', async () => {
    expect(await send(sample, fixture.throttles)).toMatchObject({ kind: 'later', afterMs: fixture.throttles.afterMs });
  });

  it('tells what is refused from what may pass', async () => {
    expect(await send(sample, fixture.refuses)).toMatchObject({ kind: 'failed', isRefused: true });
    expect(await send(sample, { status: 503, body: 'down' })).toMatchObject({ kind: 'failed', isRefused: false });
    expect(await send(sample, { status: 200, body: '' })).toBeDefined();
  });

  it('takes a page of some website for no delivery, where its service has words of its own', async () => {
    const page = {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Log in</title>',
    };
    // "2xx" is all that Standard Webhooks asks of a receiver.
    const wanted = fixture.kind.id === 'webhook' ? { kind: 'sent' } : { kind: 'failed', isRefused: true };
    expect(await send(sample, page)).toMatchObject(wanted);
    service.answer = page;
    expect(await channel.check({ ...sample, kind: 'check' })).toMatchObject(wanted);
  });

  it('follows no redirect', async () => {
    const other = await startService();
    const location = `${other.origin}/elsewhere`;
    for (const status of [301, 302, 307, 308])
      expect(await send(sample, { status, headers: { location }, body: '' })).toMatchObject({
        kind: 'failed',
        says: `HTTP ${status}: it redirects, which is not followed`,
      });
    expect(other.received).toEqual([]);
    await other.close();
  });

  it('tells nothing of its secret, whatever the service answers', async () => {
    const echo = (status: number) => (request: Received) => ({
      status,
      body: JSON.stringify({
        ok: false,
        description: `bad: ${request.path} ${request.body} ${secret}`,
        error: `${request.path} ${request.headers['authorization']} ${secret}`,
        message: secret,
        code: 1,
      }),
    });
    for (const status of [200, 400, 401, 429, 500]) await send(sample, echo(status));
    await send(sample, { status: 400, body: secret });
  });

  it('gives up after its time, and says that it may have arrived', async () => {
    expect(await send(sample, 'hang')).toEqual({
      kind: 'failed',
      isRefused: false,
      says: 'no answer in time',
      mayHaveArrived: true,
    });
  });

  it('says that nobody is there, without saying where', async () => {
    const gone = await startService();
    await gone.close();
    const nobody = openChannel(fixture.kind, fixture.settings(gone.origin), fixture.secret(gone.origin));
    expect(await nobody.channel.send(sample)).toEqual({ kind: 'failed', isRefused: false, says: 'ECONNREFUSED' });
    await nobody.close();
  });

  it('sends to https alone, but for this host', async () => {
    const far = 'http://192.0.2.1:9';
    const parsed = fixture.kind.schema.safeParse(fixture.settings(far));
    if (!parsed.success) {
      expect(parsed.error.issues[0]!.message).toContain('https');
      return;
    }
    const open = openChannel(fixture.kind, fixture.settings(far), fixture.secret(far));
    expect(await open.channel.send(sample)).toMatchObject({
      kind: 'failed',
      says: expect.stringContaining('not https'),
    });
    await open.close();
  });

  it('says what is missing where there is no secret', async () => {
    const none = openChannel(fixture.kind, fixture.settings(service.origin), undefined);
    const sent = await none.channel.send(sample);
    if (fixture.kind.needsSecret(fixture.kind.schema.parse(fixture.settings(service.origin))))
      expect(sent).toMatchObject({ kind: 'failed', isRefused: true, says: `there is no ${fixture.kind.secretName}` });
    await none.close();
  });
});
