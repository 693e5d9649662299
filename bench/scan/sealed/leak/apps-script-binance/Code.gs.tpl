var BINANCE = {
  key: '<<key>>',
  secret: '<<secret>>'
};

function refresh() {
  var qs = 'timestamp=' + Date.now();
  var raw = Utilities.computeHmacSha256Signature(qs, BINANCE.secret);
  var sig = raw.map(function (b) { return ('0' + (b & 0xff).toString(16)).slice(-2); }).join('');
  var res = UrlFetchApp.fetch('https://api.binance.com/api/v3/account?' + qs + '&signature=' + sig, {
    headers: { 'X-MBX-APIKEY': BINANCE.key }
  });
  var rows = JSON.parse(res.getContentText()).balances.filter(function (b) { return +b.free > 0; });
  SpreadsheetApp.getActive().getSheetByName('spot').getRange(2, 1, rows.length, 2)
    .setValues(rows.map(function (b) { return [b.asset, b.free]; }));
}
