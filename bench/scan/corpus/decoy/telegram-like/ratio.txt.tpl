<<digits:10>>:AAPL,GOOG,MSFT
chat_id -100<<digits:10>>
message_id <<digits:9>>
