/*
 * SPDX-License-Identifier: MIT
 * SPDX-FileCopyrightText: 2026 the htx-bot authors
 * $Id: <<hex40>> $
 *
 * Token bucket for the request limits of Binance, Bybit and HTX.
 * "Token" and "key" here are words of the algorithm, not credentials.
 */
#include <stdint.h>
#include <string.h>

static const char token_key[] = "bucket:%s:%s"; /* exchange, endpoint */

struct bucket { uint64_t tokens, capacity, refill_per_s; };

int take(struct bucket *b, uint64_t n) {
    if (b->tokens < n) return 0;
    b->tokens -= n;
    return 1;
}
