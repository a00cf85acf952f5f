#include "storage/files/pictures.hpp"

#include "config/log.hpp"
#include "storage/files/intake.hpp"
#include "storage/files/open_file.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <vips/vips.h>

namespace switchboard::storage {
namespace {

constexpr int quality = 90;

struct unref {
  void operator()(void* of) const noexcept { g_object_unref(of); }
};
using image_ptr = std::unique_ptr<VipsImage, unref>;
using source_ptr = std::unique_ptr<VipsSource, unref>;

void tell_log(const char*, GLogLevelFlags, const char* words, void*) {
  log::debug("libvips", {{"words", words ? words : ""}});
}

/// Its buffers belong to threads and are given back when the thread says that it ends.
struct thread_end {
  ~thread_end() { vips_thread_shutdown(); }
};

void use_vips() {
  static std::once_flag once;
  std::call_once(once, [] {
    if (VIPS_INIT("switchboard") != 0) throw std::runtime_error{"libvips cannot be used"};
    g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK), tell_log, nullptr);
    vips_concurrency_set(1);
    // Every file is looked at once.
    vips_cache_set_max(0);
  });
  thread_local const thread_end at_end;
  (void)at_end;
}

error broken() {
  log::debug("a picture cannot be read", {{"why", vips_error_buffer()}});
  vips_error_clear();
  return fail(errc::image_broken);
}

/// Libvips is not asked what a file is: it would let thirty libraries look, and some of them unpack
/// what they look at.
std::optional<picture_format> format_of(const std::filesystem::path& file) {
  const auto head = open_file{file}.piece(0, 12);
  if (head.starts_with("\xff\xd8\xff")) return picture_format::jpeg;
  if (head.starts_with("\x89PNG\r\n\x1a\n")) return picture_format::png;
  if (head.starts_with("GIF87a") || head.starts_with("GIF89a")) return picture_format::gif;
  if (head.starts_with("RIFF") && head.ends_with("WEBP")) return picture_format::webp;
  return std::nullopt;
}

/// The header is read, the rest when it is wanted, from the top down. Only JPEG can be made smaller
/// (2, 4 or 8 times) while it is decoded.
image_ptr open_picture(const std::filesystem::path& file, picture_format format, int shrink = 1) {
  const source_ptr source{vips_source_new_from_file(file.c_str())};
  if (!source) return nullptr;
  const auto with = [&](auto load, auto... more) {
    VipsImage* made = nullptr;
    load(source.get(), &made, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED,
         more..., nullptr);
    return image_ptr{made};
  };
  switch (format) {
    case picture_format::jpeg: return with(vips_jpegload_source, "shrink", shrink);
    case picture_format::png: return with(vips_pngload_source);
    case picture_format::gif: return with(vips_gifload_source);
    case picture_format::webp: return with(vips_webpload_source);
  }
  return nullptr;
}

/// How much of a JPEG may be left out by its decoder: the rest is still twice what is wanted.
int shrink_for(const picture& of, int side) {
  int shrink = 1;
  while (shrink < 8 && std::max(of.width, of.height) / (4 * shrink) >= side) shrink *= 2;
  return shrink;
}

} // namespace

result<picture> read_picture(const std::filesystem::path& file) {
  use_vips();
  const auto format = format_of(file);
  if (!format) return fail(errc::image_expected);
  const auto header = open_picture(file, *format);
  if (!header) return broken();
  picture made;
  made.format = *format;
  made.width = vips_image_get_width(header.get());
  made.height = vips_image_get_height(header.get());
  made.animated = vips_image_get_n_pages(header.get()) > 1;
  if (std::int64_t{made.width} * made.height > largest_image_pixels)
    return fail(errc::file_too_large, "The picture has more than " +
                                          std::to_string(largest_image_pixels / 1'000'000) +
                                          " million pixels.");
  if (vips_image_get_orientation_swap(header.get())) std::swap(made.width, made.height);
  return made;
}

namespace {

enum class shape : bool { as_it_is, square };

/// Upright, in sRGB, of at most `side` pixels a side; null when it can't be read.
image_ptr made_small(const std::filesystem::path& from, picture header, int side,
                     shape wanted = shape::as_it_is) {
  int box = side == any_side ? VIPS_MAX_COORD : side;
  if (wanted == shape::square) {
    // Its shorter side is what is left of it.
    header.width = header.height = std::min(header.width, header.height);
    box = std::min(box, header.width);
  }
  image_ptr image = open_picture(from, header.format, shrink_for(header, box));
  if (!image) return nullptr;
  VipsImage* next = nullptr;
  const auto crop = wanted == shape::square ? VIPS_INTERESTING_CENTRE : VIPS_INTERESTING_NONE;
  if (vips_thumbnail_image(image.get(), &next, box, "height", box, "size", VIPS_SIZE_DOWN, "crop",
                           crop, nullptr) != 0)
    return nullptr;
  image.reset(next);
  // The profile goes with the rest of the metadata, so the colours must do without it; one that
  // makes no sense is no reason to refuse the picture.
  if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0) {
    if (vips_icc_transform(image.get(), &next, "srgb", "embedded", TRUE, "intent",
                           VIPS_INTENT_RELATIVE, nullptr) == 0)
      image.reset(next);
    else
      vips_error_clear();
  }
  if (vips_colourspace(image.get(), &next, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return nullptr;
  return image_ptr{next};
}

result<void> write_as_jpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                           int side, shape wanted) {
  const auto header = read_picture(from);
  if (!header) return header.error();
  auto image = made_small(from, *header, side, wanted);
  if (!image) return broken();
  if (vips_image_hasalpha(image.get())) {
    const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white{
        vips_array_double_newv(3, 255.0, 255.0, 255.0),
        [](VipsArrayDouble* of) { vips_area_unref(VIPS_AREA(of)); }};
    VipsImage* next = nullptr;
    if (vips_flatten(image.get(), &next, "background", white.get(), nullptr) != 0) return broken();
    image.reset(next);
  }
  if (vips_jpegsave(image.get(), to.c_str(), "Q", quality, "strip", TRUE, nullptr) != 0)
    return broken();
  return {};
}

} // namespace

result<void> write_jpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                        int side) {
  return write_as_jpeg(from, to, side, shape::as_it_is);
}

result<void> write_square_jpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                               int side) {
  return write_as_jpeg(from, to, side, shape::square);
}

result<void> write_png(const std::filesystem::path& from, const std::filesystem::path& to,
                       int side) {
  const auto header = read_picture(from);
  if (!header) return header.error();
  const auto image = made_small(from, *header, side);
  if (!image || vips_pngsave(image.get(), to.c_str(), "strip", TRUE, nullptr) != 0) return broken();
  return {};
}

} // namespace switchboard::storage
