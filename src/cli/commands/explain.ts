import { checkFamilies, dialectsOf, findDecision, isDecisionId } from '../../app/index.ts';
import { type Code, catalogue, KeywardError, nearNames } from '../../core/index.ts';
import type { Context, GlobalOptions, Output, Register } from '../command.ts';
import { decisionLines } from '../entry-lines.ts';
import { findingTexts, isToldAtStart } from '../findings.ts';
import { fixLines } from '../fix-lines.ts';
import { meanings } from '../meanings.ts';
import { paragraph, WIDEST } from '../paragraph.ts';
import { fields } from '../table.ts';
import { topics } from '../topics.ts';

const help = `
Without an argument: all codes, findings and topics.

Examples:
  keyward explain order-notional
  keyward explain 01K9ZW3M5RD0Q2V7C4T8XJ6HNB
  keyward explain KEY-04
  keyward explain HOST-02
  keyward explain leaked-key

With --json: {kind: "code", code, title, means, hint, setting, status, exit,
told, dialects: [{exchange, status, body}]}
or {kind: "decision", decision, outcome?, settled, repeated}
or {kind: "topic", topic, title, text: [...]}
or {kind: "finding", finding, title, means, fix, severities, decides, atStart}
or {kind: "check", check, title, severity, why, how, fix, undo, references}
or {kind: "list", topics: [{topic, title}], codes: [{code, title}],
findings: [{finding, title}], checks: [{check, title}]}`;

export const registerExplain: Register = (program, run) => {
  program
    .command('explain [what]')
    .description('a code, a check, a finding, a decision by its id, or a topic, in full')
    .addHelpText('after', help)
    .action((what: string | undefined) => run((context) => explain(context, program.opts(), what)));
};

const checks = checkFamilies.flatMap((family) => family.checks);

async function explain(context: Context, global: GlobalOptions, what: string | undefined): Promise<Output> {
  if (what === undefined) return list(context);
  const word = what.toLowerCase();
  if (Object.hasOwn(topics, word)) return topic(context, word);
  if (Object.hasOwn(catalogue, word)) return code(context, word as Code);
  if (Object.hasOwn(findingTexts, what.toUpperCase())) return finding(context, what.toUpperCase());
  const asked = checks.find(({ id }) => id === what.toUpperCase());
  if (asked) return explainCheck(context, asked);
  if (isDecisionId(what.toUpperCase())) {
    const found = await findDecision(context.session(global), what.toUpperCase());
    return { exit: 0, lines: decisionLines(context, found), json: { kind: 'decision', ...found } };
  }
  const known = [
    ...Object.keys(topics),
    ...Object.keys(catalogue),
    ...Object.keys(findingTexts),
    ...checks.map(({ id }) => id),
  ];
  const near = [...new Set([...nearNames(word, known), ...known.filter((each) => sharesPart(word, each))])];
  const hint = near.length > 0 ? `; did you mean ${near.slice(0, 4).join(', ')}?` : '; see `keyward explain`';
  throw new KeywardError('usage', `there is no code, check, finding, topic or decision ${what.slice(0, 60)}${hint}`);
}

/** Names share a part: `notional` is in `order-notional`. */
function sharesPart(word: string, known: string): boolean {
  return (
    word.length > 2 &&
    (known.includes(word) ||
      word.includes(known) ||
      word.split('-').some((part) => part.length > 3 && known.includes(part)))
  );
}

function topic({ style, columns }: Context, name: string): Output {
  const { title, text } = topics[name]!;
  const parts = text.map((part) => (part.startsWith('  ') ? [part] : paragraph(part, columns)));
  const lines = parts.flatMap((part, index) => {
    const follows = part[0]!.startsWith('  ') && (text[index - 1]?.startsWith('  ') ?? false);
    return follows ? part : ['', ...part];
  });
  return { exit: 0, lines: [style.bold(title), ...lines], json: { kind: 'topic', topic: name, title, text } };
}

