"""A mail server (aiosmtpd) on loopback for the tests of alerts: AUTH and STARTTLS required, or neither, or TLS from the start.

Arguments: mode (starttls, tls, plain, no-starttls), certificate, key. The user is `ann`, the password comes in SMTP_TEST_PASSWORD.
Prints the port as JSON, then each mail as a line of JSON.
"""

import asyncio
import json
import os
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

mode, certificate, key = sys.argv[1:4]
password = os.environ["SMTP_TEST_PASSWORD"].encode()


def say(value):
    print(json.dumps(value), flush=True)


class Handler:
    async def handle_DATA(self, server, session, envelope):
        say(
            {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "tls": session.ssl is not None or mode == "tls",
                "user": session.authenticated,
                "data": envelope.content.decode("utf-8", "surrogateescape"),
            }
        )
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    good = getattr(data, "login", b"") == b"ann" and getattr(data, "password", b"") == password
    return AuthResult(success=good, handled=False)


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    is_open = mode in ("plain", "no-starttls")

    def server():
        return SMTP(
            Handler(),
            hostname="localhost",
            enable_SMTPUTF8=True,
            authenticator=authenticate,
            auth_required=not is_open,
            auth_require_tls=mode == "starttls",
            require_starttls=mode == "starttls",
            tls_context=context if mode == "starttls" else None,
        )

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(
        server, "127.0.0.1", 0, ssl=context if mode == "tls" else None
    )
    say({"port": listening.sockets[0].getsockname()[1]})
    await asyncio.Event().wait()


asyncio.run(main())
