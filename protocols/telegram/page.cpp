#include "protocols/telegram/page.hpp"

#include "protocols/telegram/interpret.hpp"
#include "protocols/telegram/render.hpp"
#include "protocols/telegram/rules.hpp"
#include "protocols/text.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace switchboard::protocols::telegram {

namespace {

/// One text of the page: how its calls end, its field there, our field, how long it may be.
struct line {
  std::string_view call;
  std::string_view field;
  std::string bot_profile::*ours;
  std::string_view pointer;
  std::size_t limit;
};
constexpr std::array lines{
    line{"Name", "name", &bot_profile::name, "/name", bot_name_limit},
    line{"Description", "description", &bot_profile::description, "/description",
         bot_description_limit},
    line{"ShortDescription", "short_description", &bot_profile::about, "/about", bot_about_limit},
};

error failure(const answer& read) {
  auto problem = failure_of(read, errc::bad_request);
  if (problem.retry_after_s > 0) problem.code = errc::rate_limited;
  return problem;
}

} // namespace

conversation<result<bot_profile>> read_bot_profile(access to) {
  bot_profile page;
  for (const auto& line : lines) {
    const answer read(co_await ask{get_my(to, line.call)});
    const auto* found = read.result_object();
    if (found == nullptr) co_return failure(read);
    page.*line.ours = storable(text_at(*found, line.field));
  }
  co_return page;
}

conversation<result<void>> write_bot_profile(access to, bot_profile what) {
  for (const auto& line : lines)
    if (utf16_length(what.*line.ours) > line.limit)
      co_return fail(errc::bad_request,
                     "At most " + std::to_string(line.limit) + " characters fit here.",
                     std::string{line.pointer});
  const auto now = co_await read_bot_profile(to);
  if (!now) co_return now.error();
  for (const auto& line : lines) {
    const auto& text = what.*line.ours;
    if (text == (*now).*line.ours) continue;
    const answer read(co_await ask{set_my(to, line.call, line.field, text)});
    if (!read.ok()) co_return failure(read);
  }
  co_return result<void>{};
}

} // namespace switchboard::protocols::telegram
