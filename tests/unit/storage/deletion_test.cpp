#include "storage/deletion.hpp"
#include "people_support.hpp"
#include "storage/files/blob_store.hpp"
#include "storage/loose_blobs.hpp"
#include "storage/projects.hpp"
#include "storage/reads.hpp"

#include <algorithm>
#include <fstream>
#include <set>

#define CAF_SUITE deletion
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

struct fixture : people_stage {
  person_row ann = owner();
  writer to{database().url()};

  result<void> mark(project_id project, const std::string& name = "Shop") {
    auto line = told(ann, "projects.delete");
    line.project = project;
    return mark_deleted(db, project, name, line);
  }
  std::int64_t rows_in(std::string_view table, project_id project) {
    return number("SELECT count(*) FROM " + std::string{table} +
                  " WHERE project_id = " + to_string(project));
  }
  std::int64_t rows_of(project_id project) {
    std::int64_t all = 0;
    for (const auto table : project_tables()) all += rows_in(table, project);
    return all;
  }
  /// Empties every table; how many statements that took.
  int empty(project_id project) {
    int statements = 0;
    for (std::size_t table = 0; table < project_tables().size(); ++table) {
      bool more = true;
      for (; more; ++statements) more = delete_some(db, project, table, moment);
    }
    return statements;
  }
  /// A chat with messages, a file, a card, and what waits.
  void fill(const rows& of, int messages) {
    const auto chat = make_id<chat_id>();
    unit made{put_client{of.client(chat, to_string(chat))},
              put_chat{of.chat(chat)},
              add_file{of.file()},
              put_outbox{of.project, of.channel, chat, make_id<message_id>()},
              put_timer{{of.project, chat, timer_kind::unclaimed, 1, moment}},
              count_chats{of.project, counted::fresh, {}, {}, 1}};
    for (int i = 0; i < messages; ++i)
      made.push_back(add_message{of.message(chat, "number " + std::to_string(i))});
    CAF_REQUIRE(commit(to, std::move(made)) == stored::yes);
  }
  rows filled(int messages) {
    rows made;
    made.project = project_of(ann);
    fill(made, messages);
    return made;
  }
  /// Many more, where one statement makes them.
  void add_messages(const rows& of, int count) {
    pqxx::nontransaction{db}.exec(
        "INSERT INTO messages (project_id, chat_id, id, dialog_id, kind, content, status, action,"
        " text, external_id, client_key, error_code, error_text, created_at) SELECT " +
        to_string(of.project) +
        ", 1, n, 1, 0, 0, 0, 0, 'x', '', '', '', '', now()"
        " FROM generate_series(1, " +
        std::to_string(count) + ") n");
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(deletion_tests, fixture)

CAF_TEST(PRJ-5: every table with rows of projects is emptied) {
  std::set<std::string> known{project_tables().begin(), project_tables().end()};
  CAF_CHECK_EQUAL(known.size(), project_tables().size());
  std::set<std::string> found;
  pqxx::nontransaction ask{db};
  for (const auto& row : ask.exec("SELECT table_name FROM information_schema.columns"
                                  " WHERE column_name = 'project_id' AND table_schema = 'public'"))
    found.insert(row[0].as<std::string>());
  CAF_CHECK_EQUAL(known, found);
}

CAF_TEST(PRJ-5: a project goes by its name alone and belongs to nobody from then on) {
  const auto shop = project_of(ann);
  auto refused = mark(shop, "shop");
  CAF_REQUIRE(refused.has_error());
  CAF_CHECK(refused.error().code == errc::bad_request && refused.error().pointer == "/name");
  CAF_CHECK(membership(db, ann.id, shop).has_value());
  CAF_REQUIRE(mark(shop).has_value());
  CAF_CHECK(!membership(db, ann.id, shop) && projects_of(db, ann.id).empty());
  CAF_CHECK(!load_project(db, shop));
  CAF_CHECK_EQUAL(std::ranges::count(load_project_ids(db), shop), 0);
  CAF_CHECK_EQUAL(std::ranges::count(deleted_projects(db), shop), 1);
  CAF_CHECK_EQUAL(std::string{log_of(shop).front()}, "projects.delete Shop ");
}

CAF_TEST(PRJ-5: the rows of a project go in batches and those of another stay) {
  const auto shop = filled(3);
  const auto other = filled(2);
  add_messages(shop, 2 * deleted_at_once + 1);
  const auto kept = rows_of(other.project);
  CAF_REQUIRE(mark(shop.project).has_value());
  const auto tables = project_tables();
  const auto messages = static_cast<std::size_t>(
      std::find(tables.begin(), tables.end(), "messages") - tables.begin());
  CAF_CHECK(delete_some(db, shop.project, messages, moment));
  CAF_CHECK_EQUAL(rows_in("messages", shop.project), deleted_at_once + 4);
  CAF_CHECK_EQUAL(empty(shop.project), static_cast<int>(tables.size()) + 1);
  CAF_CHECK_EQUAL(rows_of(shop.project), 0);
  CAF_CHECK_EQUAL(rows_of(other.project), kept);
  CAF_CHECK(!finish_deletion(db, shop.project, moment, later));
  CAF_CHECK(finish_deletion(db, shop.project, later, later));
  CAF_CHECK_EQUAL(number("SELECT count(*) FROM projects WHERE id = " + to_string(shop.project)), 0);
  CAF_CHECK(load_project(db, other.project).has_value());
}

CAF_TEST(PRJ-5: a deleted project is not found by the key of the request that made it) {
  project_row wanted;
  wanted.id = make_id<project_id>();
  wanted.account = ann.account;
  wanted.name = "Shop";
  wanted.time_zone = "UTC";
  wanted.created_at = moment;
  const auto create = [&] {
    wanted.id = make_id<project_id>();
    return create_project(db, wanted, ann.id, "key", told(ann, "projects.create")).value().id;
  };
  const auto first = create();
  CAF_CHECK(create() == first);
  CAF_REQUIRE(mark(first).has_value());
  CAF_CHECK(create() != first);
}

CAF_TEST(PRJ-5: an account of a platform is free when its channel was let go of) {
  const auto shop = project_of(ann);
  channel_row bot;
  bot.project = shop;
  bot.id = make_id<channel_id>();
  bot.external_id = to_string(bot.id);
  bot.hook_key = "hook" + to_string(bot.id);
  bot.created_at = moment;
  CAF_REQUIRE(put_channel(db, bot, keys).has_value());
  CAF_REQUIRE(mark(shop).has_value());
  const auto loaded = [&] { return load_channels(db, keys); };
  CAF_CHECK_EQUAL(std::ranges::count(loaded(), bot.id, &channel_row::id), 0);
  auto again = bot;
  again.project = project_of(ann);
  again.id = make_id<channel_id>();
  again.hook_key = "hook" + to_string(again.id);
  CAF_CHECK(put_channel(db, again, keys).error().code == errc::connected_elsewhere);
  release_channel(db, shop, bot.id);
  CAF_CHECK(put_channel(db, again, keys).has_value());
  CAF_CHECK(find_channel(db, shop, bot.id, keys)->state == channel_state::disconnected);
}

CAF_TEST(PRJ-5: blobs go when the last project that uses them is gone) {
  temp_dir folder;
  const auto blobs = blob_store::open(folder.path() + "/files").value();
  const auto stored_blob = [&](const std::string& bytes) {
    const auto file = blobs.temporary();
    std::ofstream{file, std::ios::binary} << bytes;
    return blobs.adopt(file).value().id;
  };
  const auto shop = filled(0);
  const auto other = filled(0);
  auto own = shop.file();
  own.blob = stored_blob("own");
  own.thumbnail = stored_blob("thumbnail");
  auto shared = shop.file();
  shared.blob = stored_blob("shared");
  shared.thumbnail.clear();
  auto theirs = other.file();
  theirs.blob = shared.blob;
  for (const auto& file : {own, shared, theirs}) put_file(db, file);
  CAF_REQUIRE(mark(shop.project).has_value());
  empty(shop.project);
  auto unused = unused_blobs(db, moment, 100);
  CAF_CHECK_EQUAL(std::ranges::count(unused, own.blob), 1);
  CAF_CHECK_EQUAL(std::ranges::count(unused, own.thumbnail), 1);
  CAF_CHECK_EQUAL(std::ranges::count(unused, shared.blob), 0);
  // What was adopted a moment ago may have a row on its way.
  CAF_CHECK(!blobs.remove(own.blob, std::chrono::minutes{10}));
  spare_blobs(db, {own.blob}, later);
  CAF_CHECK_EQUAL(std::ranges::count(unused_blobs(db, moment, 100), own.blob), 0);
  CAF_CHECK_EQUAL(std::ranges::count(unused_blobs(db, later, 100), own.blob), 1);
  CAF_CHECK(blobs.remove(own.blob, std::chrono::seconds{0}));
  CAF_CHECK(!std::filesystem::exists(blobs.path_of(own.blob)));
  CAF_CHECK(std::filesystem::exists(blobs.path_of(shared.blob)));
  CAF_CHECK(blobs.remove(own.blob, std::chrono::seconds{0}));
  forget_blobs(db, unused);
  CAF_CHECK(unused_blobs(db, later, 100).empty());
}

CAF_TEST_FIXTURE_SCOPE_END()
