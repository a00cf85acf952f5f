#pragma once

#include "config/error.hpp"

#include <cstdint>
#include <filesystem>

/// Pictures by libvips: their header before anything is decoded, small ones, conversion. A picture
/// is never whole in memory; only JPEG, PNG, GIF and WebP are opened at all.
namespace switchboard::storage {

enum class picture_format : std::uint8_t { jpeg, png, gif, webp };

struct picture {
  picture_format format = picture_format::jpeg;
  /// In pixels, as it is looked at: turned as its EXIF says.
  std::int32_t width = 0;
  std::int32_t height = 0;
  bool animated = false;
};

/// Reads the header only. errc::image_expected when it is none of our formats, file_too_large when
/// it has more than largest_image_pixels, image_broken when it can't be read.
result<picture> read_picture(const std::filesystem::path& file);

/// Writes a JPEG without metadata, upright, in sRGB, on white where the picture is transparent, of
/// at most `side` pixels a side (never enlarged); of an animation the first frame. image_broken,
/// also when the picture ends too early.
result<void> write_jpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                        int side);
/// As large as it is.
inline constexpr int any_side = 0;

/// Likewise the square in its middle.
result<void> write_square_jpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                               int side);

/// Likewise a PNG, which keeps what is transparent.
result<void> write_png(const std::filesystem::path& from, const std::filesystem::path& to,
                       int side);

} // namespace switchboard::storage
