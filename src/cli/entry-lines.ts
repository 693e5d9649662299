import type { Entry, EntryOf, ExplainedDecision } from '../app/index.ts';
import { catalogue } from '../core/index.ts';
import { clean } from './clean.ts';
import type { Context, Style } from './command.ts';
import { paragraph } from './paragraph.ts';
import { because, type Said } from './said.ts';
import { fields } from './table.ts';
import { watchSays } from './watch-entries.ts';
import { wrap } from './wrap.ts';

const INDENT = 21;

/** An entry of the journal as lines: time, what it is, what it says. */
export function entryLines({ style, columns, isTerminal }: Context, entry: Entry): string[] {
  const { what, paint = (text: string) => text, text, more = [] } = says(style, entry);
  const gap = ' '.repeat(Math.max(0, 9 - what.length));
  // In a pipe or a file an entry's first line stays one line.
  const fitted = (line: string): string[] => (isTerminal ? wrap(line, Math.max(20, columns - INDENT)) : [line]);
  const [first = '', ...rest] = fitted(clean(text));
  return [
    `${style.dim(entry.time.slice(11, 19))}  ${paint(what)}${gap}  ${first}`.trimEnd(),
    ...[...rest, ...more.map(clean).flatMap(fitted)].map((line) => ' '.repeat(INDENT) + line),
  ];
}

function says(style: Style, entry: Entry): Said {
  switch (entry.kind) {
    case 'decision':
      return decisionSays(style, entry);
    case 'outcome':
      return outcomeSays(style, entry);
    case 'settled':
      return {
        what: 'settled',
        text: `${entry.result}${entry.filled === undefined ? '' : `, filled ${entry.filled}`}, by ${entry.by}`,
        more: [entry.of],
      };
    case 'halt':
      return {
        what: 'halt',
        paint: style.yellow,
        text: `${entry.from} -> ${entry.to} by ${entry.by}${because(entry.reason)}`,
      };
    case 'override':
      return {
        what: 'override',
        paint: style.yellow,
        text: `${entry.what} with ${entry.key} by ${entry.by}${because(entry.reason)}`,
      };
    case 'bot':
      return { what: 'bot', text: `${entry.bot} ${entry.change}, ${entry.fingerprint} on ${entry.key}` };
    case 'key':
      return {
        what: 'key',
        text: `${entry.key} ${entry.fingerprint}${entry.refused === undefined ? ', in use' : `, not used: ${entry.refused}`}`,
      };
    case 'public':
    case 'repeat':
    case 'start':
    case 'stop':
    case 'recovered':
    case 'lost-notes':
      return bookSays(style, entry);
    case 'alert':
    case 'alert-reply':
      return alertSays(style, entry);
    case 'run':
    case 'bot-stop':
    case 'dead-man':
      return runSays(style, entry);
    case 'finding':
    case 'trip':
    case 'declared':
    case 'kill':
      return watchSays(style, entry);
    case 'credential':
    case 'alarm':
    case 'audit':
    case 'attest':
    case 'key-event':
    case 'key-record':
    case 'rotation':
    case 'leak':
    case 'backup':
    case 'restored':
      return keySays(style, entry);
    default:
      // A later Keyward may write kinds that this one does not know.
      return { what: (entry as Entry).kind, text: '' };
  }
}

function runSays(style: Style, entry: EntryOf<'run' | 'bot-stop' | 'dead-man'>): Said {
  if (entry.kind === 'bot-stop') {
    const { bot, way, result, says } = entry;
    return { what: 'stop', paint: style.yellow, text: `${bot} by ${way}, ${result}: ${says}` };
  }
  if (entry.kind === 'dead-man') {
    const { key, state, seconds, says } = entry;
    const isGood = state === 'armed' || state === 'working' || (state === 'disarmed' && says === undefined);
    const text = `${key} ${state}, ${seconds} s${says === undefined ? '' : `: ${says}`}`;
    return { what: 'dead man', text, ...(isGood ? {} : { paint: style.red }) };
  }
  const { bot, program, state, code, signal, why } = entry;
  const end = signal ?? (code === undefined ? '' : `code ${code}`);
  return {
    what: 'run',
    text: `${bot}, ${program} ${state}${end === '' ? '' : `, ${end}`}${why === undefined ? '' : `: ${why}`}`,
  };
}

