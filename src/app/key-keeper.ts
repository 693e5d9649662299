import { type Clock, KeywardError, type Log } from '../core/index.ts';
import { type Credential, type CredentialParts, inspections, isPassing } from '../exchanges/index.ts';
import { fingerprintOf, type Gateway, type NotSwitched, type SigningKey } from '../gateway/index.ts';
import type { Journal } from '../journal/index.ts';
import { Keeper, type Place } from '../vault/index.ts';
import { type Alarms, placeAbout, placeRefusedAbout } from './alarms.ts';
import { whyNot } from './key-compare.ts';
import { readHistories } from './key-history.ts';

export interface KeyKeeperParts {
  readonly name: string;
  readonly exchange: string;
  readonly place: Place;
  /** What is in use now. */
  readonly known: CredentialParts;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly alarms: Alarms;
  gateway(): Gateway | undefined;
  /** Throws `credential-invalid` for what is no credential of this exchange. */
  credentialOf(parts: CredentialParts): Credential;
  /** Told once the gateway signs with another credential. */
  afterSwitch(): void;
}

/** What changes in a key's place is taken up while Keyward runs: probed, compared with the one in use, then switched to. */
export function keeperOf(parts: KeyKeeperParts): Keeper {
  const { name, place, journal, alarms, clock } = parts;
  const about = placeAbout(name);
  const aboutRefused = placeRefusedAbout(name);
  return new Keeper(
    {
      place,
      clock,
      offer: (offered) => offer(parts, aboutRefused, offered),
      onLost: (error) => {
        journal.note('credential', { key: name, change: 'lost', reason: error.code });
        const says = `${error.message}; Keyward goes on with the last good credential, in memory only`;
        alarms.raise({ about, severity: 'critical', says, key: name, next: 'keyward key list' });
      },
      onBack: () => {
        journal.note('credential', { key: name, change: 'back' });
        alarms.end(about);
      },
      onRefused: (reason) => {
        journal.note('credential', { key: name, change: 'refused', reason });
        const says = `the credential in ${place.where} was changed and is not taken: ${reason}; the one before stays in use`;
        alarms.raise({ about: aboutRefused, severity: 'critical', says, key: name, next: 'keyward key list' });
      },
      onKnown: () => alarms.end(aboutRefused),
    },
    parts.known,
  );
}

async function offer(parts: KeyKeeperParts, about: string, offered: CredentialParts): Promise<NotSwitched | undefined> {
  const { name, journal, log, alarms } = parts;
  const gateway = parts.gateway();
  if (!gateway) return { reason: 'the gateway has not started', isPassing: true };
  let credential: Credential;
  try {
    credential = parts.credentialOf(offered);
  } catch (error) {
    if (error instanceof KeywardError) return { reason: error.message, isPassing: false };
    throw error;
  }
  const fingerprint = fingerprintOf(credential.id);
  const was = gateway.key(name)?.fingerprint ?? '';
  const refused = await gateway.switchKey(name, credential, fingerprint, (candidate, current) =>
    compare(parts, candidate, current),
  );
  if (refused !== undefined) return refused;
  log.info('an exchange key was switched', { key: name, reason: `${was} -> ${fingerprint}` });
  journal.note('credential', { key: name, change: 'switched', fingerprint, was });
  alarms.end(about);
  parts.afterSwitch();
  return undefined;
}

/** Asks the exchange what the offered key and the one in use can do, and compares them. */
async function compare(
  { name, exchange, journal }: KeyKeeperParts,
  candidate: SigningKey,
  current: SigningKey,
): Promise<NotSwitched | undefined> {
  const inspection = inspections[exchange];
  if (!inspection) return undefined;
  const told = await candidate.inspect(inspection);
  if ('unclear' in told) {
    return {
      reason: `the exchange did not say what the key can do (${told.cause}: ${told.message})`,
      isPassing: isPassing(told),
    };
  }
  const before = await current.inspect(inspection);
  const histories = await readHistories(journal);
  return whyNot({
    exchange,
    told,
    before,
    fingerprint: current.fingerprint,
    history: histories.of(name),
    mayWithdraw: histories.mayWithdraw.has(candidate.fingerprint),
    mayBeOpen: histories.mayBeOpen.has(candidate.fingerprint),
  });
}
