import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { jsonLog, KeywardError, Secret, systemClock } from '../src/core/index.ts';
import { recordOutput, recordSecret } from './canary.ts';

/** A secret as people have them: text, 64 characters. */
function newSecret(): { text: string; secret: Secret } {
  const text = randomBytes(32).toString('hex');
  recordSecret(text);
  return { text, secret: Secret.take(Buffer.from(text)) };
}

const { text, secret } = newSecret();

function logged(message: string): string {
  const lines: string[] = [];
  jsonLog((line) => lines.push(line), systemClock).warn(message, { reason: message });
  return lines.join('\n');
}

describe('a secret', () => {
  it.each<[string, () => string]>([
    ['a string', () => String(secret)],
    ['a template', () => `key ${secret}`],
    ['a list', () => ['key', secret].join(' ')],
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['inspect', () => inspect({ deep: { er: { secret } } }, { depth: 9, showHidden: true })],
    [
      'an error',
      () => inspect(new KeywardError('internal', `failed with ${secret}`, { cause: { secret } }), { showHidden: true }),
    ],
    ['its own properties', () => inspect(Object.entries(secret)) + inspect(Reflect.ownKeys(secret))],
    ['a log line that was given the bytes by mistake', () => logged(`signing with ${text}`)],
    ['a log line that was given them in base64', () => logged(Buffer.from(text).toString('base64'))],
  ])('does not stand in %s', (name, print) => {
    const printed = print();
    recordOutput(name, printed);
    expect(printed).not.toContain(text);
  });
});