/** Of the book itself, and of what is only counted. */
function bookSays(
  style: Style,
  entry: EntryOf<'public' | 'repeat' | 'start' | 'stop' | 'recovered' | 'lost-notes'>,
): Said {
  switch (entry.kind) {
    case 'public':
      return {
        what: 'public',
        text: Object.entries(entry.counts)
          .map(([host, count]) => `${count} at ${host}`)
          .join(', '),
      };
    case 'repeat':
      return { what: 'repeat', text: `${entry.code} ${entry.count} more times`, more: [entry.of] };
    case 'start':
      return { what: 'start', text: `keyward ${entry.version}, node ${entry.node}` };
    case 'stop':
      return { what: 'stop', text: entry.reason };
    case 'recovered':
      return { what: 'recovered', paint: style.yellow, text: `${entry.bytes} torn bytes were moved away` };
    case 'lost-notes':
      return { what: 'lost', paint: style.yellow, text: `${entry.count} notes that the disk did not take` };
  }
}

function alertSays(style: Style, entry: EntryOf<'alert' | 'alert-reply'>): Said {
  if (entry.kind === 'alert-reply') {
    const { asked, by, result, more } = entry;
    const others = more === undefined ? '' : `, and ${more} more`;
    return { what: 'reply', paint: style.yellow, text: `${asked} by ${by}: ${result}${others}` };
  }
  const { channel, message, about, result, says, count } = entry;
  const why = says === undefined || result === 'sent' ? '' : `: ${says}`;
  const many = count === undefined ? '' : ` (${count} at once)`;
  const text = `${message} ${about}${many} over ${channel}, ${result}${why}`;
  return { what: 'alert', text, ...(result === 'sent' ? {} : { paint: style.red }) };
}

type KeyEntry = EntryOf<
  'credential' | 'alarm' | 'audit' | 'attest' | 'key-event' | 'key-record' | 'rotation' | 'leak' | 'backup' | 'restored'
>;

function keySays(style: Style, entry: KeyEntry): Said {
  switch (entry.kind) {
    case 'credential':
      return credentialSays(style, entry);
    case 'alarm':
      return {
        what: entry.state === 'ended' ? 'over' : 'alarm',
        paint: entry.state === 'ended' ? style.green : entry.severity === 'critical' ? style.red : style.yellow,
        text: entry.says,
      };
    case 'audit':
      return {
        what: 'audit',
        text: `${entry.key} ${entry.fingerprint}: ${rightsText(entry.rights)}${entry.findings.length === 0 ? '' : `; ${entry.findings.join(', ')}`}`,
      };
    case 'attest':
      return {
        what: 'attest',
        text: `${entry.key} ${attestedText(entry)}, until ${entry.until.slice(0, 10)}, by ${entry.by}${because(entry.note)}`,
      };
    case 'key-event':
      return {
        what: 'event',
        paint: style.yellow,
        text: `${entry.event}${entry.who === undefined ? '' : ` ${entry.who}`}: ${entry.keys.join(', ')} due, by ${entry.by}${because(entry.note ?? '')}`,
      };
    case 'key-record':
      return { what: 'key', text: `${entry.key} ${entry.change} on ${entry.at.slice(0, 10)}, by ${entry.by}` };
    case 'rotation':
      return {
        what: 'rotation',
        text: `${entry.key}, ${entry.step} ${entry.state}: ${entry.says}`,
        ...(entry.state === 'failed' ? { paint: style.red } : {}),
      };
    case 'leak':
      return {
        what: 'leak',
        text: `${entry.key}, ${entry.step} ${entry.state}: ${entry.says}`,
        ...(entry.state === 'done' ? {} : { paint: style.red }),
      };
    case 'backup':
      return { what: 'backup', paint: style.yellow, text: `made by ${entry.by}, opens with ${entry.lockedTo}` };
    case 'restored':
      return {
        what: 'restored',
        paint: style.yellow,
        text: `from a backup of ${entry.madeAt.slice(0, 16).replace('T', ' ')} UTC${entry.isOtherHost ? ' made on another host' : ''}, by ${entry.by}`,
      };
  }
}

