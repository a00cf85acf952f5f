#include "http/api/codec.hpp"

#include "codec_samples.hpp"

#include <boost/json.hpp>

#include <limits>

#define CAF_SUITE http_codec
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace switchboard::http::samples;
namespace json = boost::json;

CAF_TEST(what is written has exactly the fields of its schema) {
  const auto in = project();
  const auto& ann = in.members.at(person_id{11});
  CAF_CHECK_EQUAL(difference(to_json(in.project, ann, with()), "project"), "");
  CAF_CHECK_EQUAL(difference(to_json(ann, with()), "member"), "");
  const auto channel = to_json(in.channels.at(channel_id{21}), "https://a.example");
  CAF_CHECK_EQUAL(difference(channel, "channel"), "");
  CAF_CHECK_EQUAL(difference(channel.at("health").as_object(), "channel_health"), "");
  auto view = chat();
  view.chat.last = {message_id{51},
                    storage::message_kind::incoming,
                    protocols::content::photo,
                    storage::message_status::none,
                    "hi",
                    when};
  const auto made = to_json(view, in, with(), contacts::told);
  CAF_CHECK_EQUAL(difference(made, "chat"), "");
  CAF_CHECK_EQUAL(difference(made.at("client").as_object(), "chat_client"), "");
  CAF_CHECK_EQUAL(difference(made.at("channel").as_object(), "chat_channel"), "");
  CAF_CHECK_EQUAL(difference(made.at("last_message").as_object(), "last_message"), "");
  CAF_CHECK_EQUAL(difference(made.at("participants").at(0).as_object(), "participant"), "");
  const auto words = to_json(message(), in, with());
  CAF_CHECK_EQUAL(difference(words, "message"), "");
  CAF_CHECK_EQUAL(difference(words.at("error").as_object(), "message_error"), "");
  CAF_CHECK_EQUAL(difference(to_json(file(), with()), "file"), "");
  auto pictured = message();
  pictured.attachments.emplace_back();
  const auto files = to_json(pictured, in, with()).at("attachments");
  CAF_CHECK_EQUAL(difference(files.at(0).as_object(), "attachment"), "");
  CAF_CHECK_EQUAL(difference(made.at("may_send").as_object(), "may_send"), "");
  CAF_CHECK_EQUAL(difference(counters_json({1, 2, 3, 4}), "counters"), "");
}

CAF_TEST(CHT-3: texts arrive as they were written) {
  const auto text = message().text;
  const auto back = json::parse(json::serialize(to_json(message(), project(), with())));
  CAF_CHECK(back.at("text").as_string() == text);
  CAF_CHECK(back.at("id").as_string() == "51");
  CAF_CHECK(back.at("created_at").as_string() == "2026-11-20T09:53:35.123Z");
}

CAF_TEST(CHT-6: what is here is told by our file and what is not by what the platform said) {
  auto row = message();
  storage::attachment_row one;
  one.name = "told.jpg";
  one.state = storage::attachment_state::waiting;
  row.attachments = {one};
  auto told = to_json(row, project(), with()).at("attachments").at(0).as_object();
  CAF_CHECK(told.at("name").as_string() == "told.jpg");
  CAF_CHECK(told.at("url").is_null());
  row.attachments[0].state = storage::attachment_state::ready;
  row.attachments[0].file = file();
  told = to_json(row, project(), with()).at("attachments").at(0).as_object();
  CAF_CHECK(told.at("name").as_string() == "cat.jpg");
  const auto link = [&](const char* name) {
    const auto& url = told.at(name).as_string();
    return with().links.read({url.data(), url.size()}).value().blob;
  };
  CAF_CHECK_EQUAL(link("url"), file().blob);
  CAF_CHECK_EQUAL(link("thumbnail_url"), file().thumbnail);
}

CAF_TEST(people who left keep their names in the history and nobody else has one) {
  const auto made = to_json(chat(), project(), with(), contacts::told);
  CAF_CHECK(made.at("participants").at(0).at("name").as_string() == "Ann");
  CAF_CHECK(made.at("participants").at(1).at("name").as_string() == "");
  const auto line = to_json(system_line(storage::action::released, 13), project(), with());
  CAF_CHECK(line.at("action").at("subject").at("name").as_string() == "Carl");
  CAF_CHECK(made.at("responsible").at("id").as_string() == "11");
}

CAF_TEST(CHT-1: only an active chat has participants) {
  auto view = chat();
  view.chat.state = storage::chat_state::fresh;
  const auto made = to_json(view, project(), with(), contacts::told);
  CAF_CHECK(made.at("participants").as_array().empty());
  CAF_CHECK(made.at("responsible").at("name").as_string() == "Ann");
  CAF_CHECK(made.at("state").as_string() == "new");
}

CAF_TEST(a client always has something to be called by) {
  auto view = chat();
  const auto name = [&] {
    return std::string{to_json(view, project(), with(), contacts::told)
                           .at("client")
                           .at("name")
                           .as_string()
                           .c_str()};
  };
  CAF_CHECK_EQUAL(name(), "Bob Stone");
  view.client.who.first_name.clear();
  CAF_CHECK_EQUAL(name(), "Stone");
  view.client.who.last_name.clear();
  CAF_CHECK_EQUAL(name(), "bob");
  view.client.who.username.clear();
  CAF_CHECK_EQUAL(name(), "999");
}

CAF_TEST(CHN-11: a token never leaves the server and the webhook is told while it is one) {
  auto row = project().channels.at(channel_id{21});
  row.mode = storage::channel_mode::webhook;
  const auto made = to_json(row, "https://a.example");
  CAF_CHECK(json::serialize(made).find("secret") == std::string::npos);
  CAF_CHECK(made.at("webhook_url").as_string() == "https://a.example/hooks/telegram/key");
  CAF_CHECK(made.at("link").as_string() == "https://t.me/shop_bot");
  row.mode = storage::channel_mode::polling;
  CAF_CHECK(to_json(row, "https://a.example").at("webhook_url").is_null());
}

CAF_TEST(a cursor leads back to its place and garbage leads nowhere) {
  for (const std::int64_t place : {std::int64_t{1}, std::int64_t{255}, std::int64_t{1} << 40,
                                   std::numeric_limits<std::int64_t>::max()})
    CAF_CHECK_EQUAL(read_cursor(make_cursor(place)).value_or(0), place);
  for (const auto* bad : {"", "x", "AAAAAAAAAAA", "AAAAAAAAAAB", "AAAAAAAAAAE=", "!!!!!!!!!!!",
                          "__________8", "AAAAAAAAAAEAAAA"})
    CAF_CHECK(!read_cursor(bad));
}
