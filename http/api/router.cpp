#include "http/api/router.hpp"

namespace switchboard::http {

namespace {

using ids = std::vector<std::pair<std::string_view, std::string_view>>;

std::string_view next_part(std::string_view& path) {
  path.remove_prefix(1);
  const auto end = std::min(path.find('/'), path.size());
  const auto part = path.substr(0, end);
  path.remove_prefix(end);
  return part;
}

bool matches(std::string_view pattern, std::string_view path, ids& found) {
  found.clear();
  while (!pattern.empty() && !path.empty()) {
    if (path.front() != '/') return false;
    const auto wanted = next_part(pattern);
    const auto part = next_part(path);
    if (wanted.starts_with('{')) {
      // Words are never ids, so "/chats/counters" cannot be taken for a chat.
      if (part.empty() || part.front() < '0' || part.front() > '9') return false;
      found.emplace_back(wanted.substr(1, wanted.size() - 2), part);
    } else if (wanted != part) {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

} // namespace

route find_route(std::string_view method, std::string_view path) {
  route out;
  ids found;
  for (const auto& op : operations()) {
    if (!matches(op.path, path, found)) continue;
    if (op.method == method) {
      out.op = &op;
      out.ids = std::move(found);
      return out;
    }
    if (!out.allowed.empty()) out.allowed += ", ";
    out.allowed += op.method;
  }
  return out;
}

} // namespace switchboard::http
