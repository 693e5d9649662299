{"id":"<<hex64>>","pubkey":"<<hex64>>","created_at":1790000000,"kind":1,"content":"gm","sig":"<<hex128>>"}
