#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "config/error.hpp"

namespace switchboard {

struct settings;

/// Encrypts what must not be readable in the database (channel tokens and the like) with
/// AES-256-GCM. Bytes travel in std::string. Safe to use from several threads.
class sealer {
public:
  static constexpr std::size_t key_size = 32;

  /// The key of this installation: `secrets.key`, else the file `secrets.key_file`, else
  /// `<data.dir>/secret.key`, which is made (owner only, 0600) when it does not exist yet.
  /// A key of the wrong size, or a file others may read, is `errc::bad_key`.
  static result<sealer> from_settings(const settings& from);

  /// 64 hexadecimal digits.
  static result<sealer> from_hex(std::string_view hex);

  sealer(sealer&&) noexcept = default;
  sealer& operator=(sealer&&) noexcept = default;
  sealer(const sealer&) = default;
  sealer& operator=(const sealer&) = default;
  ~sealer();

  /// One byte of version, 12 of random nonce, the ciphertext, 16 of tag. `bound_to` says what
  /// the secret belongs to ("channel 17 token"): it is not stored, and opening needs the same.
  std::string seal(std::string_view plain, std::string_view bound_to) const;

  /// `errc::bad_key` if the bytes were changed, belong elsewhere or another key sealed them.
  result<std::string> open(std::string_view sealed, std::string_view bound_to) const;

  /// A secret of its own for one purpose ("file links"), always the same: 64 hexadecimal digits.
  /// It tells nothing of the key.
  std::string derive(std::string_view purpose) const;

private:
  explicit sealer(const std::array<std::uint8_t, key_size>& key) : key_(key) {}

  std::array<std::uint8_t, key_size> key_;
};

/// That many bytes from the system's generator.
std::string random_bytes(std::size_t count);

/// The same in URL-safe base64 without padding.
std::string random_token(std::size_t bytes);

/// Compares without telling by its time where the difference is; lengths are not secret.
bool constant_time_equal(std::string_view a, std::string_view b);

/// A self-describing scrypt hash ("scrypt$15$8$1$salt$hash"). Takes about 0.1 s and 32 MB by
/// design: call it off the event loops.
std::string hash_password(std::string_view password);

/// False for a wrong password and for a hash that cannot be read. As slow as hashing.
bool check_password(std::string_view password, std::string_view hash);

/// 32 raw bytes.
std::string sha256(std::string_view bytes);

} // namespace switchboard
