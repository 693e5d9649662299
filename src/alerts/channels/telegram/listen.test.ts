import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandPort } from '../../commands.ts';
import {
  type Answer,
  exactly,
  jsonOf,
  openChannel,
  type Received,
  type Service,
  startService,
} from '../fixture.contract.ts';
import { fixture } from './contract-fixture.ts';

// core.telegram.org/bots/api#getupdates, #update, #message, #user; seen in excerpts 2026-11-22.
const owner = { id: 42, is_bot: false, first_name: 'Ann' };
const chat = { id: 42, type: 'private' };

let service: Service;
let updates: object[];
let polled: Record<string, unknown>[];
const taken: [who: string, text: string][] = [];
const strangers: string[] = [];
const faults: (string | undefined)[] = [];
const port: CommandPort = {
  take: async (who, text) => {
    if (text === 'fail') throw new Error('a fault of ours');
    taken.push([who, text]);
    return text === 'silence' ? undefined : `heard ${text}`;
  },
  stranger: (who) => void strangers.push(who),
  fault: (says) => void faults.push(says),
};

beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());
beforeEach(() => {
  [updates, polled] = [[], []];
  taken.length = strangers.length = faults.length = service.received.length = 0;
  service.answer = (request: Received): Answer => {
    if (!request.path.endsWith('/getUpdates')) return fixture.accepts;
    const body = jsonOf(request);
    exactly(body, ['timeout', 'allowed_updates'], ['offset']);
    polled.push(body);
    return { status: 200, body: JSON.stringify({ ok: true, result: updates.splice(0) }) };
  };
});

/** Takes these updates, and ends once they are confirmed by the next poll. */
async function listen(...messages: object[]): Promise<Record<string, unknown>[]> {
  updates = messages.map((message, at) => ({ update_id: 900 + at, message }));
  const settings = { ...(fixture.settings(service.origin) as object), commands: { users: [42] } };
  const { channel, close } = openChannel(fixture.kind, settings, fixture.secret(service.origin));
  const stopping = new AbortController();
  const ended = channel.listen!(port, stopping.signal);
  await expect.poll(() => polled.length, { timeout: 5_000 }).toBeGreaterThan(1);
  stopping.abort();
  await ended;
  await close();
  return service.received.filter(({ path }) => path.endsWith('/sendMessage')).map(jsonOf);
}

describe('replies in Telegram', () => {
  it('of a listed user are taken, answered where they came from, and confirmed', async () => {
    const answers = await listen({ message_id: 1, date: 1, chat, from: owner, text: 'halt ABC' });
    expect(taken).toEqual([['telegram user 42', 'halt ABC']]);
    expect(answers).toMatchObject([{ chat_id: 42, text: 'heard halt ABC' }]);
    expect(polled[0]).toEqual({ timeout: 25, allowed_updates: ['message'] });
    expect(polled[1]).toMatchObject({ offset: 901 });
  });

  it.each([
    ['another user in the same chat', { chat, from: { ...owner, id: 43 }, text: 'halt ABC' }],
    ['a chat whose number is that of the user', { chat, from: { ...owner, id: 99 }, text: 'halt ABC' }],
    ['somebody in the name of a chat', { chat, from: owner, sender_chat: { id: -1 }, text: 'halt ABC' }],
    ['somebody who wrote it before', { chat, from: owner, forward_origin: { type: 'user' }, text: 'halt ABC' }],
    ['somebody who wrote it before, as older servers tell', { chat, from: owner, forward_date: 1, text: 'halt ABC' }],
    ['a bot through which it was written', { chat, from: owner, via_bot: { id: 7 }, text: 'halt ABC' }],
    ['a bot', { chat, from: { ...owner, is_bot: true }, text: 'halt ABC' }],
  ])('of %s are not taken, not answered, and written down', async (_who, message) => {
    expect(await listen({ message_id: 1, date: 1, ...message })).toEqual([]);
    expect(taken).toEqual([]);
    expect(strangers).toHaveLength(1);
  });

  it('are read on when Keyward fails on one', async () => {
    const answers = await listen(
      { message_id: 1, date: 1, chat, from: owner, text: 'fail' },
      { message_id: 2, date: 1, chat, from: owner, text: 'halt ABC' },
    );
    expect(faults).toEqual(['Keyward has failed on a reply', undefined]);
    expect(answers).toMatchObject([{ chat_id: 42, text: 'heard halt ABC' }]);
  });

  it('that are not messages of text are passed over', async () => {
    const odd = [
      {},
      { chat, from: owner },
      { chat, from: owner, text: 7 },
      { chat, from: { id: '42' }, text: 'halt ABC' },
    ];
    expect(await listen(...odd, { chat, from: { ...owner, id: 42.5 }, text: 'halt ABC' })).toEqual([]);
    expect([taken, strangers]).toEqual([[], []]);
  });

  it('are not read where the settings name nobody', () => {
    const { channel } = openChannel(fixture.kind, fixture.settings(service.origin), fixture.secret(service.origin));
    expect(channel.listen).toBeUndefined();
  });
});
