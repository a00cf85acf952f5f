#include "intake_support.hpp"
#include "pictures_made.hpp"

#define CAF_SUITE intake_pictures
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;
using protocols::content;
using enum intake_purpose;

CAF_TEST_FIXTURE_SCOPE(intake_pictures_tests, intake_stage)

CAF_TEST(CHT-6: a jpg is kept byte for byte with its size and a small picture) {
  const auto bytes = jpeg_of(1200, 300);
  auto made = take(bytes, photo, "Осень.jpg").value();
  CAF_CHECK(made.kind == content::photo && made.project == project && made.id);
  CAF_CHECK(made.width == 1200 && made.height == 300);
  CAF_CHECK_EQUAL(made.mime, "image/jpeg");
  CAF_CHECK_EQUAL(made.name, "Осень.jpg");
  CAF_CHECK_EQUAL(made.size, static_cast<std::int64_t>(bytes.size()));
  CAF_CHECK(bytes_of(made.blob) == bytes);
  auto small = looked_at(path_of(made.thumbnail));
  CAF_CHECK(small.width == 480 && small.height == 120);
  CAF_CHECK(alike(small.left, red) && alike(small.right, blue));
  CAF_CHECK(looked_at(path_of(made.blob)).has_metadata && !small.has_metadata);
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: a picture that lies on its side is measured and shown upright) {
  // 6: the left edge of the stored picture is the top one.
  auto made = take(jpeg_of(600, 200, 6), photo).value();
  CAF_CHECK(made.width == 200 && made.height == 600);
  auto small = looked_at(path_of(made.thumbnail));
  CAF_CHECK(small.width == 160 && small.height == 480);
}

CAF_TEST(CHT-6: a small picture is not made larger) {
  auto made = take(jpeg_of(20, 10), photo).value();
  auto small = looked_at(path_of(made.thumbnail));
  CAF_CHECK(small.width == 20 && small.height == 10);
}

CAF_TEST(CHT-6: a png becomes a jpg and what is transparent in it becomes white) {
  auto made = take(png_of(600, 500), photo, "chart.v2.PNG").value();
  CAF_CHECK_EQUAL(made.name, "chart.v2.jpg");
  CAF_CHECK_EQUAL(made.mime, "image/jpeg");
  CAF_CHECK(made.kind == content::photo && made.width == 600 && made.height == 500);
  auto seen = looked_at(path_of(made.blob));
  CAF_CHECK_EQUAL(seen.loader, "jpegload");
  CAF_CHECK(seen.width == 600 && seen.height == 500 && !seen.has_metadata);
  CAF_CHECK(alike(seen.left, red) && alike(seen.right, blue));
  auto glass = take(png_of(50, 50, 0), photo).value();
  CAF_CHECK(alike(looked_at(path_of(glass.blob)).left, white));
  CAF_CHECK(alike(looked_at(path_of(glass.thumbnail)).right, white));
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: a gif stays a gif and a moving one gets a picture that stands still) {
  const auto bytes = gif_of(3);
  auto moving = take(bytes, photo, "wave.gif").value();
  CAF_CHECK(moving.kind == content::animation && moving.mime == "image/gif");
  CAF_CHECK(bytes_of(moving.blob) == bytes && moving.width == 1 && moving.height == 1);
  auto small = looked_at(path_of(moving.thumbnail));
  CAF_CHECK(small.loader == "jpegload" && small.height == 1);
  CAF_CHECK(take(gif_of(1), photo).value().kind == content::photo);
}

