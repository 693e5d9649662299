var okx = new ccxt.Okx(new Dictionary<string, object>
{
    { "apiKey", "<<key>>" },
    { "secret", "<<secret>>" },
    { "password", "<<passphrase>>" },
});
