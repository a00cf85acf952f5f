#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// Pictures as bytes, made on the spot.
namespace switchboard::test {

/// The left half is red, the right one blue. `orientation` is that of EXIF, 1 = upright; a comment
/// with "secret place" is in its metadata.
std::string jpeg_of(int width, int height, int orientation = 1);
/// Likewise; `alpha` of its pixels, 255 = opaque.
std::string png_of(int width, int height, int alpha = 255);
std::string webp_of(int width, int height, int alpha = 255);
/// One pixel a frame.
std::string gif_of(int frames);

/// Headers that promise more pixels than there are bytes for.
std::string png_promising(std::uint32_t width, std::uint32_t height);
std::string gif_promising(std::uint16_t width, std::uint16_t height);

/// What a file shows.
struct looks {
  int width = 0;
  int height = 0;
  std::string loader;
  bool has_metadata = false;
  std::array<int, 3> left{};  ///< RGB in the middle of the left edge
  std::array<int, 3> right{}; ///< likewise
};
looks looked_at(const std::string& file);
/// Whether two colours are the same but for what JPEG does to them.
bool alike(const std::array<int, 3>& a, const std::array<int, 3>& b);

inline constexpr std::array<int, 3> red{255, 0, 0};
inline constexpr std::array<int, 3> blue{0, 0, 255};
inline constexpr std::array<int, 3> white{255, 255, 255};

} // namespace switchboard::test
