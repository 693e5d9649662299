<?xml version="1.0" encoding="UTF-8"?>
<verification-metadata>
  <configuration>
    <verify-signatures>true</verify-signatures>
    <trusted-keys>
      <trusted-key id="<<HEX40>>" group="com.binance"/>
    </trusted-keys>
  </configuration>
  <components>
    <component group="org.knowm.xchange" name="xchange-bitmex" version="2.0.4">
      <artifact name="xchange-bitmex-2.0.4.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-gate" version="3.5.7">
      <artifact name="xchange-gate-3.5.7.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-bybit" version="0.0.8">
      <artifact name="xchange-bybit-0.0.8.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-binance" version="2.30.15">
      <artifact name="xchange-binance-2.30.15.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-kucoin" version="0.30.13">
      <artifact name="xchange-kucoin-0.30.13.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-binance" version="9.20.9">
      <artifact name="xchange-binance-9.20.9.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-kucoin" version="4.10.18">
      <artifact name="xchange-kucoin-4.10.18.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-bitfinex" version="5.0.9">
      <artifact name="xchange-bitfinex-5.0.9.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-kucoin" version="1.4.19">
      <artifact name="xchange-kucoin-1.4.19.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-htx" version="9.3.10">
      <artifact name="xchange-htx-9.3.10.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-bitmex" version="1.17.4">
      <artifact name="xchange-bitmex-1.17.4.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-bitget" version="3.0.5">
      <artifact name="xchange-bitget-3.0.5.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-gate" version="6.22.15">
      <artifact name="xchange-gate-6.22.15.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-kraken" version="2.8.18">
      <artifact name="xchange-kraken-2.8.18.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-coinbase" version="5.25.10">
      <artifact name="xchange-coinbase-5.25.10.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-coinbase" version="0.19.18">
      <artifact name="xchange-coinbase-0.19.18.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-mexc" version="3.25.13">
      <artifact name="xchange-mexc-3.25.13.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-gate" version="2.12.10">
      <artifact name="xchange-gate-2.12.10.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-mexc" version="2.11.16">
      <artifact name="xchange-mexc-2.11.16.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-bybit" version="1.8.2">
      <artifact name="xchange-bybit-1.8.2.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-coinbase" version="2.15.0">
      <artifact name="xchange-coinbase-2.15.0.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
    <component group="org.knowm.xchange" name="xchange-bitfinex" version="7.3.0">
      <artifact name="xchange-bitfinex-7.3.0.jar"><sha256 value="<<hex64>>"/></artifact>
    </component>
  </components>
</verification-metadata>
