// Jest Snapshot v1, https://goo.gl/fbAQLP

exports[`signs a spot order 1`] = `
{
  "recvWindow": 5000,
  "signature": "<<hex64>>",
  "timestamp": 1700000000000,
}
`;
exports[`signs a futures order 1`] = `"<<base64:88>>"`;
