import {
  type ChangeSetting,
  type Decimal,
  formatDecimal,
  isRefusal,
  max,
  type Refusal,
  refuse,
} from '../../core/index.ts';
import type { ParseContext } from '../exchange.ts';
import type { Fields } from '../fields.ts';
import { instrumentOf } from './orders.ts';

/** POST /v5/position/set-leverage: the larger of the two sides counts. */
export function readLeverage(fields: Fields, context: ParseContext): ChangeSetting | Refusal {
  const instrument = instrumentOf(fields, context);
  if (isRefusal(instrument)) return instrument;
  const sides = [fields.amount('buyLeverage'), fields.amount('sellLeverage')];
  if (sides.includes(undefined)) return refuse('parameter-invalid', 'parameter buyLeverage or sellLeverage is missing');
  const value = formatDecimal(max(...(sides as Decimal[])));
  return { action: 'change-setting', setting: 'leverage', instrument, value };
}

/** POST /v5/position/switch-mode: of one market, or of all with one settlement coin; the symbol counts where both are given. */
export function readPositionMode(fields: Fields, context: ParseContext): ChangeSetting | Refusal {
  const value = fields.text('mode');
  if (value === undefined) return refuse('parameter-invalid', 'parameter mode is missing');
  if (fields.text('symbol') === undefined) return { action: 'change-setting', setting: 'position-mode', value };
  const instrument = instrumentOf(fields, context);
  if (isRefusal(instrument)) return instrument;
  return { action: 'change-setting', setting: 'position-mode', instrument, value };
}

/** POST /v5/account/set-margin-mode: for the whole account. */
export function readMarginMode(fields: Fields): ChangeSetting | Refusal {
  const value = fields.text('setMarginMode');
  if (value === undefined) return refuse('parameter-invalid', 'parameter setMarginMode is missing');
  return { action: 'change-setting', setting: 'margin-mode', value };
}

/** POST /v5/order/disconnected-cancel-all: seconds without the private stream until everything of a product is cancelled. */
export function readDeadMan(fields: Fields): ChangeSetting | Refusal {
  const value = fields.text('timeWindow');
  if (value === undefined) return refuse('parameter-invalid', 'parameter timeWindow is missing');
  return { action: 'change-setting', setting: 'dead-man', value };
}
