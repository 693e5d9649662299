import type { Decimal } from '../core/index.ts';
import type { OrderStatus } from '../exchanges/index.ts';
import type { OrderRecord, Shape } from './order-book.ts';

const fields = ['quantity', 'price', 'trigger'] as const;

/** Of several fields those that are there. */
export function shapeOf({ quantity, price, trigger }: { [Name in keyof Shape]: Shape[Name] | undefined }): Shape {
  return {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

/** Gives a record what an amend changes: `pick` chooses between what it has and what it is given. */
export function reshape(
  record: OrderRecord,
  to: Shape,
  pick: (before: Decimal | undefined, changed: Decimal) => Decimal,
): void {
  for (const name of fields) {
    const changed = to[name];
    if (changed !== undefined) record[name] = pick(record[name], changed);
  }
}

/** Whether a status tells the shape `to`, and cannot be of a time when the order still had one of the shapes `from`. */
export function shows(status: OrderStatus, from: readonly Shape[], to: Shape): boolean {
  const changed = fields.filter((name) => to[name] !== undefined);
  const isTold = changed.every((name) => status[name] === to[name]);
  return isTold && from.every((before) => changed.some((name) => before[name] !== to[name]));
}
