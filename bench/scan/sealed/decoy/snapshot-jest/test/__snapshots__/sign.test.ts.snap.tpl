// Jest Snapshot v1, https://goo.gl/fbAQLP

exports[`sign hashes the empty body 1`] = `"<<hex128>>"`;

exports[`sign signs a request with the test secret 1`] = `
{
  "KEY": "test-key",
  "SIGN": "<<hex128>>",
  "Timestamp": "1700000000",
}
`;
