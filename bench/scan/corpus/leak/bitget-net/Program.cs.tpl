builder.Services.AddBitget(options =>
{
    options.ApiCredentials = new BitgetCredentials("<<key>>", "<<secret>>", "<<passphrase>>");
});
