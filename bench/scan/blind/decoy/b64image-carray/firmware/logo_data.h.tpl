#pragma once
/* 128x64 splash with the exchange's logo */
static const char logo_b64[] =
    "<<base64:64>>"
    "<<base64:64>>"
    "<<base64:64>>"
    "<<base64:64>>";
static const unsigned int logo_len = 192;
