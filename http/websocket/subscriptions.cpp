#include "http/websocket/subscriptions.hpp"

#include "actors/node.hpp"
#include "http/core/await.hpp"

#include <boost/json.hpp>

namespace switchboard::http::websocket {

namespace json = boost::json;

namespace {

/// A feed may hold this much before its answer is out: more than a ring of missed events.
constexpr std::size_t most_held = 100'000;
constexpr std::size_t longest_epoch = 64;

result<project_id> project_of(const json::object& params) {
  const auto* said = params.if_contains("project");
  if (!said || !said->is_string()) return fail(errc::bad_request, "must be an id", "/project");
  const auto& text = said->get_string();
  const auto id = parse_id<project_id>({text.data(), text.size()});
  if (!id) return fail(errc::not_found);
  return *id;
}

bool is_member(const actors::node& node, project_id project, person_id who) {
  const auto known = node.find_project(project);
  return known && known->members.contains(who);
}

} // namespace

bool project_feed::deliver(actors::frame text) {
  const std::lock_guard hold{mutex_};
  if (open_) return pass_on(std::move(text));
  if (held_.size() >= most_held) return false;
  held_.push_back(std::move(text));
  return true;
}

bool project_feed::pass_on(actors::frame text) {
  if (owed_ == 0) return to_->push(std::move(text));
  --owed_;
  return to_->push_owed(std::move(text));
}

void project_feed::open(std::uint64_t owed) {
  const std::lock_guard hold{mutex_};
  open_ = true;
  owed_ = owed;
  for (auto& text : held_) pass_on(std::move(text));
  held_.clear();
}

result<std::optional<actors::resume_point>> read_resume_point(const json::object& params) {
  const auto* after = params.if_contains("after");
  if (!after || after->is_null()) return std::optional<actors::resume_point>{};
  const auto* point = after->if_object();
  if (!point) return fail(errc::bad_request, "must be an object", "/after");
  const auto* epoch = point->if_contains("epoch");
  if (!epoch || !epoch->is_string() || epoch->get_string().size() > longest_epoch)
    return fail(errc::bad_request, "must be a text", "/after/epoch");
  const auto* seq = point->if_contains("seq");
  std::uint64_t number = 0;
  if (seq && seq->is_uint64())
    number = seq->get_uint64();
  else if (seq && seq->is_int64() && seq->get_int64() >= 0)
    number = static_cast<std::uint64_t>(seq->get_int64());
  else
    return fail(errc::bad_request, "must be a whole number", "/after/seq");
  const auto& text = epoch->get_string();
  return std::optional{actors::resume_point{std::string{text.data(), text.size()}, number}};
}

subscriptions::~subscriptions() {
  for (const auto& [project, feed] : feeds_) env_.node.unsubscribe(project, feed);
}

task<result<subscriptions::opening>> subscriptions::subscribe(person_id who,
                                                              const json::object& params) {
  const auto project = project_of(params);
  if (!project) co_return project.error();
  auto after = read_resume_point(params);
  if (!after) co_return after.error();
  if (!is_member(env_.node, *project, who)) co_return fail(errc::not_found);
  auto& mine = feeds_[*project];
  // Subscribed again: the old feed would tell everything twice.
  if (mine) env_.node.unsubscribe(*project, mine);
  mine = std::make_shared<project_feed>(to_, who);
  const auto feed = mine;
  auto made = co_await await_reply<actors::subscription>(
      [this, key = *project, feed, point = *after](actors::reply<actors::subscription> done) {
        env_.node.subscribe(key, feed, point, std::move(done));
      });
  if (!made) {
    feeds_.erase(*project);
    co_return made.error();
  }
  json::object out;
  out["epoch"] = made->epoch;
  out["seq"] = made->seq;
  out["resync"] = made->resync;
  co_return opening{std::move(out), feed, made->missed};
}

result<json::value> subscriptions::unsubscribe(const json::object& params) {
  const auto project = project_of(params);
  if (!project) return project.error();
  const auto found = feeds_.find(*project);
  if (found != feeds_.end()) {
    env_.node.unsubscribe(*project, found->second);
    feeds_.erase(found);
  }
  return json::object{};
}

bool subscriptions::still_allowed(person_id who) const {
  for (const auto& [project, feed] : feeds_)
    if (!is_member(env_.node, project, who)) return false;
  return true;
}

} // namespace switchboard::http::websocket
