#include "protocols/digest.hpp"
#include "tests/unit/protocols/mutation.hpp"
#include "tests/unit/protocols/webchat/support.hpp"

#include <string>

#define CAF_SUITE webchat_parse
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::protocols;
using test::carries;
using test::why;
using webchat_test::parse;
using webchat_test::parsed;

namespace {

const timestamp half_past{std::chrono::milliseconds{1'700'000'000'500}};

const receipt* as_receipt(const client_event& event) { return std::get_if<receipt>(&event.what); }

std::string promise(const std::string& bytes) { return webchat_test::broken_promise(bytes); }

} // namespace

CAF_TEST(CHN-12: the text of a visitor is their message) {
  const auto event = parsed("event_text");
  CAF_CHECK(carries(event, content::text, "Hello 👍"));
  CAF_CHECK_EQUAL(event.key, "e-1");
  CAF_CHECK_EQUAL(event.kind, "message");
  CAF_CHECK_EQUAL(event.client, "v-4f2a");
  CAF_CHECK(event.sent_at == half_past);
  CAF_CHECK(event.opens_window && !event.keep_bytes);
  CAF_CHECK_EQUAL(test::as_message(event)->external_id, "m-1");
}

CAF_TEST(CHN-12: what a visitor told of themselves is their profile) {
  const auto event = parsed("event_first");
  CAF_CHECK(event.who == (profile{"Ira", "", "", "uk"}));
  // The e-mail and the page are told by the bytes alone.
  CAF_CHECK(event.keep_bytes);
}

CAF_TEST(CHT-9: the answer of a visitor quotes our message) {
  const auto event = parsed("event_reply");
  CAF_CHECK(carries(event, content::text, "yes, this"));
  CAF_CHECK_EQUAL(test::as_message(event)->reply_to, "917");
}

CAF_TEST(CHT-2: files of a visitor are of the kind of their bytes) {
  const auto event = parsed("event_files");
  CAF_CHECK(carries(event, content::photo, "look"));
  const auto& files = test::as_message(event)->attachments;
  CAF_REQUIRE_EQUAL(files.size(), 2u);
  attachment picture{
      .kind = content::photo, .source = "up-1", .name = "r.png", .mime = "image/png"};
  picture.size = 120345;
  picture.width = 640;
  picture.height = 480;
  CAF_CHECK(files[0] == picture);
  CAF_CHECK(files[1].kind == content::document && files[1].name == "a.pdf");
  const auto more = parsed("event_sounds");
  const auto& sounds = test::as_message(more)->attachments;
  CAF_REQUIRE_EQUAL(sounds.size(), 4u);
  CAF_CHECK(sounds[0].kind == content::audio && sounds[0].duration_s == 4);
  CAF_CHECK(sounds[1].kind == content::video && sounds[2].kind == content::animation);
  CAF_CHECK(sounds[3].kind == content::document);
}

CAF_TEST(CHT-9: a visitor changes and takes back what they wrote) {
  const auto event = parsed("event_edit");
  const auto* edit = test::as_edit(event);
  CAF_CHECK(edit != nullptr && edit->external_id == "m-1" && edit->text == "Hello, corrected");
  const auto taken = parsed("event_delete");
  const auto* gone = std::get_if<message_deleted>(&taken.what);
  CAF_CHECK(gone != nullptr && gone->external_id == "m-1");
}

CAF_TEST(CHT-7: the page of a visitor tells how far our messages came) {
  const auto delivered = parsed("event_delivered");
  CAF_CHECK(as_receipt(delivered) && as_receipt(delivered)->what == receipt::kind::delivered);
  CAF_CHECK(as_receipt(delivered) && as_receipt(delivered)->up_to_id == 917);
  const auto seen = parsed("event_read");
  CAF_CHECK(as_receipt(seen) && as_receipt(seen)->what == receipt::kind::read);
  CAF_CHECK(as_receipt(seen) && as_receipt(seen)->up_to_id == 918);
  const auto named = parsed("event_read_by_name");
  CAF_CHECK(as_receipt(named) && !as_receipt(named)->up_to_id &&
            as_receipt(named)->external_ids == std::vector<std::string>{"m-x"});
}

CAF_TEST(CHN-12: who types and who came by a link is told) {
  CAF_CHECK(std::holds_alternative<typing>(parsed("event_typing").what));
  const auto event = parsed("event_open");
  const auto* opened = std::get_if<arrived>(&event.what);
  CAF_CHECK(opened != nullptr && opened->payload == "src_abc-1");
  CAF_CHECK_EQUAL(event.start_payload, "src_abc-1");
  CAF_CHECK(!event.opens_window);
}

CAF_TEST(CHN-12: ids may be numbers and times milliseconds) {
  const auto event = parsed("event_milliseconds");
  CAF_CHECK(event.sent_at == half_past);
  CAF_CHECK_EQUAL(test::as_message(event)->external_id, "14");
  for (const auto* bad : {"0", "-1", "253402300800000", "\"yesterday\"", "null", "1.5"})
    CAF_CHECK(parse(R"({"kind":"typing","visitor":{"id":1},"sent_at":)" + std::string{bad} + "}")
                  .sent_at == timestamp{});
}

CAF_TEST(OPS-3: frames that make no sense are kept and named) {
  CAF_CHECK_EQUAL(why(parsed("event_future")), "unknown_kind");
  CAF_CHECK_EQUAL(why(parsed("event_nobody")), "no_visitor");
  CAF_CHECK_EQUAL(why(parse("hello")), "not_json");
  CAF_CHECK_EQUAL(why(parse("[]")), "not_an_object");
  CAF_CHECK_EQUAL(why(parse("{}")), "unknown_kind");
  const auto with = [](const std::string& rest) {
    return why(parse(R"({"visitor":{"id":"v"},)" + rest + "}"));
  };
  CAF_CHECK_EQUAL(with(R"("kind":"message")"), "no_message");
  CAF_CHECK_EQUAL(with(R"("kind":"edit","message":{"text":"x"})"), "no_message_id");
  CAF_CHECK_EQUAL(with(R"("kind":"delete","message":{})"), "no_message_id");
  CAF_CHECK_EQUAL(with(R"("kind":"read")"), "no_up_to");
  CAF_CHECK_EQUAL(with(R"("kind":"read","up_to":")" + std::string(201, 'x') + '"'), "no_up_to");
}

CAF_TEST(INB-3: an event without an id has its digest as the key) {
  const auto event = parsed("event_no_id");
  CAF_CHECK_EQUAL(event.key, "sha256:" + sha256_hex(webchat_test::corpus("event_no_id")));
  CAF_CHECK(carries(event, content::text, "x"));
}

CAF_TEST(OPS-3: spoiled frames break no promise) {
  const auto all = test::documents(test::corpus_folder("webchat"));
  const auto seed = test::chosen_seed();
  CAF_MESSAGE("SWITCHBOARD_SEED=" << seed);
  std::size_t tried = 0;
  CAF_CHECK_EQUAL(test::wrong_type_anywhere(all, promise, tried), "");
  CAF_CHECK(tried > 1'000);
  CAF_CHECK_EQUAL(test::field_missing_anywhere(all, promise), "");
  CAF_CHECK_EQUAL(test::several_wrong_types(all, promise, seed, 3'000), "");
  CAF_CHECK_EQUAL(test::damaged_bytes(all, promise, seed, 3'000), "");
}
