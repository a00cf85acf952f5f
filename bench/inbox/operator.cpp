#include "bench/inbox/operator.hpp"

#include <algorithm>

namespace switchboard::bench {

namespace {

std::string frame(std::uint64_t number, std::string_view op, const std::string& params) {
  return "{\"id\":" + std::to_string(number) + ",\"op\":\"" + std::string{op} + "\",\"params\":{" +
         params + "}}";
}

std::string field(std::string_view name, std::string_view value) {
  return "\"" + std::string{name} + "\":\"" + std::string{value} + "\"";
}

/// The text behind `"name":"` in a frame; empty where there is none.
std::string_view text_of(std::string_view frame, std::string_view name) {
  const auto mark = "\"" + std::string{name} + "\":\"";
  const auto at = frame.rfind(mark);
  if (at == frame.npos) return {};
  const auto from = at + mark.size();
  return frame.substr(from, frame.find('"', from) - from);
}

} // namespace

std::string person::subscription() const {
  return frame(0, "events.subscribe", field("project", card_.project));
}

/// Any tab, whole or of one department; of Done also the pages behind the first.
std::string person::list() {
  const auto& tab = card_.tabs[below(card_.tabs.size())];
  auto params = field("project", card_.project) + "," + field("tab", tab);
  what = "list " + tab;
  if (tab == "done" && !next_page_.empty() && below(2) == 0) {
    what += ", next page";
    params += "," + field("cursor", next_page_);
  } else if (!card_.departments.empty() && below(3) == 0) {
    what += ", one department";
    params += "," + field("department", card_.departments[below(card_.departments.size())]);
  }
  if (card_.rights != "all") what += ", restricted";
  return params;
}

std::string person::of_chat(std::string_view op, std::string_view more) {
  what = op.substr(op.find('.') + 1);
  return field("project", card_.project) + "," + field("chat", chat_) + std::string{more};
}

std::string person::next_call(std::uint64_t number) {
  const auto dice = below(100);
  chat_.clear();
  if (dice < 10 && !appeals_->empty()) {
    chat_ = std::move(appeals_->back());
    appeals_->pop_back();
    return frame(number, "chats.take", of_chat("chats.take"));
  }
  if (dice < 55 && !card_.held.empty()) {
    const auto at = below(card_.held.size());
    chat_ = card_.held[at];
    if (dice < 20) {
      card_.held.erase(card_.held.begin() + static_cast<std::ptrdiff_t>(at));
      return frame(number, "chats.done", of_chat("chats.done"));
    }
    if (dice < 35) {
      const auto text = ",\"text\":\"We look into it, order #" + std::to_string(number) + "\"";
      return frame(number, "messages.send", of_chat("messages.send", text));
    }
    auto params = of_chat("messages.list");
    what = "open a chat";
    return frame(number, "messages.list", params);
  }
  return frame(number, "chats.list", list());
}

void person::answered(std::string_view frame, bool refused) {
  busy = false;
  if (refused) return;
  if (what == "take") card_.held.push_back(chat_);
  if (what.starts_with("list done") && what.find("department") == what.npos)
    next_page_ = text_of(frame, "next_cursor");
}

} // namespace switchboard::bench
