import type { Exchange } from '../exchange.ts';
import { account } from './account.ts';
import { facts } from './facts.ts';
import { key } from './key.ts';
import { market } from './market.ts';
import { wire } from './wire.ts';

export const okx: Exchange = { id: 'okx', facts, wire, key, account, market };
