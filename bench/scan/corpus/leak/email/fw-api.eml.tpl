From: desk@example.org
Subject: Fwd: Bitstamp API
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

API key: <<key>>
Secret: <<secret|qp>>

DKIM-Signature: b=3D<<base64:172>>