function rightsText(rights: Readonly<Record<string, string>>): string {
  const has = Object.entries(rights).flatMap(([right, can]) =>
    can === 'yes' ? [right] : can === 'unknown' ? [`${right}?`] : [],
  );
  return has.join(' ') || 'nothing';
}

function credentialSays(style: Style, entry: EntryOf<'credential'>): Said {
  const text = {
    switched: `${entry.key} ${entry.was} -> ${entry.fingerprint}`,
    refused: `${entry.key}, changed and not taken: ${entry.reason}`,
    lost: `${entry.key}, cannot be read any more: ${entry.reason}`,
    back: `${entry.key}, can be read again`,
  }[entry.change];
  const isGood = entry.change === 'switched' || entry.change === 'back';
  return { what: 'credential', text, ...(isGood ? {} : { paint: style.red }) };
}

function decisionSays(style: Style, entry: EntryOf<'decision'>): Said {
  const asked = entry.intents.map(intentText).join('; ') || `${entry.method} ${entry.path}`;
  const isPlain = asked === 'read';
  // No one is to take it for money.
  const where = entry.environment === 'live' ? '' : `  (${entry.environment})`;
  const text = `${entry.bot}  ${isPlain ? `${entry.method} ${entry.path}` : asked}${where}`;
  if (entry.effect === 'allow') return { what: 'allow', paint: style.green, text };
  return { what: 'deny', paint: style.red, text, more: [...entry.reasons.map(reasonText), entry.id] };
}

function outcomeSays(style: Style, entry: EntryOf<'outcome'>): Said {
  const took = `${Math.round(entry.durationMs)} ms`;
  const code = entry.code === undefined ? '' : `, ${entry.code}`;
  if (entry.result === 'answered') {
    const fills = entry.orders.flatMap(({ filled }) =>
      filled === undefined || filled === '0' ? [] : [`filled ${filled}`],
    );
    return { what: 'answered', text: [`${entry.status}${code}`, took, ...fills].join(', ') };
  }
  const paint = entry.result === 'unknown' ? style.red : style.yellow;
  return { what: entry.result, paint, text: `${took}${code}`, more: [entry.of] };
}

function reasonText({ code, limit, actual }: EntryOf<'decision'>['reasons'][number]): string {
  return limit ? `${code}: limit ${limit}, actual ${actual}` : `${code}: ${actual}`;
}

type Printed = EntryOf<'decision'>['intents'][number];

/** An intent in a few words: `buy 0.01 BTC/USDT limit 50000`. */
export function intentText(intent: Printed): string {
  const part = (name: string, before = ''): string[] =>
    typeof intent[name] === 'string' ? [`${before}${intent[name]}`] : [];
  const flag = (name: string, words: string): string[] => (intent[name] === true ? [words] : []);
  const size = [...part('quantity'), ...part('quoteAmount', 'for '), ...flag('closePosition', 'the whole position of')];
  const prices = [...part('price'), ...part('trigger', 'trigger ')];
  switch (intent['action']) {
    case 'place-order':
      return [
        ...part('side'),
        ...size,
        ...part('market'),
        ...part('type'),
        ...prices,
        ...flag('reduceOnly', 'reduce-only'),
      ].join(' ');
    case 'amend-order':
      return ['amend', ...part('market'), orderText(intent), ...size, ...prices].filter(Boolean).join(' ');
    case 'cancel-order':
      return ['cancel', ...part('market'), orderText(intent)].filter(Boolean).join(' ');
    case 'cancel-all':
      return ['cancel all', ...part('market', 'of ')].join(' ');
    case 'change-setting':
      return ['set', ...part('setting'), ...part('market', 'of '), ...part('value', 'to ')].join(' ');
    default:
      return String(intent['action']);
  }
}

