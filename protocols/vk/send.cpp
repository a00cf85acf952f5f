#include "protocols/vk/send.hpp"

#include "protocols/json.hpp"
#include "protocols/vk/interpret.hpp"
#include "protocols/vk/lenient.hpp"
#include "protocols/vk/render.hpp"
#include "protocols/vk/rules.hpp"
#include "protocols/vk/uploads.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <variant>

namespace switchboard::protocols::vk {

namespace {

/// VK may forget a file; of a message that names one it says no more than that an argument is
/// wrong.
bool may_be_of_a_reference(const delivery& outcome) {
  const auto* no = std::get_if<refused>(&outcome);
  return no != nullptr && no->code == "wrong_call";
}

/// The program itself was not taken, so none of its calls was made.
bool program_failed(const http_response& from) {
  const answer read(from);
  return read.readable() && !read.ok() && (read.code() == 12 || read.code() == 13);
}

http_request get_message(const access& to, const std::string& message) {
  return call(to, "messages.getById", {{"message_ids", message}});
}

/// The files of a message, as `attachment` wants them.
std::string attachments_of(const json::object& message) {
  std::string references;
  const auto* list = array_at(message, "attachments");
  if (list == nullptr) return references;
  for (const auto& one : *list) {
    const auto* fields = one.if_object();
    const auto type = fields != nullptr ? text_at(*fields, "type") : std::string_view();
    const auto* thing = fields != nullptr ? object_at(*fields, type) : nullptr;
    if (thing == nullptr) continue;
    const auto reference = reference_of(type, *thing);
    if (!reference.empty() && !references.empty()) references += ',';
    references += reference;
  }
  return references;
}

/// `{"104": 1}`, or a list of `{"message_id": 104, "response": 1}`.
bool was_deleted(const answer& read) {
  if (const auto* list = read.response_list()) {
    const auto* first = first_object(*list);
    return first != nullptr && truth_at(*first, "response");
  }
  const auto* fields = read.response_object();
  if (fields == nullptr) return whole(read.response()).value_or(0) != 0;
  return std::any_of(fields->begin(), fields->end(),
                     [](const auto& one) { return whole(&one.value()).value_or(0) != 0; });
}

} // namespace

conversation<delivery> send(access to, outgoing what) {
  std::string attachments;
  std::vector<kept_file> kept;
  bool refers = false;
  for (std::size_t i = 0; i < what.files.size(); ++i) {
    auto reference = what.files[i].reference;
    refers = refers || !reference.empty();
    if (reference.empty()) {
      auto made = co_await upload(to, what.client, what.files[i]);
      if (auto* failure = std::get_if<delivery>(&made)) co_return std::move(*failure);
      reference = std::move(std::get<std::string>(made));
      kept.push_back({i, reference});
    }
    if (!attachments.empty()) attachments += ',';
    attachments += reference;
  }
  auto outcome = read_delivery(co_await ask{send_message(to, what, attachments)});
  if (auto* message = std::get_if<sent>(&outcome)) message->kept = std::move(kept);
  if (refers && may_be_of_a_reference(outcome))
    co_return forget_files{std::get<refused>(outcome).reason};
  co_return outcome;
}

conversation<std::vector<delivery>> send_many(access to, std::vector<outgoing> what) {
  std::vector<delivery> outcomes;
  outcomes.reserve(what.size());
  for (std::size_t at = 0; at < what.size(); at += calls_of_execute) {
    const auto batch = std::span(what).subspan(at, std::min(calls_of_execute, what.size() - at));
    const auto answer = co_await ask{send_messages(to, batch)};
    if (program_failed(answer)) {
      for (auto& one : batch) outcomes.push_back(co_await send(to, std::move(one)));
      continue;
    }
    auto told = read_deliveries(answer, batch.size());
    std::move(told.begin(), told.end(), std::back_inserter(outcomes));
  }
  co_return outcomes;
}

conversation<delivery> edit(access to, std::string client, std::string message, std::string text,
                            bool has_files) {
  std::string attachments;
  if (has_files) {
    const auto asked = co_await ask{get_message(to, message)};
    const answer read(asked);
    const auto* fields = read.response_object();
    const auto* items = fields != nullptr ? array_at(*fields, "items") : nullptr;
    const auto* found = items != nullptr ? first_object(*items) : nullptr;
    if (found == nullptr) {
      if (read.ok()) co_return refused{"message_not_found", "VK does not know the message"};
      co_return read_change(asked);
    }
    attachments = attachments_of(*found);
  }
  co_return read_change(co_await ask{edit_message(to, client, message, text, attachments)});
}

conversation<delivery> remove(access to, std::string client, std::string message) {
  const auto asked = co_await ask{delete_message(to, client, message)};
  const answer read(asked);
  if (read.ok() && !was_deleted(read))
    co_return refused{"delete_refused", "VK did not delete the message"};
  co_return read_change(asked);
}

} // namespace switchboard::protocols::vk
