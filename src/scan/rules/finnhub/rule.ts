import { serviceRule } from '../../service-rule.ts';

/** The same nineteen letters twice, behind the first a zero, behind the second a g. */
const isTwin = (text: string): boolean => text === `${text.slice(0, 19)}0${text.slice(0, 19)}g`;

export const finnhub = serviceRule({
  service: 'finnhub',
  title: 'Finnhub API key',
  names: ['finnhub'],
  shapes: [
    {
      part: 'token',
      of: 'alnum',
      length: [40, 40],
      pattern: /^[0-9a-v]{20}/,
      sure: true,
      proof: isTwin,
      source:
        'public code index: 9 independent holder(s) with hard-coded values of this shape; all 40 = two 20-char xids sharing their first 19 characters (2026-11-22)',
      read: '2026-11-22',
      certainty: 'seen',
    },
    {
      part: 'token',
      of: 'alnum',
      length: [20, 20],
      pattern: /^(?=.*\d)[0-9a-v]{20}$/,
      source:
        'public code index: 9 independent holder(s) with hard-coded values of this shape; all 40 = two 20-char xids sharing their first 19 characters (2026-11-22)',
      read: '2026-11-22',
      certainty: 'seen',
    },
  ],
});
