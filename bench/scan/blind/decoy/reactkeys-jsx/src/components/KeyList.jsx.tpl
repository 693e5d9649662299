export const rows = [
  { key: '<<uuid>>', label: 'Binance', icon: 'bnb' },
  { key: '<<uuid>>', label: 'OKX', icon: 'okx' },
  { key: '<<uuid>>', label: 'Bybit', icon: 'bybit' },
];

export function KeyList() {
  return <ul>{rows.map((row) => <li key={row.key}>{row.label}</li>)}</ul>;
}