function code({ style, columns }: Context, name: Code): Output {
  const { title, hint, status, exit, dialect } = catalogue[name];
  const meaning = meanings[name];
  const dialects = dialectsOf(name);
  const isCommand = dialects.length === 0;
  const rows = [
    ...(meaning.setting === undefined
      ? []
      : [
          ['setting', meaning.setting.split(', ')[0]!],
          ...meaning.setting
            .split(', ')
            .slice(1)
            .map((more) => ['', more]),
        ]),
    ...(isCommand
      ? [['exit', String(exit)]]
      : [
          ['status', `${status} outside of a dialect`],
          ['told as', dialect],
        ]),
  ];
  const samples = dialects.flatMap((sample) => [
    `  ${sample.exchange}, status ${sample.status}`,
    ...pieces(sample.body, columns, 4),
  ]);
  return {
    exit: 0,
    lines: [
      `${style.bold(name)}: ${title}`,
      '',
      ...paragraph(meaning.means, columns),
      '',
      ...paragraph(hint, columns),
      '',
      ...fields(rows, columns, 2),
      ...(isCommand ? [] : ['', style.dim('As a bot reads it when an order is refused:'), ...samples]),
    ],
    json: {
      kind: 'code',
      code: name,
      title,
      means: meaning.means,
      hint,
      setting: meaning.setting ?? null,
      status,
      exit,
      told: dialect,
      dialects,
    },
  };
}

function finding({ style, columns }: Context, id: string): Output {
  const text = findingTexts[id]!;
  const { title, means, fix, severities } = text;
  const atStart = severities.filter(isToldAtStart);
  const isAll = atStart.length === severities.length;
  const told =
    atStart.length === 0 ? 'counted, not printed' : isAll ? 'printed' : `printed where it is ${atStart.join(' or ')}`;
  const decides = text.decides ?? severities.join(', ');
  const rows = [
    ['severity', decides],
    ['keyward up', told],
    ['seen with', 'keyward key audit'],
  ];
  return {
    exit: 0,
    lines: [
      `${style.bold(id)}: ${title}`,
      '',
      ...paragraph(means, columns),
      '',
      ...paragraph(fix, columns),
      '',
      ...fields(rows, columns, 2),
    ],
    json: { kind: 'finding', finding: id, title, means, fix, severities, decides, atStart },
  };
}

function explainCheck({ style, columns }: Context, check: (typeof checks)[number]): Output {
  const { id, title, severity, why, how, fix, undo, references } = check;
  return {
    exit: 0,
    lines: [
      `${style.bold(id)}: ${title}`,
      '',
      ...paragraph(why, columns),
      '',
      ...fields(
        [
          ['severity', severity],
          ['seen by', how],
          ['fix', fix],
          ['taken back', undo],
          ...references.map((one, at) => [at === 0 ? 'see' : '', one]),
        ],
        Math.min(columns, WIDEST),
        2,
        fixLines,
      ),
    ],
    json: { kind: 'check', check: id, title, severity, why, how, fix, undo, references },
  };
}

/** A text without places to break, in pieces that fit the terminal. */
function pieces(text: string, columns: number, indent: number): string[] {
  const width = Math.min(columns, WIDEST) - indent;
  const count = Math.ceil(text.length / width);
  return Array.from(
    { length: count },
    (_, index) => ' '.repeat(indent) + text.slice(index * width, (index + 1) * width),
  );
}

function list({ style, columns }: Context): Output {
  const named = Object.entries(topics).map(([name, { title }]) => ({ topic: name, title }));
  const codes = Object.entries(catalogue).map(([name, { title }]) => ({ code: name, title }));
  const found = Object.entries(findingTexts).map(([id, { title }]) => ({ finding: id, title }));
  const checked = checks
    .filter(({ id }) => !Object.hasOwn(findingTexts, id))
    .map(({ id, title }) => ({ check: id, title }));
  return {
    exit: 0,
    lines: [
      style.dim('topics'),
      ...fields(
        named.map((each) => [each.topic, each.title]),
        columns,
        2,
      ),
      '',
      style.dim('codes'),
      ...fields(
        codes.map((each) => [each.code, each.title]),
        columns,
        2,
      ),
      '',
      style.dim('findings of the key audit'),
      ...fields(
        found.map((each) => [each.finding, each.title]),
        columns,
        2,
      ),
      '',
      style.dim('checks'),
      ...fields(
        checked.map((each) => [each.check, each.title]),
        columns,
        2,
      ),
      '',
      'A decision is explained by its id.',
    ],
    json: { kind: 'list', topics: named, codes, findings: found, checks: checked },
  };
}
