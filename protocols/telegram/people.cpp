#include "protocols/telegram/people.hpp"

#include "protocols/telegram/attachments.hpp"
#include "protocols/telegram/interpret.hpp"
#include "protocols/telegram/refusals.hpp"
#include "protocols/telegram/render.hpp"
#include "protocols/text.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace switchboard::protocols::telegram {

namespace {

/// Nothing when it is not an answer; empty when there is no picture to see.
std::optional<std::string> photo_in(const answer& read) {
  const auto* found = read.result_object();
  const auto* photos = found != nullptr ? array_at(*found, "photos") : nullptr;
  if (photos == nullptr) return std::nullopt;
  if (photos->empty()) return std::string{};
  const auto* sizes = photos->front().if_array();
  const auto* size = sizes != nullptr ? largest(*sizes) : nullptr;
  const auto id = size != nullptr ? text_at(*size, "file_id") : std::string_view();
  return id.empty() ? std::string{} : std::string{file_source} + storable(id);
}

error why_no_file(const answer& read) {
  if (read.readable() && !read.ok()) {
    const auto outcome = read_refusal(read);
    const auto* no = std::get_if<refused>(&outcome);
    if (no != nullptr && no->code == "file_too_big") return fail(errc::too_large, read.reason());
  }
  return failure_of(read, errc::not_found);
}

} // namespace

conversation<std::vector<client_profile>> profiles(access to, std::vector<std::string> clients) {
  std::vector<client_profile> found;
  for (auto& client : clients) {
    const answer read(co_await ask{get_profile_photo(to, client)});
    auto photo = photo_in(read);
    if (!photo) continue;
    found.push_back({.client = std::move(client), .who = {}});
    found.back().who.photo = std::move(*photo);
  }
  co_return found;
}

conversation<result<http_request>> locate(access to, std::string source) {
  if (!source.starts_with(file_source) || source.size() == file_source.size())
    co_return fail(errc::bad_request, "this is not a file of Telegram");
  const answer read(
      co_await ask{get_file(to, std::string_view(source).substr(file_source.size()))});
  const auto* file = read.result_object();
  const auto path = file != nullptr ? text_at(*file, "file_path") : std::string_view();
  if (path.empty()) co_return why_no_file(read);
  co_return download(to, path);
}

} // namespace switchboard::protocols::telegram
