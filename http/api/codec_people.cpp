#include "http/api/codec.hpp"
#include "http/api/codec_words.hpp"
#include "http/api/token_access.hpp"

#include <boost/json.hpp>

namespace switchboard::http {

json::object to_json(const storage::person_row& person, const codec& with) {
  json::object out;
  out["id"] = text_of(person.id);
  out["name"] = person.name;
  out["email"] = person.email;
  out["locale"] = person.locale;
  out["photo_url"] = picture_url(person.photo_blob, with);
  out["totp"] = !person.totp_secret.empty();
  out["recovery_codes_left"] = person.recovery_codes;
  return out;
}

json::object to_json(const storage::session_row& session, session_id current) {
  json::object out;
  out["id"] = text_of(session.id);
  out["user_agent"] = session.user_agent;
  out["address"] = session.address;
  out["created_at"] = to_rfc3339(session.created_at);
  out["last_seen_at"] = to_rfc3339(session.last_seen_at);
  out["current"] = session.id == current;
  return out;
}

json::object to_json(const storage::api_token_row& token, const actors::project_view& project) {
  json::array scopes;
  for (const auto one : every_scope)
    if ((token.scopes & bit_of(one)) != 0) scopes.emplace_back(word_of(one));
  json::object out;
  out["id"] = text_of(token.id);
  out["name"] = token.name;
  out["scopes"] = std::move(scopes);
  out["created_by"] = named(token.person, project);
  out["created_at"] = to_rfc3339(token.created_at);
  out["last_used_at"] = time_or_null(token.last_used_at);
  return out;
}

json::object to_json(const storage::audit_row& line, const actors::project_view& project) {
  json::object out;
  out["id"] = text_of(line.id);
  out["at"] = to_rfc3339(line.created_at);
  out["person"] = named_or_null(line.person, project);
  out["action"] = line.action;
  out["subject"] = line.subject;
  out["detail"] = line.detail;
  out["address"] = line.address;
  return out;
}

} // namespace switchboard::http
