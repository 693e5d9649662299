From: Ops <ops@quantdesk.example>
To: Mira <mira@quantdesk.example>
Subject: Bitget API key, secret and passphrase after rotation
Date: Tue, 10 Mar 2026 09:12:44 +0100
Message-ID: <<<uuid>>@quantdesk.example>
MIME-Version: 1.0
Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";
 boundary="b1"

--b1
Content-Type: application/pgp-encrypted

Version: 1

--b1
Content-Type: application/octet-stream; name="encrypted.asc"

-----BEGIN PGP MESSAGE-----

hQEMA<<alnum:59>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:39>>=
=<<alnum:4>>
-----END PGP MESSAGE-----

--b1--
