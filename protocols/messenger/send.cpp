#include "protocols/messenger/send.hpp"

#include "protocols/messenger/interpret.hpp"
#include "protocols/messenger/render.hpp"
#include "protocols/messenger/rules.hpp"

#include <string>
#include <utility>
#include <variant>

namespace switchboard::protocols::facebook {

namespace {

bool is_tagged(const outgoing& message) {
  return !message.form.empty() && message.form != "RESPONSE" && message.form != "UPDATE";
}

delivery with_kept(delivery outcome, std::string reference) {
  if (auto* message = std::get_if<sent>(&outcome); message != nullptr && !reference.empty())
    message->kept.push_back({0, std::move(reference), attachment_life});
  return outcome;
}

} // namespace

conversation<delivery> send(access to, outgoing what) {
  attempt tried{.tagged = is_tagged(what)};
  if (what.files.empty()) co_return read_delivery(co_await ask{send_text(to, what)}, tried);
  if (what.files.size() > 1 || !what.text.empty())
    co_return refused{"not_one_message", "Messenger takes one file at a time, without a text"};
  const auto& file = what.files.front();
  if (!file.reference.empty()) {
    tried.by_reference = true;
    co_return read_delivery(co_await ask{send_file(to, what, file, file.reference)}, tried);
  }
  if (!file.path.empty()) {
    auto uploaded = read_upload(co_await ask{upload(to, file)});
    if (auto* failure = std::get_if<delivery>(&uploaded)) co_return std::move(*failure);
    auto& reference = std::get<std::string>(uploaded);
    auto outcome = read_delivery(co_await ask{send_file(to, what, file, reference)}, tried);
    co_return with_kept(std::move(outcome), std::move(reference));
  }
  if (file.link.empty()) co_return refused{"file_missing", "the file is not here any more"};
  const auto answer = co_await ask{send_file(to, what, file, {})};
  co_return with_kept(read_delivery(answer, tried), kept_attachment(answer));
}

} // namespace switchboard::protocols::facebook