function orderText(intent: Printed): string {
  const order = intent['order'];
  if (typeof order !== 'object' || order === null) return '';
  return order['orderId'] ?? order['clientOrderId'] ?? '';
}

/** All that the journal says of one decision, for people. */
export function decisionLines(context: Context, { decision, outcome, settled, repeated }: ExplainedDecision): string[] {
  const { style } = context;
  const isAllowed = decision.effect === 'allow';
  const asked = decision.intents.map(intentText).filter((text) => text !== 'read');
  const rows = [
    ['time', decision.time.replace('T', ' ').replace('Z', ' UTC')],
    ['bot', decision.bot],
    ['key', `${decision.key} (${decision.exchange}, ${decision.environment}, ${decision.fingerprint})`],
    ['asked', `${decision.method} ${decision.host}${decision.path}`],
    ...asked.map((text) => ['', text]),
    ...(repeated === 0 ? [] : [['repeated', `${repeated} more times within seconds, counted only`]]),
  ];
  return [
    `${isAllowed ? style.green('allowed') : style.red('denied')}  ${decision.id}`,
    '',
    ...fields(rows, context.columns, 2).map(clean),
    ...decision.reasons.flatMap((reason) => ['', ...reasonLines(context, reason)]),
    ...outcomeLines(outcome, settled, context.columns),
  ];
}

/** A limit that failed: what it says, what was asked, where it stands and what helps. */
export function reasonLines({ style, columns }: Context, reason: EntryOf<'decision'>['reasons'][number]): string[] {
  const { code, limit, actual, rule } = reason;
  const known = Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
  const rows = [...(limit ? [['limit', limit]] : []), ['asked', actual ?? ''], ...(rule ? [['rule', rule]] : [])];
  return [
    ...paragraph(`${code}${known ? `: ${known.title}` : ''}`, columns, 2).map((line) =>
      line.replace(code, (name) => style.bold(name)),
    ),
    ...fields(rows, columns, 4).map(clean),
    ...(known ? paragraph(known.hint, columns, 4) : []),
  ];
}

function outcomeLines(
  outcome: ExplainedDecision['outcome'],
  settled: ExplainedDecision['settled'],
  columns: number,
): string[] {
  const rows: string[][] = [];
  if (outcome) {
    const parts = [outcome.result, outcome.status, outcome.code, `${Math.round(outcome.durationMs)} ms`];
    rows.push(['outcome', parts.filter((part) => part !== undefined).join(', ')]);
    for (const order of outcome.orders) {
      const words = [
        order.kind,
        order.code,
        order.orderId && `order ${order.orderId}`,
        order.filled && `filled ${order.filled}`,
      ];
      rows.push(['', words.filter(Boolean).join(', ')]);
    }
  }
  for (const { time, result, filled, by } of settled) {
    rows.push([
      'settled',
      `${result}${filled === undefined ? '' : `, filled ${filled}`}, by ${by}, ${time.slice(11, 19)}`,
    ]);
  }
  return rows.length === 0 ? [] : ['', ...fields(rows, columns, 2).map(clean)];
}

function attestedText({ rights, cannot = [], ips }: EntryOf<'attest'>): string {
  const from = ips === undefined ? [] : [`works from ${ips.join(', ') || 'any address'}`];
  if (rights) return [`can ${rights.join(', ') || 'nothing'}`, ...from].join(', ');
  return [...(cannot.length === 0 ? [] : [`cannot ${cannot.join(', ')}`]), ...from].join(', ');
}
