#include "protocols/split.hpp"
#include "tests/unit/protocols/support.hpp"

#include <string>
#include <vector>

#define CAF_SUITE split
#include "caf/test/unit_test.hpp"

using namespace switchboard::protocols;

namespace {

using places = std::vector<std::size_t>;
using strings = std::vector<std::string>;

/// One file with a message, captions of a quarter of a text.
const messenger& telegram() { return messenger_of(platform::telegram); }
/// Several files with a message, captions as long as texts.
const messenger& webchat() { return messenger_of(platform::webchat); }

const std::size_t limit = telegram().rules().text_limit;

std::string letters(std::size_t count) { return std::string(count, 'x'); }

strings texts(const std::string& whole) {
  strings found;
  for (auto& part : split(telegram(), whole, 0)) {
    CAF_CHECK(part.files.empty());
    found.push_back(std::move(part.text));
  }
  return found;
}

} // namespace

CAF_TEST(CHT-2: a text that fits is one message) {
  CAF_CHECK(texts("") == strings{""});
  CAF_CHECK(texts("Hello") == strings{"Hello"});
  CAF_CHECK(texts(letters(limit)) == strings{letters(limit)});
}

CAF_TEST(CHT-2: a long text is cut where a reader would cut it) {
  const auto most = letters(limit - 100);
  const auto tail = letters(200);
  CAF_CHECK((texts(most + " " + tail) == strings{most, tail}));
  CAF_CHECK((texts(most + "\n" + "a b " + tail) == strings{most, "a b " + tail}));
  CAF_CHECK((texts(most + "\n\n" + "a\nb c " + tail) == strings{most, "a\nb c " + tail}));
  CAF_CHECK((texts(most + " \n \n" + tail).back() == tail));
}

CAF_TEST(CHT-2: a mark early in a text does not make a short message of it) {
  const auto parts = texts("a\n\nb " + letters(limit));
  CAF_REQUIRE_EQUAL(parts.size(), 2u);
  CAF_CHECK_EQUAL(parts[0].size(), limit);
}

CAF_TEST(CHT-2: a text without a place to cut is cut between characters) {
  CAF_CHECK((texts(letters(limit + 1)) == strings{letters(limit), "x"}));
  // A thumb is two units, so the last one of the first message would not fit whole.
  std::string thumbs = "x";
  for (std::size_t units = 0; units < limit; units += 2) thumbs += "👍";
  const auto parts = texts(thumbs);
  CAF_REQUIRE_EQUAL(parts.size(), 2u);
  CAF_CHECK(parts[0] + parts[1] == thumbs);
  CAF_CHECK_EQUAL(parts[1], "👍");
}

CAF_TEST(CHT-2: nothing but space at the end of a text makes no message) {
  CAF_CHECK((texts(letters(limit) + "   \n") == strings{letters(limit)}));
}

CAF_TEST(CHT-2: broken bytes are cut somewhere and never for ever) {
  const std::string broken(10'000, '\x80');
  std::string whole;
  for (const auto& part : texts(broken)) whole += part;
  CAF_CHECK(whole == broken);
}

CAF_TEST(CHT-5: files go as many at once as the platform takes) {
  const auto single = split(telegram(), "", 3);
  CAF_REQUIRE_EQUAL(single.size(), 3u);
  for (std::size_t at = 0; at < 3; ++at) {
    CAF_CHECK(single[at].files == places{at});
    CAF_CHECK(single[at].text.empty());
  }
  const auto most = webchat().rules().files_at_once;
  const auto together = split(webchat(), "", most + 1);
  CAF_REQUIRE_EQUAL(together.size(), 2u);
  CAF_CHECK_EQUAL(together[0].files.size(), most);
  CAF_CHECK(together[1].files == places{most});
}

CAF_TEST(CHT-5: a short text goes beside the first files) {
  const auto caption = letters(telegram().rules().caption_limit);
  const auto parts = split(telegram(), caption, 2);
  CAF_REQUIRE_EQUAL(parts.size(), 2u);
  CAF_CHECK(parts[0].text == caption && parts[0].files == places{0});
  CAF_CHECK(parts[1].text.empty() && parts[1].files == places{1});
}

CAF_TEST(CHT-5: where only photos have captions a text goes before other files) {
  const auto& viber = messenger_of(platform::viber);
  CAF_REQUIRE(viber.rules().captions_photos_only);
  const auto photo = split(viber, "look", std::vector{content::photo});
  CAF_REQUIRE_EQUAL(photo.size(), 1u);
  CAF_CHECK(photo[0].text == "look" && photo[0].files == places{0});
  const auto film = split(viber, "look", std::vector{content::video, content::photo});
  CAF_REQUIRE_EQUAL(film.size(), 3u);
  CAF_CHECK(film[0].text == "look" && film[0].files.empty());
  CAF_CHECK(film[1].files == places{0} && film[2].files == places{1});
  CAF_CHECK_EQUAL(split(telegram(), "look", std::vector{content::video}).size(), 1u);
}

CAF_TEST(CHT-5: a text that is no caption goes before the files) {
  const auto text = letters(telegram().rules().caption_limit + 1);
  const auto parts = split(telegram(), text, 1);
  CAF_REQUIRE_EQUAL(parts.size(), 2u);
  CAF_CHECK(parts[0].text == text && parts[0].files.empty());
  CAF_CHECK(parts[1].text.empty() && parts[1].files == places{0});
}
