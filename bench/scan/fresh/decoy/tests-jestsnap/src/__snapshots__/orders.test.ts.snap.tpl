// Jest Snapshot v1, https://goo.gl/fbAQLP

exports[`orders maps a fill 1`] = `
{
  "clientOrderId": "<<hex32>>",
  "digest": "<<hex64>>",
  "id": "<<uuid>>",
  "side": "buy",
  "token": "USDT",
}
`;
