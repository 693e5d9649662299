import { fixture as binance } from './binance/contract-fixture.ts';
import { fixture as bybit } from './bybit/contract-fixture.ts';
import { fixture as coinbase } from './coinbase/contract-fixture.ts';
import type { ContractFixture } from './fixture.contract.ts';
import { fixture as kraken } from './kraken/contract-fixture.ts';
import { fixture as okx } from './okx/contract-fixture.ts';

/** The fixture of every exchange, by id: one line each. */
export const fixtures: Readonly<Record<string, ContractFixture>> = { binance, bybit, coinbase, kraken, okx };
