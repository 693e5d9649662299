import { type Report, reportHtml, reportJunit, reportMarkdown, reportSarif } from '../posture/index.ts';

export const checkFormats = ['sarif', 'html', 'markdown', 'junit'] as const;
/** How a report is written for others; the table and JSON are the command line's own. */
export type CheckFormat = (typeof checkFormats)[number];

const writers: Readonly<Record<CheckFormat, (report: Report) => string>> = {
  sarif: (report) => `${JSON.stringify(reportSarif(report), undefined, 2)}\n`,
  html: reportHtml,
  markdown: reportMarkdown,
  junit: reportJunit,
};

export function reportIn(format: CheckFormat, report: Report): string {
  return writers[format](report);
}
