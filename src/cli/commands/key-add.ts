import type { Command } from 'commander';
import { type AddedKey, addKey, servesBots, wordList } from '../../app/index.ts';
import { KeywardError } from '../../core/index.ts';
import type { Context, Run } from '../command.ts';
import { takeCredential } from '../credential-input.ts';
import { fileLines } from '../kept-file.ts';
import { paragraph } from '../paragraph.ts';

const help = `
The key is asked for on the terminal, or read from a file or standard input:
JSON or lines NAME=value, as exchanges and other bots write them. The exchange
is asked what the key can do before anything is stored: a key that can
withdraw, or that works from any address, is refused. What the exchange does not
tell, you have to say: it counts for 180 days, then it is asked for again. A key
that works only from the addresses of a platform cannot be asked from here: then
your word is what there is, and the list is compared with what the platform
publishes. It is stored in Keyward's
own vault (vault.age) unless --dotenv names a file, or keyward.yaml says under
\`keys.NAME.from\` where it is to live.

Examples:
  keyward key add main --exchange binance
  keyward key add main --exchange okx --file ~/okx-key.json
  pass show exchange/kraken | keyward key add main --exchange kraken --file -
  keyward key add 3commas --exchange bybit --vendor 3commas \\
    --bound-to 103.26.9.0/24 --cannot-withdraw "seen on its page"

With --json: {name, exchange, fingerprint, rights, ipRestricted, ips?, where,
settings, unknown, attested?, bots}.`;

interface Options {
  readonly exchange: string;
  readonly environment: string;
  readonly purpose?: string;
  readonly file?: string;
  readonly dotenv?: string;
  readonly vendor?: string;
  readonly holder?: readonly string[];
  readonly allowWithdraw?: string;
  readonly cannotWithdraw?: string;
  readonly allowAnyIp?: string;
  readonly boundTo?: string;
  readonly addresses?: string;
  readonly fromHere?: boolean;
}

const ENVIRONMENTS = ['live', 'testnet', 'demo', 'practice'] as const;
const PURPOSES = ['bots', 'audit', 'rotation'] as const;

export function registerAdd(key: Command, program: Command, run: Run): void {
  key
    .command('add <name>')
    .description('take in an exchange key: asks what it can do, refuses a dangerous one, stores it')
    .requiredOption('--exchange <name>', 'the exchange that issued it')
    .option('--environment <word>', `what it was issued for: ${ENVIRONMENTS.join(', ')}`, 'live')
    .option('--purpose <word>', `what it is for: ${PURPOSES.join(', ')} (default: bots; with --vendor: audit)`)
    .option('--file <path>', 'read it from a file; - is standard input')
    .option('--dotenv <file>', 'store it in this file of NAME=value lines, not in the vault')
    .option('--vendor <name>', 'the hosted platform that holds it, such as 3commas')
    .option('--holder <name...>', 'who holds it besides Keyward')
    .option('--allow-withdraw <reason>', 'take a key that can withdraw; the reason stands in the journal')
    .option('--cannot-withdraw <note>', 'how you know that it cannot, where the exchange does not tell')
    .option('--allow-any-ip <reason>', 'take a key without an IP list; the reason stands in the journal')
    .option('--bound-to <list>', 'its IP list as its page has it, where the exchange does not tell')
    .option('--addresses <list>', 'from where the vendor calls exchanges, as it tells you')
    .option('--from-here', 'the key works from this host; some exchanges switch off one that is used elsewhere')
    .addHelpText('after', help)
    .action((name: string, options: Options) =>
      run(async (context) => {
        if (!/^[a-z][a-z0-9-]{0,39}$/.test(name))
          throw new KeywardError(
            'usage',
            `a name is of lower-case letters, digits and dashes, and begins with a letter: ${name}`,
          );
        const environment = oneOf(ENVIRONMENTS, options.environment, 'environment');
        const purpose = purposeOf(options);
        const credential = await takeCredential(context, options.exchange, options.file);
        const added = await addKey(
          context.session(program.opts()),
          {
            name,
            exchange: options.exchange,
            environment,
            purpose,
            holders: options.holder ?? [],
            by: `cli ${context.environment.user}`,
            ...(options.vendor === undefined ? {} : { vendor: options.vendor.toLowerCase() }),
            ...(options.dotenv === undefined ? {} : { from: { dotenv: { file: options.dotenv } } }),
            ...(options.allowWithdraw === undefined ? {} : { allowWithdraw: options.allowWithdraw }),
            ...(options.fromHere === true ? { isFromHere: true } : {}),
            ...(options.cannotWithdraw === undefined ? {} : { cannotWithdraw: options.cannotWithdraw }),
            ...(options.allowAnyIp === undefined ? {} : { allowAnyIp: options.allowAnyIp }),
            ...(options.boundTo === undefined ? {} : { boundTo: wordList(options.boundTo) }),
            ...(options.addresses === undefined ? {} : { vendorAddresses: wordList(options.addresses) }),
          },
          credential,
          () => context.ask('Its IP list, which the exchange does not tell; as its page has it: '),
        );
        return {
          exit: 0,
          lines: lines(context, added, purpose, fileLines(context, options.file, options.dotenv)),
          json: added,
        };
      }),
    );
}

/** A key that a vendor holds is only watched. */
function purposeOf({ purpose, vendor }: Options): (typeof PURPOSES)[number] {
  const chosen = oneOf(PURPOSES, purpose ?? (vendor === undefined ? 'bots' : 'audit'), 'purpose');
  if (vendor === undefined || chosen === 'audit') return chosen;
  throw new KeywardError(
    'usage',
    `a key that was given to ${vendor} is only watched, so it is not for ${chosen}: leave --purpose out`,
  );
}

function oneOf<T extends string>(words: readonly T[], given: string, what: string): T {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new KeywardError('usage', `not one of the ${what}s ${words.join(', ')}: ${given}`);
  return found;
}

function lines(context: Context, added: AddedKey, purpose: string, about: readonly string[]): string[] {
  const { style, columns } = context;
  const can = Object.entries(added.rights).flatMap(([right, value]) => (value === 'yes' ? [right] : []));
  const from =
    added.ips?.join(', ') ||
    saidAddresses(added) ||
    { yes: 'listed addresses', no: 'any address', unknown: 'not told' }[added.ipRestricted];
  return [
    `${style.green('Stored')} ${added.name} (${added.fingerprint}) in ${added.where}`,
    `  can    ${can.join(', ') || 'nothing that the exchange tells'}`,
    `  from   ${from}`,
    `  named  in ${added.settings}`,
    ...(added.unknown.length === 0
      ? []
      : [
          '',
          ...paragraph(
            `The exchange does not tell: ${added.unknown.join(', ')}. Look at the page of the key, then \`keyward key attest ${added.name}\`.`,
            columns,
          ),
        ]),
    ...(added.attested === undefined
      ? []
      : paragraph(
          `What you said of it counts until ${added.attested.until.slice(0, 10)}; then Keyward asks again.`,
          columns,
        )),
    ...about,
    '',
    style.dim(
      purpose !== 'bots' || !servesBots(added.exchange)
        ? 'next: keyward key audit'
        : added.bots.length === 0
          ? 'next: a bot under `bots` in the settings, then (re)start keyward up'
          : `next: (re)start keyward up; it signs for ${added.bots.join(', ')} with this key`,
    ),
  ];
}

function saidAddresses({ attested }: AddedKey): string | undefined {
  return attested?.ips && `${attested.ips.join(', ')} (said by its owner)`;
}
