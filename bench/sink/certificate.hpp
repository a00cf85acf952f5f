#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace switchboard::bench {

struct frees_context {
  void operator()(SSL_CTX* of) const { SSL_CTX_free(of); }
};
using context_ptr = std::unique_ptr<SSL_CTX, frees_context>;

/// A server's TLS context with a key and a self-signed certificate for 127.0.0.1, made for this run
/// (P-256, one day). The certificate alone, which whoever calls must trust, is written to `file` as
/// PEM. Throws `std::runtime_error`.
context_ptr make_context(const std::string& file);

} // namespace switchboard::bench
