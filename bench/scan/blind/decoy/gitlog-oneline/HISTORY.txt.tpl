commit <<hex40>>
Author: dsk <dsk@users.noreply.example>
Date:   Tue Jan 14 20:11:45 2025 +0200

    read API key from the environment, drop config.py

commit <<hex40>>
Merge: <<hex8>> <<hex8>>

    Merge branch 'bybit-v5'
