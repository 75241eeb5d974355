#ifndef CNOCURL_H
#define CNOCURL_H

// Says nothing to Swift: what is here, only the linker sees.

#endif
