<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <appSettings>
    <add key="Symbol" value="tBTCUSD" />
    <add key="BitfinexApiKey" value="<<key>>" />
    <add key="BitfinexApiSecret" value="<<secret>>" />
    <add key="LendingMinRate" value="0.00031" />
  </appSettings>
</configuration>
