import { inertLine, plainText } from './plain.ts';
import type { Block } from './report.ts';

/** The report in Markdown; nothing in it is read as markup but what is ours. */
export function markdownOf(title: string, blocks: readonly Block[]): string {
  return `${[`# ${markdownText(title)}`, ...blocks.map(markdownBlock)].join('\n\n')}\n`;
}

function markdownBlock(block: Block): string {
  if ('head' in block) return `## ${markdownText(block.head)}`;
  if ('text' in block) return block.isLoud ? `**${markdownText(block.text)}**` : markdownText(block.text);
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

const STYLE = `:root { color-scheme: light dark; --text: #1a1a1a; --back: #ffffff; --line: #c8c8c8; --soft: #f3f3f3; --loud: #a40000; }
@media (prefers-color-scheme: dark) { :root { --text: #e8e8e8; --back: #161616; --line: #4a4a4a; --soft: #242424; --loud: #ff9090; } }
body { color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h1, h2, p, li { overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; } th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; } .long { overflow-wrap: anywhere; }
th { background: var(--soft); } pre { background: var(--soft); padding: .7rem; overflow-x: auto; } .loud { color: var(--loud); font-weight: 700; }
@media screen and (max-width: 45rem) { .wide thead { position: absolute; clip-path: inset(50%); } .wide tr { display: block; border: 1px solid var(--line); padding: .3rem .5rem; margin: .5rem 0; } .wide td { display: block; border: 0; padding: .1rem 0; overflow-wrap: anywhere; } .wide td:empty { display: none; } .wide td::before { content: attr(data-head) ": "; font-weight: 700; } }
@media print { :root { color-scheme: light; --text: #000; --back: #fff; --line: #999; --soft: #eee; --loud: #a40000; } body { max-width: none; margin: 0; font-size: 11px; } pre { white-space: pre-wrap; overflow-wrap: anywhere; } h2 { break-after: avoid; } tr, li { break-inside: avoid; } }`;
/** A longer word may be broken anywhere, so that a table fits. */
const LONG = /\S{22}/;

/** The report as one file without a script, light or dark as its reader has it. */
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
  if ('head' in block) return `<h2>${htmlText(block.head)}</h2>`;
  if ('text' in block) return `<p${block.isLoud ? ' class="loud"' : ''}>${htmlText(block.text)}</p>`;
  if ('list' in block) return `<ul>\n${block.list.map((one) => `<li>${htmlText(one)}</li>`).join('\n')}\n</ul>`;
  if ('shell' in block) return `<pre><code>${marked(block.shell.map(inertLine).join('\n'))}</code></pre>`;
  const [head = [], ...rows] = block.rows;
  const heads = head.map((cell) => `<th scope="col">${htmlText(cell)}</th>`).join('');
  const cells = (row: readonly string[]): string =>
    row
      .map((cell, at) => {
        const long = LONG.test(cell) ? ' class="long"' : '';
        return `<td${long} data-head="${htmlText(head[at] ?? '')}">${htmlText(cell)}</td>`;
      })
      .join('');
  return `<table${head.length > 2 ? ' class="wide"' : ''}>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}\n</tbody>\n</table>`;
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function htmlText(text: string): string {
  return marked(plainText(text));
}

function marked(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => MARKS[mark]!);
}
