import { inertLine, plainText } from './plain.ts';

/** How good news is: what fails, what warns, what is not known, what is fine, and what is neither. */
export type Tone = 'bad' | 'warn' | 'dim' | 'good' | 'plain';

/** A part of a document: a head, text, a list, a table, lines of a shell, or one number that says it all. */
export type Block =
  | { readonly head: string; readonly isSub?: true }
  /** `label` stands before it, in bold. */
  | { readonly text: string; readonly label?: string; readonly isLoud?: true; readonly isSmall?: true }
  | { readonly list: readonly string[] }
  /** The first row is the head; `tones`: of the rows behind it, told by the colour of their first cell. */
  | { readonly rows: readonly (readonly string[])[]; readonly tones?: readonly Tone[] }
  | { readonly shell: readonly string[] }
  | { readonly figure: string; readonly says: string; readonly tone: Tone };

/** The document in Markdown; nothing in it is read as markup but what is ours. */
export function markdownOf(title: string, blocks: readonly Block[]): string {
  return `${[`# ${markdownText(title)}`, ...blocks.map(markdownBlock)].join('\n\n')}\n`;
}

function markdownBlock(block: Block): string {
  if ('head' in block) return `${block.isSub ? '###' : '##'} ${markdownText(block.head)}`;
  if ('figure' in block) return `**${markdownText(block.figure)}**: ${markdownText(block.says)}`;
  if ('text' in block) {
    const label = block.label === undefined ? '' : `**${markdownText(block.label)}:** `;
    return block.isLoud ? `**${markdownText(block.text)}**` : label + markdownText(block.text);
  }
  if ('list' in block) return block.list.map((one) => `- ${markdownText(one)}`).join('\n');
  if ('shell' in block) return fenced(block.shell.map(inertLine).join('\n'));
  const [head = [], ...rows] = block.rows.map((row) => `| ${row.map((cell) => markdownText(cell)).join(' | ')} |`);
  const line = `|${(block.rows[0] ?? []).map(() => ' --- |').join('')}`;
  return [head, line, ...rows].join('\n');
}

/** Within a fence that is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}sh\n${text}\n${fence}`;
}

function markdownText(text: string): string {
  return plainText(text).replace(/[\\`*_[\]<>|#]/g, (mark) => `\\${mark}`);
}

const STYLE = `:root { color-scheme: light dark; --text: #1a1a1a; --back: #ffffff; --line: #c8c8c8; --soft: #f3f3f3; --loud: #a40000; --bad: #a40000; --warn: #8a5200; --dim: #5c5c5c; --good: #1d6b35; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --back: #161616; --line: #4a4a4a; --soft: #242424; --loud: #ff9090; --bad: #ff9090; --warn: #ffc46b; --dim: #a9a9a9; --good: #8ddca4; } }
html { font-size: 16px; } body { color: var(--text); background: var(--back); font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .3rem; } h3 + p, h3 + table { margin-top: .3rem; } h1, h2, h3, p, li { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; } th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; } .long { overflow-wrap: anywhere; } .short { white-space: nowrap; }
th { background: var(--soft); } code { font-size: .95em; } p code, td code, li code { background: var(--soft); padding: 0 .2em; } pre { background: var(--soft); padding: .7rem; white-space: pre-wrap; overflow-wrap: anywhere; } .loud { color: var(--loud); font-weight: 700; } .small { color: var(--dim); font-size: .9rem; }
.bad { --tone: var(--bad); } .warn { --tone: var(--warn); } .dim { --tone: var(--dim); } .good { --tone: var(--good); } tr.bad td:first-child, tr.warn td:first-child, tr.dim td:first-child, tr.good td:first-child { color: var(--tone); font-weight: 700; white-space: nowrap; }
.figure { display: flex; align-items: center; gap: 1rem; margin: 1.5rem 0; } .figure b { color: var(--tone); border: 3px solid var(--tone); border-radius: .6rem; font-size: 2.2rem; line-height: 1; padding: .6rem .9rem; } .figure span { font-size: 1.1rem; }
@media screen and (max-width: 45rem) { .wide thead { position: absolute; clip-path: inset(50%); } .wide tr { display: block; border: 1px solid var(--line); padding: .3rem .5rem; margin: .5rem 0; } .wide td { display: block; border: 0; padding: .1rem 0; overflow-wrap: anywhere; } .wide td:empty { display: none; } .wide td::before { content: attr(data-head) ": "; font-weight: 700; } }
@media print { :root { color-scheme: light; --text: #000; --back: #fff; --line: #999; --soft: #eee; --loud: #a40000; --bad: #a40000; --warn: #7a4800; --dim: #444; --good: #14562a; } html { font-size: 11px; } body { max-width: none; margin: 0; } h2, h3 { break-after: avoid; } tr, li { break-inside: avoid; } }`;
/** A longer word may be broken anywhere, so that a table fits. */
const LONG = /\S{22}/;

/** Up to so many characters stay on one line. */
const SHORT = 12;

/** The document as one file without a script, light or dark as its reader has it. */
export function htmlOf(title: string, blocks: readonly Block[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${htmlText(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${htmlText(title)}</h1>
${blocks.map(htmlBlock).join('\n')}
</main>
</body>
</html>
`;
}

function htmlBlock(block: Block): string {
  if ('head' in block) return block.isSub ? `<h3>${htmlText(block.head)}</h3>` : `<h2>${htmlText(block.head)}</h2>`;
  if ('figure' in block)
    return `<p class="figure ${block.tone}"><b>${htmlText(block.figure)}</b> <span>${htmlText(block.says)}</span></p>`;
  if ('text' in block) {
    const look = block.isLoud ? ' class="loud"' : block.isSmall ? ' class="small"' : '';
    const label = block.label === undefined ? '' : `<b>${htmlText(block.label)}:</b> `;
    return `<p${look}>${label}${htmlWords(block.text)}</p>`;
  }
  if ('list' in block) return `<ul>\n${block.list.map((one) => `<li>${htmlWords(one)}</li>`).join('\n')}\n</ul>`;
  if ('shell' in block) return `<pre><code>${marked(block.shell.map(inertLine).join('\n'))}</code></pre>`;
  return htmlTable(block);
}

function htmlTable({ rows: all, tones }: Extract<Block, { readonly rows: unknown }>): string {
  const [head = [], ...rows] = all;
  const heads = head.map((cell) => `<th scope="col">${htmlText(cell)}</th>`).join('');
  const cells = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        const long = LONG.test(cell) ? ' class="long"' : cell.length <= SHORT ? ' class="short"' : '';
        return `<td${long} data-head="${htmlText(head[at] ?? '')}">${htmlWords(cell)}</td>`;
      })
      .join('');
  const lines = rows.map((row, at) => {
    const tone = tones?.[at] ?? 'plain';
    return `<tr${tone === 'plain' ? '' : ` class="${tone}"`}>${cells(row)}</tr>`;
  });
  return `<table${head.length > 2 ? ' class="wide"' : ''}>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${lines.join('\n')}\n</tbody>\n</table>`;
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function htmlText(text: string): string {
  return marked(plainText(text));
}

/** With what stands in backticks as code. */
function htmlWords(text: string): string {
  return htmlText(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function marked(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => MARKS[mark]!);
}
