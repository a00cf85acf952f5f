#include "http/api/audit_note.hpp"

#include <utility>

namespace switchboard::http {

storage::audit_row note_of(const call& c, std::string subject, std::string detail) {
  storage::audit_row out;
  if (c.project) out.project = c.project_key();
  out.id = make_id<audit_id>();
  if (c.caller) out.person = c.who();
  out.action = c.op.name;
  out.subject = std::move(subject);
  out.detail = std::move(detail);
  out.address = c.peer;
  out.created_at = c.env.clock.now();
  return out;
}

} // namespace switchboard::http
