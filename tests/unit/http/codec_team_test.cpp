#include "http/api/codec.hpp"

#include "codec_samples.hpp"

#include <boost/json.hpp>

#define CAF_SUITE http_codec_team
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::http;
using namespace switchboard::http::samples;
namespace json = boost::json;

CAF_TEST(what is written of teams and clients has exactly the fields of its schema) {
  const auto in = project();
  const auto sales = to_json(department());
  CAF_CHECK_EQUAL(difference(sales, "department"), "");
  CAF_CHECK_EQUAL(difference(sales.at("sources").at(0).as_object(), "department_source"), "");
  CAF_CHECK_EQUAL(difference(presence_json(person_id{11}, {}), "presence"), "");
  CAF_CHECK_EQUAL(difference(permissions_json(storage::role::manager, 0), "permissions"), "");
  const auto offered = to_json(passed(), in, with(), contacts::told);
  CAF_CHECK_EQUAL(difference(offered.at("pending_transfer").as_object(), "pending_transfer"), "");
  const auto line = to_json(system_line(storage::action::passed, 12), in, with()).at("action");
  CAF_CHECK_EQUAL(difference(line.as_object(), "message_action"), "");
  CAF_CHECK_EQUAL(difference(line.at("subject").as_object(), "action_subject"), "");
  CAF_CHECK_EQUAL(difference(to_json(chat().client, card(), in, with(), contacts::told), "client"),
                  "");
  CAF_CHECK_EQUAL(
      difference(to_json(storage::card_change_row{}, in, contacts::told), "client_change"), "");
  CAF_CHECK_EQUAL(difference(to_json(storage::dialog_row{}, in), "dialog"), "");
  CAF_CHECK_EQUAL(difference(to_json(storage::client_source_row{}), "client_source"), "");
  CAF_CHECK_EQUAL(difference(to_json(storage::variable_row{}), "variable"), "");
}

CAF_TEST(INB-6: who was offered a chat is no participant until they accept) {
  const auto made = to_json(passed(), project(), with(), contacts::told);
  CAF_CHECK_EQUAL(made.at("participants").as_array().size(), 2u);
  CAF_CHECK(made.at("pending_transfer").at("to").at("name").as_string() == "Carl");
  CAF_CHECK(made.at("pending_transfer").at("from").at("name").as_string() == "Ann");
  CAF_CHECK(made.at("pending_transfer").at("since").as_string() == "2026-11-20T09:53:35.123Z");
  CAF_CHECK(made.at("department").at("name").as_string() == "Sales");
  const auto plain = to_json(chat(), project(), with(), contacts::told);
  CAF_CHECK(plain.at("pending_transfer").is_null());
  CAF_CHECK(plain.at("department").is_null());
}

CAF_TEST(CHT-4: a line of the system says whom or which department it is about) {
  const auto about = [](storage::action what, std::int64_t subject) {
    return to_json(system_line(what, subject), project(), with()).at("action");
  };
  const auto forwarded = about(storage::action::forwarded, 71);
  CAF_CHECK(forwarded.at("type").as_string() == "forwarded");
  CAF_CHECK(forwarded.at("subject").at("kind").as_string() == "department");
  CAF_CHECK(forwarded.at("subject").at("name").as_string() == "Sales");
  const auto added = about(storage::action::added, 11);
  CAF_CHECK(added.at("subject").at("kind").as_string() == "member");
  CAF_CHECK(added.at("subject").at("name").as_string() == "Ann");
  CAF_CHECK(about(storage::action::took, 0).at("subject").is_null());
  CAF_CHECK(about(storage::action::undepartmented, 0).at("type").as_string() == "undepartmented");
}

CAF_TEST(TEAM-3: how a client can be reached is kept from who may not see it) {
  auto view = chat();
  view.client.who.first_name.clear();
  view.client.who.last_name.clear();
  const auto hidden =
      json::serialize(to_json(view, project(), with(), contacts::kept)) +
      json::serialize(to_json(view.client, card(), project(), with(), contacts::kept));
  for (const auto* contact : {"\"bob\"", "999", "bob@stone.co", "Brivibas", "t.me/bob"})
    CAF_CHECK_EQUAL(hidden.find(contact), std::string::npos);
  CAF_CHECK(hidden.find("Riga") != std::string::npos);
  const auto told = to_json(view.client, card(), project(), with(), contacts::told);
  CAF_CHECK(told.at("email").as_string() == "bob@stone.co");
  CAF_CHECK(told.at("username").as_string() == "bob");
  CAF_CHECK(told.at("contacts").as_bool());
  const auto kept = to_json(view.client, card(), project(), with(), contacts::kept);
  CAF_CHECK(kept.at("email").as_string().empty());
  CAF_CHECK(kept.at("username").is_null());
  CAF_CHECK(!kept.at("contacts").as_bool());
}

