{:env :prod
 :http {:port 8899}
 :crypto-com {:api-key "<<key>>"
              :secret-key "<<secret>>"
              :scope [:spot :derivatives]}
 :strategy {:kind :grid :levels 24}}
