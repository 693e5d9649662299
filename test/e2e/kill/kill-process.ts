import { readFileSync } from 'node:fs';
import { killable, openTarget } from '../../../src/app/kill-targets.ts';
import { settingsSchema } from '../../../src/config/index.ts';
import { Secret, systemClock, ulids } from '../../../src/core/index.ts';
import { KillRecords, kill } from '../../../src/killswitch/index.ts';
import type { MintedKey } from '../../../src/practice/index.ts';

/** One use of the kill switch in a process of its own, which may be killed at any moment; what it needs comes over standard input. */
const { settings, home, keys } = JSON.parse(readFileSync(0, 'utf8')) as {
  settings: unknown;
  home: string;
  keys: Readonly<Record<string, MintedKey>>;
};
const parsed = settingsSchema.parse(settings);
process.stdout.write('ready\n');
const record = await kill({
  clock: systemClock,
  records: new KillRecords(home),
  wishes: { depth: 'flat', keep: [], withinMs: 30_000, quote: 'USDT' },
  by: 'a test',
  why: 'a test',
  keys: killable(parsed),
  newId: ulids(systemClock),
  open: async (name) => {
    const { id, secret, passphrase } = keys[name]!;
    const read = async () => ({
      id,
      secret: Secret.take(Buffer.from(secret, 'utf8')),
      ...(passphrase === undefined ? {} : { passphrase: Secret.take(Buffer.from(passphrase, 'utf8')) }),
    });
    const { target } = await openTarget(
      {
        settings: parsed,
        home,
        clock: systemClock,
        timeoutMs: 2_000,
        practicePort: parsed.practice.port,
        placeOf: () => ({ where: 'a test', read }),
      },
      name,
    );
    return target;
  },
  tell: () => undefined,
  unrecorded: (error) => void process.stderr.write(`${String(error)}\n`),
});
process.stdout.write(`${JSON.stringify(record.reports)}\n`, () => process.exit(0));
