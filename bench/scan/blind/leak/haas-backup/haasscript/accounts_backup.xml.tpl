<?xml version="1.0" encoding="utf-8"?>
<AccountBackup created="2025-08-14T19:02:11">
  <Account>
    <Name>Huobi main</Name>
    <DriverCode>HUOBI</DriverCode>
    <PublicKey><<key>></PublicKey>
    <PrivateKey><<secret>></PrivateKey>
    <ExtraKey />
    <IsSimulated>false</IsSimulated>
  </Account>
  <Account>
    <Name>gate spot</Name>
    <DriverCode>GATEIO</DriverCode>
    <PublicKey><<key@gate>></PublicKey>
    <PrivateKey><<secret@gate>></PrivateKey>
    <ExtraKey />
    <IsSimulated>false</IsSimulated>
  </Account>
</AccountBackup>
