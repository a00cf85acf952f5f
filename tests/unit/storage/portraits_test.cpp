#include "intake_support.hpp"
#include "pictures_made.hpp"

#include <tuple>

#define CAF_SUITE portraits
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : intake_stage {
  looks portrait_of(const std::string& bytes) {
    const auto made = take(bytes, intake_purpose::portrait, "me.exe").value();
    CAF_CHECK(made.mime == "image/jpeg" && made.thumbnail.empty());
    return looked_at(path_of(made.blob));
  }
};

bool is_square(const looks& of, int side) { return of.width == side && of.height == side; }

} // namespace

CAF_TEST_FIXTURE_SCOPE(portraits_tests, fixture)

CAF_TEST(ACC-6: a photo is the square in the middle and at most 480 pixels) {
  for (const auto& [width, height, side] :
       {std::tuple{1000, 700, 480}, std::tuple{700, 1000, 480}, std::tuple{5000, 500, 480},
        std::tuple{480, 480, 480}, std::tuple{90, 200, 90}, std::tuple{1, 300, 1}}) {
    const auto seen = portrait_of(jpeg_of(width, height));
    CAF_CHECK(is_square(seen, side));
    CAF_CHECK(seen.loader == "jpegload" && !seen.has_metadata);
    CAF_CHECK(side == 1 || (alike(seen.left, red) && alike(seen.right, blue)));
  }
}

CAF_TEST(ACC-6: a photo stands upright and on white whatever it came as) {
  CAF_CHECK(is_square(portrait_of(jpeg_of(1000, 800, 6)), 480));
  CAF_CHECK(alike(portrait_of(png_of(600, 600, 0)).left, white));
  CAF_CHECK(is_square(portrait_of(webp_of(64, 48)), 48));
  CAF_CHECK(is_square(portrait_of(gif_of(3)), 1));
}

CAF_TEST(ACC-6: what is no picture is no photo) {
  CAF_CHECK(refusal("no picture", intake_purpose::portrait) == errc::image_expected);
  CAF_CHECK(refusal(jpeg_of(200, 200).substr(0, 400), intake_purpose::portrait) ==
            errc::image_broken);
  CAF_CHECK(refusal(png_promising(20'000, 20'000), intake_purpose::portrait) ==
            errc::file_too_large);
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST_FIXTURE_SCOPE_END()
