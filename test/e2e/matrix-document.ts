import { acceptedDifferences, type Sight } from './matrix.ts';
import type { Client } from './matrix-clients.ts';
import type { Step } from './matrix-scenes.ts';

export interface StepReport {
  readonly step: Step;
  readonly requests: readonly Sight[];
  /** `ok`, or the class of what was thrown. */
  readonly directly: string;
  readonly through: string;
  readonly notes: readonly string[];
}

const INTRO = `# Compatibility

Each client below is run unmodified, twice at the same time: directly against the practice exchange with a key of its own, and through
Keyward with a bot key. For every step, each request that reaches the exchange through Keyward has the same method, host, path, headers
and parameters as the one that the client sends itself. What may differ:

${Object.entries(acceptedDifferences)
  .map(([name, reason]) => `- **${name}**: ${reason}`)
  .join('\n')}

The last steps are refused by Keyward, and nothing is sent: an order of a notional above the bot's limit, a leverage above it, and a
withdrawal. The tables tell the class (or the code) of what the client throws.

\`proxyUrl\` of ccxt for Python refuses itself from 4.5.76 on (seen up to 4.5.90: "you have multiple conflicting proxy settings"), so there
the addresses are set one by one, in \`urls\`. In JavaScript it works. freqtrade is run too, trading live on spot and on futures with
\`ccxt_config.urls.api\` and \`enable_ws: false\`: see test/e2e/freqtrade.test.ts.

This page is made by \`npm test -- test/e2e/matrix.test.ts -u\`.
`;

/** What was seen of one client, as a section of the page. */
export function section(client: Client, reports: readonly StepReport[]): string {
  const rows = reports.map(({ step, requests, directly, through, notes }) =>
    [step, requestLines(requests), directly, through, notes.join('<br>')]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | '),
  );
  return [
    `## ${client.name} on ${client.exchange}${client.traded === 'linear' ? ', linear perpetuals' : ''}`,
    '',
    `\`${client.pointed}\``,
    '',
    '| step | what the exchange receives | directly | through Keyward | differs in |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
  ].join('\n');
}

function requestLines(requests: readonly Sight[]): string {
  const lines = requests.map(({ line, params }) => {
    const names = [...new Set([...params.keys()].map((name) => name.replace(/\[\d+\]/g, '[]')))].sort();
    return `\`${line}\`${names.length === 0 ? '' : ` ${names.join(', ')}`}`;
  });
  return [...new Set(lines)].sort().join('<br>');
}

export function page(sections: readonly string[]): string {
  return [INTRO, ...sections].join('\n');
}
