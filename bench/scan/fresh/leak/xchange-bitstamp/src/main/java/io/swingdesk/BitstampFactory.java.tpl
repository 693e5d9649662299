package io.swingdesk;

import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.bitstamp.BitstampExchange;

public final class BitstampFactory {

  private BitstampFactory() {}

  public static Exchange create() {
    ExchangeSpecification exSpec = new BitstampExchange().getDefaultExchangeSpecification();
    exSpec.setUserName("<<digits:6>>");
    exSpec.setApiKey("<<key>>");
    exSpec.setSecretKey("<<secret>>");
    exSpec.setShouldLoadRemoteMetaData(true);
    return ExchangeFactory.INSTANCE.createExchange(exSpec);
  }
}
