#include "protocols/telegram/send.hpp"

#include "protocols/telegram/interpret.hpp"
#include "protocols/telegram/render.hpp"

#include <string_view>
#include <utility>
#include <variant>

namespace switchboard::protocols::telegram {

namespace {

/// The refusals that concern the kind only: the same bytes go as a document (Telegram Bot API,
/// errors PHOTO_… and VOICE_MESSAGES_FORBIDDEN).
bool better_as_document(const delivery& outcome) {
  const auto* no = std::get_if<refused>(&outcome);
  return no != nullptr && (no->code == "photo_unusable" || no->code == "voice_forbidden");
}

/// Without a reference there is nothing to forget, and the bytes would be refused for ever.
delivery settled(delivery outcome, const outgoing_file& file) {
  const auto* unknown = std::get_if<forget_files>(&outcome);
  if (unknown == nullptr || !file.reference.empty()) return outcome;
  return refused{"file_unknown", unknown->reason};
}

/// Done twice it is the same as done once.
delivery repeatable(delivery outcome) {
  if (const auto* unknown = std::get_if<unknown_outcome>(&outcome))
    return try_later{unknown->reason};
  return outcome;
}

} // namespace

conversation<delivery> send(access to, outgoing what) {
  if (what.files.empty()) co_return read_delivery(co_await ask{send_message(to, what)});
  auto& file = what.files.front();
  if (what.files.size() > 1)
    co_return refused{"too_many_files", "the Bot API takes one file with a message"};
  if (file.reference.empty() && file.path.empty() && file.link.empty())
    co_return refused{"file_missing", "the file is not here any more"};
  const auto how = method_for(file);
  auto outcome = read_delivery(co_await ask{send_file(to, what, how)});
  if (better_as_document(outcome) && how.field != as_document.field) {
    // What is known as a photo is not known as a document.
    if (!file.path.empty() || !file.link.empty()) file.reference.clear();
    outcome = read_delivery(co_await ask{send_file(to, what, as_document)});
  }
  co_return settled(std::move(outcome), file);
}

conversation<delivery> edit(access to, std::string client, std::string external_id,
                            std::string text, bool has_files) {
  const auto call = edit_message(to, client, external_id, text, has_files);
  co_return repeatable(read_delivery(co_await ask{call}));
}

conversation<delivery> remove(access to, std::string client, std::string external_id) {
  co_return repeatable(read_delivery(co_await ask{delete_message(to, client, external_id)}));
}

} // namespace switchboard::protocols::telegram
