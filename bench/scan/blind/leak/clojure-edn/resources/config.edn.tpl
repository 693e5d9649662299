{:http {:port 8090}
 :bitmex {:api-key "<<key>>"
          :api-secret "<<secret>>"
          :testnet? false}
 :telegram {:token "<<token@telegram>>" :chat 40192}}
