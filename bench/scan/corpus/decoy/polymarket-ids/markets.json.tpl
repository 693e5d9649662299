{"condition_id":"0x<<hex64>>","question_id":"0x<<hex64>>","tokens":[{"token_id":"<<digits:77>>","outcome":"Yes"}]}
