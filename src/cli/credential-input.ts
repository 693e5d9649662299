import { readFileSync } from 'node:fs';
import { exchangeName, readCredential, wantsPassphrase } from '../app/index.ts';
import { KeywardError, Secret } from '../core/index.ts';
import type { Context } from './command.ts';

/** A credential as the owner gives it. */
export interface GivenCredential {
  readonly id: string;
  readonly secret: Secret;
  readonly passphrase?: Secret;
}

/**
 * Takes a credential from a file, from standard input (`-`, or where there is no terminal), or by asking on the terminal without showing the
 * secret. It is never an argument.
 */
export async function takeCredential(
  context: Context,
  exchange: string,
  file: string | undefined,
): Promise<GivenCredential> {
  const hasPassphrase = wantsPassphrase(exchange);
  if (file !== undefined && file !== '-') return readCredential(readFile(file), exchange, file);
  const id = file === '-' ? undefined : await context.ask(`${exchangeName(exchange)} API key: `);
  if (id === undefined) {
    const given = await context.readInput();
    if (given.every((byte) => byte <= 0x20))
      throw new KeywardError('usage', 'no API key was given: type it on a terminal, or name a file with --file');
    return readCredential(given, exchange, 'standard input');
  }
  if (id.trim() === '') throw new KeywardError('usage', 'no API key was given');
  const secret = await asked(context, 'Secret (not shown): ');
  if (!hasPassphrase) return { id: id.trim(), secret };
  return { id: id.trim(), secret, passphrase: await asked(context, 'Passphrase (not shown): ') };
}

async function asked(context: Context, question: string): Promise<Secret> {
  const typed = await context.askSecret(question);
  const text = typed && trimmed(typed);
  typed?.fill(0);
  if (!text) throw new KeywardError('usage', 'nothing was given');
  return Secret.take(text);
}

function trimmed(bytes: Buffer): Buffer | undefined {
  let [start, end] = [0, bytes.length];
  while (start < end && bytes[start]! <= 0x20) start++;
  while (end > start && bytes[end - 1]! <= 0x20) end--;
  return start === end ? undefined : Buffer.from(bytes.subarray(start, end));
}

function readFile(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new KeywardError('usage', `${path} cannot be read`, { cause: error });
  }
}
