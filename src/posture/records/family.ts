import type { Family } from '../check.ts';
import { botsAndVenueAgree } from './bots-and-venue-agree/check.ts';
import { blindRecords, type RecordsFacts } from './facts.ts';
import { journalWhole } from './journal-whole/check.ts';
import { knownCalls } from './known-calls/check.ts';
import { noActivityWhenStopped } from './no-activity-when-stopped/check.ts';
import { noMoves } from './no-moves/check.ts';
import { ownAssets } from './own-assets/check.ts';
import { ownOrders } from './own-orders/check.ts';

export const recordsFamily: Family<RecordsFacts> = {
  name: 'REC',
  title: 'the records',
  checks: [ownOrders, ownAssets, noMoves, noActivityWhenStopped, botsAndVenueAgree, journalWhole, knownCalls],
  blind: blindRecords,
};
