{:env :prod
 :http {:port 3001}
 :kraken {:key "<<key>>"
          :secret "<<secret>>"
          :tier :intermediate}
 :pairs #{"XXBTZUSD" "XETHZUSD"}
 :poll-ms 5000}
