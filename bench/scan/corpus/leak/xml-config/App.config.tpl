<?xml version="1.0"?>
<configuration>
  <appSettings>
    <add key="PoloniexKey" value="<<key>>" />
    <add key="PoloniexSecret" value="<<secret>>" />
  </appSettings>
</configuration>
