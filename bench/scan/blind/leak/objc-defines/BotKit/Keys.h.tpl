#ifndef Keys_h
#define Keys_h

#define BFX_API_KEY    @"<<key>>"
#define BFX_API_SECRET @"<<secret>>"
#define BFX_TIMEOUT    15

#endif
