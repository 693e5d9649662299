package com.desk;

import java.util.Map;

public final class PoloniexRunner {
    private static final String API_KEY = "<<key>>";
    private static final String API_SECRET = "<<secret>>";
    private static final double MAX_LOSS = 0.02;

    public static void main(String[] args) throws Exception {
        PoloniexClient client = new PoloniexClient(API_KEY, API_SECRET);
        for (Map.Entry<String, Double> e : client.balances().entrySet()) {
            System.out.printf("%-6s %.6f%n", e.getKey(), e.getValue());
        }
    }
}
