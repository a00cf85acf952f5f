#include "http/api/access.hpp"

#include "actors/domain/permissions.hpp"
#include "actors/node.hpp"
#include "http/api/token_access.hpp"

namespace switchboard::http {

namespace {

/// What the project's member must be for the operation.
result<void> check_member(const operation& op, const storage::member_row& member) {
  const bool enough = op.access == access::owner   ? member.role == storage::role::owner
                      : op.access == access::admin ? actors::domain::is_chief(member)
                                                   : true;
  if (!enough) return fail(errc::access_denied);
  if (op.needs && !actors::domain::allowed(member, *op.needs))
    return fail(errc::access_denied, "You are not allowed this in the project.");
  return {};
}

} // namespace

result<void> check_access(call& c) {
  const auto needed = c.op.access;
  if (needed == access::anyone) return {};
  if (!c.caller) return fail(errc::auth_required);
  if (auto able = check_token(c); !able) return able;
  if (needed == access::signed_in) return {};
  c.project = c.env.node.find_project(c.id<project_id>("project"));
  if (!c.project) return fail(errc::not_found);
  const auto member = c.project->members.find(c.who());
  if (member == c.project->members.end()) return fail(errc::not_found);
  c.role = member->second.role;
  return check_member(c.op, member->second);
}

result<void> check_rate(call& c) {
  auto& limiter = c.op.rate == rate::reads    ? c.env.reads
                  : c.op.rate == rate::writes ? c.env.writes
                                              : c.env.credentials;
  const auto key = c.token()  ? "token " + to_string(c.token()->id)
                   : c.caller ? to_string(c.who())
                              : c.peer;
  const auto pause = limiter.take(key, std::chrono::steady_clock::now());
  if (pause.count() == 0) return {};
  auto refused = fail(errc::rate_limited);
  refused.retry_after_s = static_cast<int>(pause.count());
  return refused;
}

} // namespace switchboard::http
