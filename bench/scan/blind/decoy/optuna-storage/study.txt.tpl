[I 2025-02-02 10:00:00,001] A new study created in RDB with name: no-name-<<uuid>>
[I 2025-02-02 10:00:31,880] Trial 0 finished with value: 1.2203 and parameters: {'rsi': 14, 'key_level': 0.382}
[I 2025-02-02 10:01:02,414] Trial 1 finished with value: 1.2877 and parameters: {'rsi': 9, 'key_level': 0.5}