CAF_TEST(CHT-6: what is no jpg or gif or png is no picture whatever it is called) {
  CAF_CHECK(refusal("hello", photo, "x.jpg") == errc::image_expected);
  CAF_CHECK(refusal("", photo, "x.jpg") == errc::image_expected);
  CAF_CHECK(refusal("%PDF-1.4\n1 0 obj", photo, "x.jpg") == errc::image_expected);
  CAF_CHECK(refusal("<svg xmlns='http://www.w3.org/2000/svg'/>", photo) == errc::image_expected);
  CAF_CHECK(refusal("BM" + std::string(60, '\1'), photo) == errc::image_expected);
  CAF_CHECK(refusal(webp_of(9, 9), photo, "x.jpg") == errc::image_expected);
  CAF_CHECK(refusal(jpeg_of(9, 9), photo, "x.txt") == errc::none);
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: a picture that ends in the middle is refused as broken) {
  for (const auto& whole : {jpeg_of(400, 400), png_of(400, 400)}) {
    CAF_CHECK(refusal(whole, photo) == errc::none);
    CAF_CHECK(refusal(whole.substr(0, whole.size() / 2), photo) == errc::image_broken);
    CAF_CHECK(refusal(whole.substr(0, 24), photo) == errc::image_broken);
  }
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(CHT-6: a picture of more pixels than we open is refused by its header) {
  for (const auto& bomb : {png_promising(60'000, 60'000), png_promising(50'001, 1'000),
                           gif_promising(65'535, 65'535)}) {
    CAF_CHECK_LESS(bomb.size(), 100u);
    auto refused = take(bomb, photo);
    CAF_REQUIRE(refused.has_error());
    CAF_CHECK(refused.error().code == errc::file_too_large);
    CAF_CHECK(refused.error().detail.find("50 million pixels") != std::string::npos);
    auto kept = take(bomb, incoming).value();
    CAF_CHECK(kept.thumbnail.empty());
  }
  // As many as are opened: then it is seen that there is nothing behind the header.
  CAF_CHECK(refusal(png_promising(50'000, 1'000), photo) == errc::image_broken);
}

CAF_TEST(CHT-2: a sticker of a platform is kept as it is and gets a small jpg) {
  const auto bytes = webp_of(512, 512, 0);
  auto sticker = job(bytes, incoming, "");
  sticker.kind = content::sticker;
  auto made = take(sticker).value();
  CAF_CHECK(made.kind == content::sticker && made.mime == "image/webp");
  CAF_CHECK_EQUAL(made.name, "sticker.webp");
  CAF_CHECK(bytes_of(made.blob) == bytes && made.width == 512);
  auto small = looked_at(path_of(made.thumbnail));
  CAF_CHECK(small.loader == "jpegload" && small.width == 480 && alike(small.left, white));
}

CAF_TEST(CRD-1: of a photo of a client only a small jpg without metadata is kept) {
  auto made = take(jpeg_of(1000, 800, 6), avatar, "me.webp").value();
  auto seen = looked_at(path_of(made.blob));
  CAF_CHECK(seen.width == 384 && seen.height == 480 && !seen.has_metadata);
  CAF_CHECK(made.width == 384 && made.height == 480 && made.thumbnail.empty());
  CAF_CHECK(made.mime == "image/jpeg" && made.name == "photo.jpg");
  CAF_CHECK(take(webp_of(30, 30), avatar).value().mime == "image/jpeg");
  CAF_CHECK(refusal("no picture", avatar) == errc::image_expected);
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST(PRJ-2: a logo becomes a small png that keeps what is transparent in it) {
  auto made = take(png_of(1024, 256, 0), logo, "../brand.PNG").value();
  CAF_CHECK_EQUAL(made.mime, "image/png");
  CAF_CHECK(made.name == "logo.png" && made.thumbnail.empty());
  const auto glass = looked_at(path_of(made.blob));
  CAF_CHECK(glass.loader == "pngload" && glass.width == 512 && glass.height == 128);
  CAF_CHECK(!glass.has_metadata && !alike(glass.left, white));
  const auto photo = looked_at(path_of(take(jpeg_of(300, 100, 6), logo)->blob));
  CAF_CHECK(photo.loader == "pngload" && photo.width == 100 && photo.height == 300);
  CAF_CHECK(!photo.has_metadata);
  CAF_CHECK(take(webp_of(40, 30), logo).has_value());
  CAF_CHECK(take(gif_of(3), logo).has_value());
  CAF_CHECK(take("#!/bin/sh", logo).error().code == errc::image_expected);
  CAF_CHECK_EQUAL(leftovers(), 0u);
}

CAF_TEST_FIXTURE_SCOPE_END()
