#include "bench/sink/certificate.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <stdexcept>

namespace switchboard::bench {

namespace {

constexpr long lifetime_s = 24L * 60 * 60;

struct frees {
  void operator()(EVP_PKEY* of) const { EVP_PKEY_free(of); }
  void operator()(X509* of) const { X509_free(of); }
  void operator()(X509_EXTENSION* of) const { X509_EXTENSION_free(of); }
  void operator()(std::FILE* of) const { std::fclose(of); }
};
template <class T>
using held = std::unique_ptr<T, frees>;

void require(bool fine, const std::string& what) {
  if (!fine) throw std::runtime_error{what + ": " + ERR_error_string(ERR_get_error(), nullptr)};
}

void add_extension(X509* to, int which, const char* value) {
  const held<X509_EXTENSION> made{X509V3_EXT_conf_nid(nullptr, nullptr, which, value)};
  require(made && X509_add_ext(to, made.get(), -1) == 1, "the certificate's extension");
}

held<X509> certify(EVP_PKEY* key) {
  held<X509> made{X509_new()};
  auto* of = made.get();
  require(of != nullptr, "a certificate");
  X509_set_version(of, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(of), 1);
  X509_gmtime_adj(X509_getm_notBefore(of), -lifetime_s);
  X509_gmtime_adj(X509_getm_notAfter(of), lifetime_s);
  auto* name = X509_get_subject_name(of);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("switchboard bench"), -1, -1,
                             0);
  X509_set_issuer_name(of, name);
  X509_set_pubkey(of, key);
  add_extension(of, NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost");
  add_extension(of, NID_basic_constraints, "critical,CA:TRUE");
  require(X509_sign(of, key, EVP_sha256()) > 0, "the certificate's signature");
  return made;
}

} // namespace

context_ptr make_context(const std::string& file) {
  const held<EVP_PKEY> key{EVP_EC_gen("P-256")};
  require(key != nullptr, "a key");
  const auto certificate = certify(key.get());
  context_ptr made{SSL_CTX_new(TLS_server_method())};
  require(made && SSL_CTX_use_certificate(made.get(), certificate.get()) == 1 &&
              SSL_CTX_use_PrivateKey(made.get(), key.get()) == 1,
          "the TLS context");
  SSL_CTX_set_mode(made.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  const held<std::FILE> out{std::fopen(file.c_str(), "wbe")};
  if (!out || PEM_write_X509(out.get(), certificate.get()) != 1)
    throw std::runtime_error{"cannot write the certificate to " + file};
  return made;
}

} // namespace switchboard::bench
