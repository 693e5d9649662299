* Deribit
** keys
   :PROPERTIES:
   :client_id: <<key>>
   :client_secret: <<secret>>
   :END:
** TODO roll December calls
