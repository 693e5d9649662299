import { type Sight, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';

/** So that a look ends within two seconds, whatever hangs. */
export const ASK_MS = 1_500;

/** What a program printed, or why there is nothing; `needs` says what to do where it is missing. */
export async function ask(
  eyes: Eyes,
  command: readonly string[],
  needs?: string,
): Promise<Sight<{ readonly status: number; readonly out: string; readonly err: string }>> {
  const by = command.join(' ');
  const ran = await eyes.run(command, { timeoutMs: ASK_MS });
  if (!('fault' in ran)) return { by, seen: ran };
  const [program = ''] = command;
  const says = {
    missing: needs ?? `${program} is not installed`,
    denied: `${program} may not be run by this user`,
    timeout: `${program} did not answer in time`,
    'too-long': `${program} printed more than is read`,
  };
  return unseen(by, says[ran.fault]);
}

/** A file as text; `undefined` where there is none. What may not be read is unseen. */
export async function textOf(eyes: Eyes, path: string): Promise<Sight<string | undefined>> {
  const read = await eyes.read(path);
  if (!('fault' in read))
    return read.isCut
      ? unseen(path, `${path} is longer than is read`)
      : { by: path, seen: read.bytes.toString('utf8') };
  if (read.fault === 'missing') return { by: path, seen: undefined };
  return unseen(
    path,
    read.fault === 'denied' ? `${path} is read by root only: run keyward check with sudo` : `${path} could not be read`,
  );
}

/** The text where there is one, else nothing. */
export async function wordsOf(eyes: Eyes, path: string): Promise<string | undefined> {
  const text = await textOf(eyes, path);
  return 'seen' in text ? text.seen : undefined;
}

/** Something was seen there, a dangling link too. */
export async function isSeen(eyes: Eyes, path: string): Promise<boolean> {
  return !('fault' in (await eyes.look(path)));
}

/** Something stands there, or may not be looked at. */
export async function isThere(eyes: Eyes, path: string): Promise<boolean> {
  const found = await eyes.look(path);
  return !('fault' in found) || found.fault === 'denied';
}

/** The first line of what a program complains about, fit for a sentence. */
export function complaint(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.slice(0, 160).replace(/[\s.]+$/, '');
}
