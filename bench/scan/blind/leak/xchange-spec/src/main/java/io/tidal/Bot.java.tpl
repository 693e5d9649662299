package io.tidal;

import org.knowm.xchange.Exchange;
import org.knowm.xchange.ExchangeFactory;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.bitstamp.BitstampExchange;

public class Bot {
  static Exchange connect() {
    ExchangeSpecification spec = new BitstampExchange().getDefaultExchangeSpecification();
    spec.setUserName("887162");
    spec.setApiKey("<<key>>");
    spec.setSecretKey("<<secret>>");
    return ExchangeFactory.INSTANCE.createExchange(spec);
  }
}
