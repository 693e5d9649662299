import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditedKey } from '../audit/index.ts';
import { KeywardError } from '../core/index.ts';
import { Forwarder } from '../gateway/index.ts';
import { type Sight, seen, unseen } from '../posture/index.ts';
import { askAdmin } from './admin.ts';
import { auditKeys } from './audits.ts';
import type { CheckParts } from './check-parts.ts';
import { oncePerCheck } from './once-per-check.ts';
import { placeOf } from './places.ts';
import { isOfPractice } from './practice-home.ts';
import { placesParts, type SessionParts, withOperations } from './session.ts';

const BY = 'keyward key audit';
const WHOLE_MS = 2_500;
const CALL_MS = 2_000;
const AGAIN_MS = 100;
const LATE = `the exchanges have not answered within ${WHOLE_MS / 1_000} s`;

/** What a running Keyward or, without one, this process could ask of all keys; asked once for all families that judge it. Never rejects. */
export const auditOnce = oncePerCheck(audited);

async function audited(parts: CheckParts): Promise<Sight<readonly AuditedKey[]>> {
  const ended = new AbortController();
  const signal = AbortSignal.any([parts.signal, ended.signal]);
  let why = LATE;
  const late = sleep(WHOLE_MS, undefined, { signal }).then(
    () => unseen(BY, why),
    () => unseen(BY, 'it was stopped'),
  );
  try {
    return await Promise.race([ask(parts, signal, (reason) => (why = reason)), late]);
  } finally {
    ended.abort();
  }
}

/** `waits`: why it goes on waiting. */
async function ask(
  parts: CheckParts,
  signal: AbortSignal,
  waits: (why: string) => void,
): Promise<Sight<readonly AuditedKey[]>> {
  const home = resolve(parts.home);
  try {
    return seen(BY, await askAdmin(home, 'auditKeys', undefined, { timeoutMs: WHOLE_MS }));
  } catch (error) {
    if (!isCode(error, 'not-running')) return unseen(BY, reasonOf(error));
  }
  // Without settings there are the keys of the practice exchange alone, which does not run.
  if (parts.path === undefined) return seen(BY, []);
  const journal = await parts.eyes.look(join(home, 'journal'));
  if (!('fault' in journal)) return askHere(parts.session, signal, waits);
  if (journal.fault !== 'missing') return unseen(BY, `no key was asked: ${home} cannot be read`);
  return askAnew(parts);
}

/** Where no state folder is, none is made: there is no history, and nothing of what is found is kept. */
async function askAnew({
  session: { askSecret: _nobody, ...session },
  settings,
  path,
  home,
}: CheckParts): Promise<Sight<readonly AuditedKey[]>> {
  const places = placesParts(session, settings, path);
  const { serve, port } = settings.practice;
  const real = new Forwarder({ kind: 'exchange' }, CALL_MS, settings.network.localAddress);
  const practice = serve ? undefined : new Forwarder({ kind: 'practice', port }, CALL_MS);
  try {
    const found = await auditKeys({
      settings,
      journal: { replay: async function* () {}, note: () => 0 },
      clock: session.clock,
      gateway: undefined,
      placeOf: (name) => placeOf(name, places),
      forwardFor: (environment) => (environment === 'practice' ? practice?.send : real.send),
      isOfPractice: (id) => isOfPractice(resolve(home), id),
      egress: async () => [],
    });
    return seen(BY, found);
  } catch (error) {
    return unseen(BY, reasonOf(error));
  } finally {
    await Promise.all([real.close(), practice?.close()]);
  }
}

/** Takes the state folder for a moment; another look of this process may have it just now. */
async function askHere(
  { askSecret: _nobody, ...session }: SessionParts,
  signal: AbortSignal,
  waits: (why: string) => void,
): Promise<Sight<readonly AuditedKey[]>> {
  for (;;) {
    try {
      return seen(BY, await withOperations(session, (operations) => operations.auditKeys()));
    } catch (error) {
      if (!isCode(error, 'home-locked') || signal.aborted) return unseen(BY, reasonOf(error));
      waits(reasonOf(error));
      await sleep(AGAIN_MS);
      waits(LATE);
    }
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof KeywardError && error.code === code;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]!.replace(/\.$/, '') : 'it failed';
}
