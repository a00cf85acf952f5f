#include "storage/files/pictures.hpp"

#include "config/log.hpp"
#include "storage/files/intake.hpp"

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
    // Strangers' bytes meet four decoders, not the thirty that libvips has.
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (const char* loader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                               "VipsForeignLoadNsgif"})
      vips_operation_block_set(loader, FALSE);
  });
  thread_local const thread_end at_end;
  (void)at_end;
}

error broken() {
  log::debug("a picture cannot be read", {{"why", vips_error_buffer()}});
  vips_error_clear();
  return fail(errc::image_broken);
}

source_ptr source_of(const std::filesystem::path& file) {
  return source_ptr{vips_source_new_from_file(file.c_str())};
}

/// By the loader that libvips would choose; of those, the ones that are blocked too.
std::optional<picture_format> format_of(VipsSource* of) {
  const char* loader = vips_foreign_find_load_source(of);
  vips_error_clear();
  const std::string_view name = loader ? loader : "";
  if (name.starts_with("VipsForeignLoadJpeg")) return picture_format::jpeg;
  if (name.starts_with("VipsForeignLoadPng")) return picture_format::png;
  if (name.starts_with("VipsForeignLoadNsgif")) return picture_format::gif;
  if (name.starts_with("VipsForeignLoadWebp")) return picture_format::webp;
  return std::nullopt;
}

} // namespace

result<picture> read_picture(const std::filesystem::path& file) {
  use_vips();
  const auto source = source_of(file);
  if (!source) return broken();
  const auto format = format_of(source.get());
  if (!format) return fail(errc::image_expected);
  const image_ptr header{
      vips_image_new_from_source(source.get(), "", "access", VIPS_ACCESS_SEQUENTIAL, nullptr)};
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

result<void> write_jpeg(const std::filesystem::path& from, const std::filesystem::path& to,
                        int side) {
  use_vips();
  const int box = side == any_side ? VIPS_MAX_COORD : side;
  // By name, which must not end with a bracket: from a source libvips 8.14 does not pass on when to
  // fail.
  VipsImage* next = nullptr;
  if (vips_thumbnail(from.c_str(), &next, box, "height", box, "size", VIPS_SIZE_DOWN, "fail-on",
                     VIPS_FAIL_ON_TRUNCATED, nullptr) != 0)
    return broken();
  image_ptr image{next};
  // The profile goes with the rest of the metadata, so the colours must do without it; one that
  // makes no sense is no reason to refuse the picture.
  if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0) {
    if (vips_icc_transform(image.get(), &next, "srgb", "embedded", TRUE, "intent",
                           VIPS_INTENT_RELATIVE, nullptr) == 0)
      image.reset(next);
    else
      vips_error_clear();
  }
  // Before the background is told: its numbers are those of eight-bit RGB.
  if (vips_colourspace(image.get(), &next, VIPS_INTERPRETATION_sRGB, nullptr) != 0) return broken();
  image.reset(next);
  if (vips_image_hasalpha(image.get())) {
    const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white{
        vips_array_double_newv(3, 255.0, 255.0, 255.0),
        [](VipsArrayDouble* of) { vips_area_unref(VIPS_AREA(of)); }};
    if (vips_flatten(image.get(), &next, "background", white.get(), nullptr) != 0) return broken();
    image.reset(next);
  }
  if (vips_jpegsave(image.get(), to.c_str(), "Q", quality, "strip", TRUE, nullptr) != 0)
    return broken();
  return {};
}

} // namespace switchboard::storage
