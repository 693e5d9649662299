// Jest Snapshot v1, https://goo.gl/fbAQLP

exports[`signs request 1 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772000000483",
}
`;

exports[`signs request 2 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772000420827",
}
`;

exports[`signs request 3 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772000840932",
}
`;

exports[`signs request 4 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772001260952",
}
`;

exports[`signs request 5 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772001708551",
}
`;

exports[`signs request 6 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772002100541",
}
`;

exports[`signs request 7 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772002562429",
}
`;

exports[`signs request 8 1`] = `
{
  "KC-API-KEY": "[redacted]",
  "KC-API-PASSPHRASE": "[redacted]",
  "KC-API-SIGN": "<<base64:44>>",
  "KC-API-TIMESTAMP": "1772002940903",
}
`;