CAF_TEST(CRD-8: the history of a card is in words and keeps contacts from who may not see them) {
  const auto read = [](std::string field, std::string after, contacts how) {
    storage::card_change_row row;
    row.field = std::move(field);
    row.after = std::move(after);
    return std::string{to_json(row, project(), how).at("after").as_string().c_str()};
  };
  CAF_CHECK_EQUAL(read("status", "5", contacts::told), "regular");
  CAF_CHECK_EQUAL(read("sex", "1", contacts::told), "female");
  CAF_CHECK_EQUAL(read("variable:7", "\"blue\"", contacts::told), "blue");
  CAF_CHECK_EQUAL(read("variable:7", "1.25E1", contacts::told), "12.5");
  CAF_CHECK_EQUAL(read("variable:7", "12", contacts::told), "12");
  CAF_CHECK_EQUAL(read("variable:7", "true", contacts::told), "true");
  for (const auto* field : {"email", "phone", "address"}) {
    CAF_CHECK_EQUAL(read(field, "secret", contacts::kept), "");
    CAF_CHECK_EQUAL(read(field, "secret", contacts::told), "secret");
  }
  CAF_CHECK_EQUAL(read("notes", "likes tea", contacts::kept), "likes tea");
}

CAF_TEST(TEAM-3: a manager is allowed what is not forbidden and owners and administrators all) {
  const auto forbidden = 1U << static_cast<unsigned>(storage::permission::take);
  const auto manager = permissions_json(storage::role::manager, forbidden);
  const auto chief = permissions_json(storage::role::admin, forbidden);
  for (const auto& one : manager) CAF_CHECK_EQUAL(one.value().as_bool(), one.key() != "take");
  for (const auto& one : chief) CAF_CHECK(one.value().as_bool());
}

CAF_TEST(an event says what happened and where in the order) {
  const auto in = project();
  const auto read = [&](const actors::event& what, const actors::telling& how = {}) {
    return json::parse(event_frame(what, how, in, "epoch", 12, with())).as_object();
  };
  const auto added = read(actors::message_added{message(), {}});
  CAF_CHECK(added.at("event").as_string() == "message.added");
  CAF_CHECK(added.at("project").as_string() == "5");
  CAF_CHECK(added.at("epoch").as_string() == "epoch");
  CAF_CHECK_EQUAL(added.at("seq").as_int64(), 12);
  CAF_CHECK(added.at("data").at("id").as_string() == "51");
  CAF_CHECK(read(actors::resync{}).at("event").as_string() == "resync");
  CAF_CHECK(read(actors::resync{}).at("data").as_object().empty());
  CAF_CHECK(read(actors::department_removed{department_id{71}}).at("data").at("id") == "71");
  CAF_CHECK(read(actors::presence_changed{person_id{11}, actors::presence::away, 4})
                .at("data")
                .at("presence") == "away");
}

CAF_TEST(INB-1: everybody is told the numbers of their own tabs) {
  const actors::telling mine{.numbers = {1, 2, 3, 4}};
  const auto frame =
      json::parse(event_frame(actors::counters_changed{}, mine, project(), "epoch", 12, with()));
  CAF_CHECK(frame.at("data") == json::value(counters_json({1, 2, 3, 4})));
}

CAF_TEST(INB-11: who no longer sees a chat is told nothing of it but that) {
  const actors::telling gone{.as = actors::telling::form::gone};
  const auto frame = json::parse(event_frame(actors::chat_changed{chat(), std::nullopt}, gone,
                                             project(), "epoch", 12, with()));
  CAF_CHECK(frame.at("event").as_string() == "chat.gone");
  CAF_CHECK(frame.at("data") == json::value(json::object{{"chat", "31"}}));
}

CAF_TEST(TEAM-3: events keep contacts too) {
  const actors::telling kept{.as = actors::telling::form::no_contacts};
  for (const actors::event& what :
       {actors::event{actors::chat_changed{chat(), std::nullopt}},
        actors::event{actors::card_changed{card(), {}, chat().client}}}) {
    CAF_CHECK(event_frame(what, {}, project(), "e", 1, with()).find("\"bob\"") !=
              std::string::npos);
    CAF_CHECK(event_frame(what, kept, project(), "e", 1, with()).find("\"bob\"") ==
              std::string::npos);
  }
}
