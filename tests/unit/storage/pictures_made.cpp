#include "pictures_made.hpp"

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <vips/vips.h>
#include <zlib.h>

namespace switchboard::test {
namespace {

struct unref {
  void operator()(void* of) const noexcept { g_object_unref(of); }
};
using image_ptr = std::unique_ptr<VipsImage, unref>;

void must(int answer) {
  if (answer != 0) throw std::runtime_error{vips_error_buffer()};
}

/// RGBA, in memory.
image_ptr two_halves(int width, int height, int alpha) {
  must(VIPS_INIT("storage_suites"));
  std::string pixels;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int band : {x < width / 2 ? 255 : 0, 0, x < width / 2 ? 0 : 255, alpha})
        pixels += static_cast<char>(band);
  image_ptr made{vips_image_new_from_memory_copy(pixels.data(), pixels.size(), width, height, 4,
                                                 VIPS_FORMAT_UCHAR)};
  made->Type = VIPS_INTERPRETATION_sRGB;
  return made;
}

std::string taken(void* bytes, std::size_t size) {
  std::string out{static_cast<const char*>(bytes), size};
  g_free(bytes);
  return out;
}

std::string big_endian(std::uint32_t value) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
  return out;
}

std::string little_endian(std::uint16_t value) {
  return {static_cast<char>(value & 0xff), static_cast<char>(value >> 8)};
}

std::string png_chunk(const std::string& type, const std::string& data) {
  const auto body = type + data;
  const auto sum =
      ::crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(static_cast<std::uint32_t>(data.size())) + body +
         big_endian(static_cast<std::uint32_t>(sum));
}

std::array<int, 3> colour_at(VipsImage* of, int x, int y) {
  double* bands = nullptr;
  int count = 0;
  must(vips_getpoint(of, &bands, &count, x, y, nullptr));
  std::array<int, 3> out{};
  for (int i = 0; i < 3 && i < count; ++i)
    out[static_cast<std::size_t>(i)] = static_cast<int>(bands[i]);
  g_free(bands);
  return out;
}

} // namespace

std::string jpeg_of(int width, int height, int orientation) {
  auto picture = two_halves(width, height, 255);
  VipsImage* rgb = nullptr;
  must(vips_extract_band(picture.get(), &rgb, 0, "n", 3, nullptr));
  const image_ptr opaque{rgb};
  vips_image_set_int(rgb, VIPS_META_ORIENTATION, orientation);
  vips_image_set_string(rgb, "exif-ifd0-ImageDescription", "secret place");
  void* bytes = nullptr;
  std::size_t size = 0;
  must(vips_jpegsave_buffer(rgb, &bytes, &size, "Q", 95, nullptr));
  return taken(bytes, size);
}

std::string png_of(int width, int height, int alpha) {
  auto picture = two_halves(width, height, alpha);
  void* bytes = nullptr;
  std::size_t size = 0;
  must(vips_pngsave_buffer(picture.get(), &bytes, &size, nullptr));
  return taken(bytes, size);
}

std::string webp_of(int width, int height, int alpha) {
  auto picture = two_halves(width, height, alpha);
  void* bytes = nullptr;
  std::size_t size = 0;
  must(vips_webpsave_buffer(picture.get(), &bytes, &size, "lossless", TRUE, nullptr));
  return taken(bytes, size);
}

namespace {

std::string gif(std::uint16_t width, std::uint16_t height, int frames) {
  const auto size = little_endian(width) + little_endian(height);
  std::string out =
      "GIF89a" + size + std::string("\x80\0\0", 3) + std::string("\xff\0\0\0\0\xff", 6);
  for (int i = 0; i < frames; ++i)
    out += std::string("!\xf9\4\0\x0a\0\0\0", 8) + "," + std::string(4, '\0') + size +
           std::string("\0\2\2D\1\0", 6);
  return out + ";";
}

} // namespace

std::string gif_of(int frames) { return gif(1, 1, frames); }

std::string png_promising(std::uint32_t width, std::uint32_t height) {
  return "\x89PNG\r\n\x1a\n" +
         png_chunk("IHDR", big_endian(width) + big_endian(height) + std::string("\1\0\0\0\0", 5)) +
         png_chunk("IDAT", std::string("\x78\x9c\x63\0\0\0\1\0\1", 9)) + png_chunk("IEND", "");
}

std::string gif_promising(std::uint16_t width, std::uint16_t height) {
  return gif(width, height, 1);
}

looks looked_at(const std::string& file) {
  must(VIPS_INIT("storage_suites"));
  const image_ptr image{vips_image_new_from_file(file.c_str(), nullptr)};
  if (!image) throw std::runtime_error{vips_error_buffer()};
  looks seen;
  seen.width = vips_image_get_width(image.get());
  seen.height = vips_image_get_height(image.get());
  const char* loader = nullptr;
  must(vips_image_get_string(image.get(), VIPS_META_LOADER, &loader));
  seen.loader = loader;
  seen.has_metadata = vips_image_get_typeof(image.get(), VIPS_META_EXIF_NAME) != 0;
  seen.left = colour_at(image.get(), 0, seen.height / 2);
  seen.right = colour_at(image.get(), seen.width - 1, seen.height / 2);
  return seen;
}

bool alike(const std::array<int, 3>& a, const std::array<int, 3>& b) {
  constexpr int tolerance = 12;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > tolerance) return false;
  return true;
}

} // namespace switchboard::test
