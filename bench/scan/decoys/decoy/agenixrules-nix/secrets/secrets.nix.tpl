let
  kai = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<alnum:43>>";
  vps = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<alnum:43>>";
  backup = "age1<<bech32:58>>";
in
{
  "binance-api-key.age".publicKeys = [ kai vps ];
  "binance-api-secret.age".publicKeys = [ kai vps ];
  "okx-passphrase.age".publicKeys = [ kai vps backup ];
}
