#include "config/secrets.hpp"

#include <memory>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace switchboard {

namespace {

constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr char version = 1;

struct cipher_deleter {
  void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
};
using cipher_ptr = std::unique_ptr<EVP_CIPHER_CTX, cipher_deleter>;

const std::uint8_t* bytes_of(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::uint8_t* bytes_of(std::string& text) { return reinterpret_cast<std::uint8_t*>(text.data()); }

/// OpenSSL's generator and ciphers fail only when the process is beyond help.
void must(int answer, const char* what) {
  if (answer != 1) throw std::runtime_error(std::string{"OpenSSL: "} + what + " failed");
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

} // namespace

result<sealer> sealer::from_hex(std::string_view hex) {
  std::array<std::uint8_t, key_size> key{};
  if (hex.size() != 2 * key_size)
    return fail(errc::bad_key, "A bad key: 64 hexadecimal digits are needed, " +
                                   std::to_string(hex.size()) + " characters are there.");
  for (std::size_t i = 0; i < key_size; ++i) {
    auto high = hex_digit(hex[2 * i]);
    auto low = hex_digit(hex[2 * i + 1]);
    if (high < 0 || low < 0)
      return fail(errc::bad_key, "A bad key: something in it is not a hexadecimal digit.");
    key[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  sealer made{key};
  OPENSSL_cleanse(key.data(), key.size());
  return made;
}

sealer::~sealer() { OPENSSL_cleanse(key_.data(), key_.size()); }

std::string sealer::seal(std::string_view plain, std::string_view bound_to) const {
  auto out = std::string(1, version) + random_bytes(nonce_size);
  out.resize(1 + nonce_size + plain.size() + tag_size);
  auto* nonce = bytes_of(out) + 1;
  auto* body = nonce + nonce_size;
  cipher_ptr c{EVP_CIPHER_CTX_new()};
  int written = 0;
  must(EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, key_.data(), nonce), "AES-GCM");
  must(EVP_EncryptUpdate(c.get(), nullptr, &written, bytes_of(bound_to),
                         static_cast<int>(bound_to.size())),
       "associated data");
  must(EVP_EncryptUpdate(c.get(), body, &written, bytes_of(plain), static_cast<int>(plain.size())),
       "encryption");
  must(EVP_EncryptFinal_ex(c.get(), body + written, &written), "encryption");
  must(EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, tag_size, body + plain.size()), "tag");
  return out;
}

result<std::string> sealer::open(std::string_view sealed, std::string_view bound_to) const {
  auto refused = [] {
    return fail(errc::bad_key,
                "A stored secret cannot be opened: it was changed, or sealed with another key.");
  };
  if (sealed.size() < 1 + nonce_size + tag_size || sealed.front() != version) return refused();
  auto nonce = sealed.substr(1, nonce_size);
  auto body = sealed.substr(1 + nonce_size, sealed.size() - 1 - nonce_size - tag_size);
  std::string tag{sealed.substr(sealed.size() - tag_size)};
  std::string plain(body.size(), '\0');
  cipher_ptr c{EVP_CIPHER_CTX_new()};
  int written = 0;
  must(EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, key_.data(), bytes_of(nonce)),
       "AES-GCM");
  must(EVP_DecryptUpdate(c.get(), nullptr, &written, bytes_of(bound_to),
                         static_cast<int>(bound_to.size())),
       "associated data");
  must(EVP_DecryptUpdate(c.get(), bytes_of(plain), &written, bytes_of(body),
                         static_cast<int>(body.size())),
       "decryption");
  must(EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()), "tag");
  if (EVP_DecryptFinal_ex(c.get(), bytes_of(plain) + written, &written) != 1) return refused();
  return plain;
}

std::string sealer::derive(std::string_view purpose) const {
  const std::string text = "derived: " + std::string{purpose};
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < size; ++i) {
    out += digits[mac[i] >> 4U];
    out += digits[mac[i] & 15U];
  }
  return out;
}

std::string random_bytes(std::size_t count) {
  std::string made(count, '\0');
  must(RAND_bytes(bytes_of(made), static_cast<int>(count)), "random bytes");
  return made;
}

std::string random_token(std::size_t bytes) {
  static constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (char c : random_bytes(bytes)) {
    bits = (bits << 8) | static_cast<std::uint8_t>(c);
    for (held += 8; held >= 6; held -= 6) out += letters[(bits >> (held - 6)) & 63];
  }
  if (held > 0) out += letters[(bits << (6 - held)) & 63];
  return out;
}

bool constant_time_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string sha256(std::string_view bytes) {
  std::string digest(32, '\0');
  must(EVP_Digest(bytes.data(), bytes.size(), bytes_of(digest), nullptr, EVP_sha256(), nullptr),
       "SHA-256");
  return digest;
}

} // namespace switchboard
