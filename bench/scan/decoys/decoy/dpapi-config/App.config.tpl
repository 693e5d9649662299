<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <appSettings configProtectionProvider="DataProtectionConfigurationProvider">
    <!-- BitfinexApiKey and BitfinexApiSecret, protected by aspnet_regiis -->
    <EncryptedData>
      <CipherData>
        <CipherValue>AQAAANCMnd8BFdERjHoA<<alnum:760>>=</CipherValue>
      </CipherData>
    </EncryptedData>
  </appSettings>
  <startup>
    <supportedRuntime version="v4.0" sku=".NETFramework,Version=v4.8" />
  </startup>
</configuration>
