package com.desk;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;

@ConfigurationProperties("exchange.gate")
public record ExchangeProperties(
        @NotBlank String apiKey,
        @NotBlank String apiSecret,
        String subAccountId) {

    private static final long serialVersionUID = 4<<digits:17>>L;

    @Override
    public String toString() {
        return "ExchangeProperties[apiKey=" + apiKey.substring(0, 4) + "****, apiSecret=****]";
    }
}
