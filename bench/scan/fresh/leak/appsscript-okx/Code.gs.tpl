const SHEET = SpreadsheetApp.getActive().getSheetByName('Balances');
const OKX = {
  key: "<<key>>",
  secret: "<<secret>>",
  pass: "<<passphrase>>",
};

function refresh() {
  const ts = new Date().toISOString();
  const path = '/api/v5/account/balance';
  const sign = Utilities.base64Encode(Utilities.computeHmacSha256Signature(ts + 'GET' + path, OKX.secret));
  const res = UrlFetchApp.fetch('https://www.okx.com' + path, {
    headers: { 'OK-ACCESS-KEY': OKX.key, 'OK-ACCESS-SIGN': sign, 'OK-ACCESS-TIMESTAMP': ts, 'OK-ACCESS-PASSPHRASE': OKX.pass },
  });
  SHEET.getRange('B2').setValue(JSON.parse(res.getContentText()).data[0].totalEq);
}
