#include "actors/fetcher.hpp"

#include "actors/house_rules.hpp"
#include "actors/mailbox.hpp"
#include "config/log.hpp"

#include <filesystem>
#include <utility>

namespace switchboard::actors {

namespace {

using namespace std::chrono_literals;
using protocols::http_response;

constexpr auto scan_every = 500ms;
constexpr auto download_limit = std::chrono::minutes{5};

bool is_photo(const storage::fetch_row& row) { return !row.message; }

void remove(const std::string& file) {
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
}

} // namespace

std::optional<std::string> final_reason(const http_response& answer) {
  if (answer.too_large) return "too_large";
  if (answer.reach != http_response::reach::answered) return std::nullopt;
  switch (answer.status) {
    case 400:
    case 401:
    case 403: return "refused";
    case 404:
    case 410: return "gone";
    default: return std::nullopt;
  }
}

std::optional<std::string> final_reason(const error& why) {
  switch (why.code) {
    case errc::too_large:
    case errc::file_too_large: return "too_large";
    case errc::file_forbidden: return "forbidden_type";
    case errc::image_expected:
    case errc::image_broken: return "broken";
    case errc::not_found: return "gone";
    case errc::bad_request:
    case errc::token_refused: return "refused";
    default: return std::nullopt;
  }
}

fetcher_state::key fetcher_state::key_of(const storage::fetch_row& row) {
  return {row.project, row.chat, row.message, row.position};
}

void fetcher_state::look() {
  auto back = mailbox<fetcher_actor>{self};
  // As many more as are being worked on, or those would hide the ones behind them.
  services.rows->due_fetches(services.clock->now(),
                             static_cast<int>(fetches_at_once + busy_.size()),
                             [back](auto due) { back.post(fetches_found{std::move(due)}); });
}

void fetcher_state::on_found(fetches_found& found) {
  if (found.due)
    for (const auto& row : *found.due)
      if (busy_.size() < fetches_at_once && busy_.insert(key_of(row)).second) locate(row);
  self->delayed_send(self, scan_every, scan{});
}

void fetcher_state::locate(const storage::fetch_row& row) {
  const auto channel = services.access_to(row.project, row.channel);
  if (!channel) return give_up(row, "gone");
  auto back = mailbox<fetcher_actor>{self};
  protocols::converse(*services.transport, channel->platform->locate(channel->access, row.source),
                      [back, row](auto request) {
                        back.post(fetch_located{row, std::move(request)});
                      });
}

void fetcher_state::on_located(fetch_located& located) {
  auto& row = located.row;
  if (!located.request) {
    if (auto why = final_reason(located.request.error())) return give_up(row, *why);
    return again(std::move(row), located.request.error().detail);
  }
  auto request = std::move(*located.request);
  request.save_to = services.blobs->temporary().string();
  request.answer_limit = is_photo(row) ? largest_photo_bytes : storage::largest_file_bytes;
  request.timeout = download_limit;
  auto back = mailbox<fetcher_actor>{self};
  services.transport->send(request, [back, row, saved = request.save_to](auto answer) {
    back.post(fetch_answered{row, saved, std::move(answer)});
  });
}

void fetcher_state::on_answered(fetch_answered& answered) {
  auto& row = answered.row;
  const auto& saved = answered.saved;
  const auto& answer = answered.answer;
  const bool here = answer.reach == http_response::reach::answered && answer.status >= 200 &&
                    answer.status < 300 && !answer.too_large;
  if (!here) {
    remove(saved);
    if (auto why = final_reason(answer)) return give_up(row, *why);
    return again(std::move(row), answer.failure.empty() ? "status " + std::to_string(answer.status)
                                                        : answer.failure);
  }
  storage::intake_job job;
  job.temporary = saved;
  job.project = row.project;
  job.purpose = is_photo(row) ? storage::intake_purpose::avatar : storage::intake_purpose::incoming;
  job.kind = row.kind;
  job.name = row.name;
  job.mime = answer.content_type;
  auto back = mailbox<fetcher_actor>{self};
  services.intake->submit(std::move(job), [back, row](auto file) {
    back.post(fetch_taken_in{row, std::move(file)});
  });
}

void fetcher_state::on_taken_in(fetch_taken_in& taken) {
  if (!taken.file) {
    if (auto why = final_reason(taken.file.error())) return give_up(taken.row, *why);
    return again(std::move(taken.row), taken.file.error().detail);
  }
  ++services.numbers->files_fetched;
  tell(taken.row, {taken.row.message, taken.row.position, {}, std::move(*taken.file)});
}

void fetcher_state::give_up(const storage::fetch_row& row, std::string why) {
  ++services.numbers->fetches_failed;
  log::info("a file of a client will not come",
            {{"channel", to_string(row.channel)}, {"why", why}});
  tell(row, {row.message, row.position, std::move(why), {}});
}

/// Its chat drops the row; until that is stored the row is found again and passed over.
void fetcher_state::tell(const storage::fetch_row& row, domain::file_outcome outcome) {
  const auto project = services.project_of(row.project);
  if (!project) return over(row);
  auto back = mailbox<fetcher_actor>{self};
  reply<bool> stored{[back, row](const result<bool>&) { back.post(fetch_over{row}); }};
  self->send(project, to_chat{row.chat, row.channel, false,
                              file_fetched{std::move(outcome), std::move(stored)}});
}

void fetcher_state::again(storage::fetch_row row, const std::string& reason) {
  if (++row.attempts >= most_fetch_attempts) return give_up(row, "gave_up");
  log::info("a file of a client is fetched later",
            {{"channel", to_string(row.channel)}, {"reason", reason}});
  row.due_at = services.clock->now() + first_fetch_pause * (1 << row.attempts);
  self->send(services.writer,
             commit_request{
                 {storage::put_fetch{row}}, ++tickets_, caf::actor_cast<commit_listener>(self)});
  postponing_.emplace(tickets_, std::move(row));
}

/// Only now: before, it would be found as it was.
void fetcher_state::on_committed(const committed& done) {
  if (auto row = postponing_.extract(done.ticket); !row.empty()) over(row.mapped());
}

void fetcher_state::over(const storage::fetch_row& row) { busy_.erase(key_of(row)); }

fetcher_actor::behavior_type fetcher(fetcher_actor::stateful_pointer<fetcher_state> self,
                                     fetcher_services services) {
  obey_house_rules(self);
  self->state.services = std::move(services);
  self->send(self, scan{});
  return {[self](scan) { self->state.look(); },
          [self](fetches_found& found) { self->state.on_found(found); },
          [self](fetch_located& located) { self->state.on_located(located); },
          [self](fetch_answered& answered) { self->state.on_answered(answered); },
          [self](fetch_taken_in& taken) { self->state.on_taken_in(taken); },
          [self](const fetch_over& done) { self->state.over(done.row); },
          [self](const committed& done) { self->state.on_committed(done); }};
}

} // namespace switchboard::actors
