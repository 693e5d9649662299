import { describeMaker } from './makers.contract.ts';

describeMaker({
  exchange: 'bybit',
  subAccount: '100400345',
  told: (asked) => {
    const has = (...rights: readonly string[]) => rights.some((right) => asked.includes(right as 'spot'));
    return {
      // A margin order is a spot order.
      ...(has('spot', 'margin') ? { spot: 'yes', margin: 'yes' } : {}),
      // The options permission is for perpetuals too; whether the derivatives of an account include options is not told.
      ...(has('options') ? { futures: 'yes' } : has('futures') ? { options: 'unknown' } : {}),
      // Whoever moves funds may delete itself.
      ...(has('transfer') ? { admin: 'yes' } : {}),
    };
  },
  ips: 'shown',
  subAccountTold: 'yes',
  listsToAll: true,
});
