import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../core/index.ts';
import { readRequest } from './door.ts';

const hosts = new Set(['127.0.0.1:1']);

function messageOf(headers: readonly string[] = []): PassThrough & IncomingMessage {
  const form = ['Host', '127.0.0.1:1', 'Content-Type', 'application/x-www-form-urlencoded'];
  return Object.assign(new PassThrough(), {
    method: 'POST',
    url: '/api.binance.com/api/v3/order',
    rawHeaders: [...form, ...headers],
    rawTrailers: [],
  }) as never;
}

describe('a body', () => {
  it('is copied together as it comes, so that chunks of a byte each take no more than their sum', async () => {
    const message = messageOf();
    const read = readRequest(message, hosts);
    const chunks = [...'a=12345&b=6'].map((character) => Buffer.from(character));
    for (const chunk of chunks) {
      message.emit('data', chunk);
      chunk.fill('x');
    }
    message.emit('end');
    expect(await read).toMatchObject({ rawBody: 'a=12345&b=6' });
  });

  it.each([1, 1_000, 65_536])('is read whole in chunks of %i bytes', async (size) => {
    const text = `a=${'1'.repeat(65_534)}`;
    const message = messageOf();
    const read = readRequest(message, hosts);
    for (let at = 0; at < text.length; at += size) message.emit('data', Buffer.from(text.slice(at, at + size)));
    message.emit('end');
    expect(await read).toMatchObject({ rawBody: text });
  });

  it('is refused once it is over 64 KiB, whatever its length was said to be', async () => {
    for (const announced of [[], ['Content-Length', '65537']]) {
      const message = messageOf(announced);
      const read = readRequest(message, hosts);
      message.emit('data', Buffer.alloc(65_537, 'a'));
      expect(await read).toMatchObject({ code: 'http-too-large' });
    }
  });
});

describe('headers', () => {
  it('are refused when there are more than a client sends', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => [`x-${at}`, '1']).flat();
    const few = messageOf(many(62));
    const read = readRequest(few, hosts);
    few.emit('end');
    expect(isRefusal(await read)).toBe(false);
    expect(await readRequest(messageOf(many(63)), hosts)).toMatchObject({ code: 'http-header' });
  });
});
