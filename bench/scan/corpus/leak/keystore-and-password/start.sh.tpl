#!/bin/sh
export KEYSTORE=/data/UTC--2026-01-01T00-00-00Z--<<hex40>>
export KEYSTORE_PASSWORD='<<password>>'
exec ./market-maker
