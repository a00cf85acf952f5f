#include "http/api/openapi.hpp"

namespace switchboard::http {

namespace {

constexpr std::string_view text = R"json({
"id": {"type": "string", "pattern": "^[1-9][0-9]{0,18}$", "description": "A 63-bit number in decimal."},
"time": {"type": "string", "format": "date-time", "description": "RFC 3339, UTC, milliseconds."},
"nothing": {"type": "object", "properties": {}, "required": []},
"named": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "name": {"type": "string", "description": "Empty if the person is no longer there."}},
  "required": ["id", "name"]},
"person": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "name": {"type": "string"},
  "email": {"type": "string"},
  "locale": {"type": "string", "enum": ["ru", "en"]}},
  "required": ["id", "name", "email", "locale"]},
"project": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "name": {"type": "string"},
  "time_zone": {"type": "string", "description": "IANA name."},
  "role": {"type": "string", "enum": ["owner", "admin", "manager"]},
  "created_at": {"$ref": "#/components/schemas/time"}},
  "required": ["id", "name", "time_zone", "role", "created_at"]},
"me": {"type": "object", "properties": {
  "person": {"$ref": "#/components/schemas/person"},
  "projects": {"type": "array", "items": {"$ref": "#/components/schemas/project"}},
  "csrf_token": {"type": "string", "description": "For the header X-CSRF-Token of every write."}},
  "required": ["person", "projects", "csrf_token"]},
"member": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "name": {"type": "string"},
  "email": {"type": "string"},
  "role": {"type": "string", "enum": ["owner", "admin", "manager"]}},
  "required": ["id", "name", "email", "role"]},
"channel_health": {"type": "object", "properties": {
  "last_inbound_at": {"anyOf": [{"$ref": "#/components/schemas/time"}, {"type": "null"}]},
  "last_error_at": {"anyOf": [{"$ref": "#/components/schemas/time"}, {"type": "null"}]},
  "last_error": {"type": ["string", "null"]},
  "problem": {"type": ["string", "null"], "enum": ["token_revoked", "webhook_lost", "conflict", "unreachable", null]}},
  "required": ["last_inbound_at", "last_error_at", "last_error", "problem"]},
"channel": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "platform": {"type": "string", "enum": ["telegram"]},
  "name": {"type": "string"},
  "username": {"type": "string"},
  "link": {"type": "string", "description": "Opens the conversation."},
  "mode": {"type": "string", "enum": ["webhook", "polling"]},
  "state": {"type": "string", "enum": ["connected", "broken", "disconnected"]},
  "webhook_url": {"type": ["string", "null"]},
  "health": {"$ref": "#/components/schemas/channel_health"},
  "created_at": {"$ref": "#/components/schemas/time"}},
  "required": ["id", "platform", "name", "username", "link", "mode", "state", "webhook_url", "health", "created_at"]},
"client": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "name": {"type": "string", "description": "For people; never empty."},
  "first_name": {"type": "string"},
  "last_name": {"type": "string"},
  "username": {"type": ["string", "null"]},
  "language": {"type": ["string", "null"]},
  "subscribed": {"type": "boolean", "description": "May be written to."},
  "photo": {"type": "null"},
  "profile_url": {"type": ["string", "null"]}},
  "required": ["id", "name", "first_name", "last_name", "username", "language", "subscribed", "photo", "profile_url"]},
"chat_channel": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "platform": {"type": "string"},
  "name": {"type": "string"}},
  "required": ["id", "platform", "name"]},
"participant": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "name": {"type": "string"},
  "role": {"type": "string", "enum": ["responsible", "added"]}},
  "required": ["id", "name", "role"]},
"content": {"type": "string", "enum": ["text", "photo", "video", "animation", "video_note", "voice", "audio", "document", "sticker", "location", "venue", "contact", "button", "start", "other"]},
"message_kind": {"type": "string", "enum": ["incoming", "outgoing", "auto", "broadcast", "note", "system"]},
"message_status": {"type": ["string", "null"], "enum": ["queued", "sending", "sent", "delivered", "read", "failed", "uncertain", null]},
"last_message": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "kind": {"$ref": "#/components/schemas/message_kind"},
  "content": {"$ref": "#/components/schemas/content"},
  "text": {"type": "string", "description": "Its beginning."},
  "created_at": {"$ref": "#/components/schemas/time"},
  "status": {"$ref": "#/components/schemas/message_status"}},
  "required": ["id", "kind", "content", "text", "created_at", "status"]},
"chat": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "version": {"type": "integer", "description": "Grows with every change: an older one is to be ignored."},
  "client": {"$ref": "#/components/schemas/client"},
  "channel": {"$ref": "#/components/schemas/chat_channel"},
  "state": {"type": "string", "enum": ["new", "active", "done"]},
  "responsible": {"anyOf": [{"$ref": "#/components/schemas/named"}, {"type": "null"}], "description": "Of a new chat the former one."},
  "participants": {"type": "array", "items": {"$ref": "#/components/schemas/participant"}},
  "pending_transfer": {"type": "null"},
  "department": {"type": "null"},
  "unread": {"type": "integer"},
  "waiting_since": {"anyOf": [{"$ref": "#/components/schemas/time"}, {"type": "null"}]},
  "unclaimed": {"type": "boolean", "description": "Nobody took it for 15 minutes."},
  "dialog": {"$ref": "#/components/schemas/id"},
  "dialogs": {"type": "integer", "description": "1 = the first appeal."},
  "last_message": {"anyOf": [{"$ref": "#/components/schemas/last_message"}, {"type": "null"}]},
  "created_at": {"$ref": "#/components/schemas/time"}},
  "required": ["id", "version", "client", "channel", "state", "responsible", "participants", "pending_transfer", "department", "unread", "waiting_since", "unclaimed", "dialog", "dialogs", "last_message", "created_at"]},
"counters": {"type": "object", "properties": {
  "new": {"type": "integer"},
  "mine": {"type": "integer"},
  "others": {"type": "integer"},
  "done": {"type": "integer"}},
  "required": ["new", "mine", "others", "done"]},
"message_error": {"type": "object", "properties": {
  "code": {"type": "string"},
  "text": {"type": "string"}},
  "required": ["code", "text"]},
"message_action": {"type": "object", "properties": {
  "type": {"type": "string", "enum": ["opened", "took", "closed", "unsubscribed", "subscribed", "unclaimed"]},
  "by": {"anyOf": [{"$ref": "#/components/schemas/named"}, {"type": "null"}]}},
  "required": ["type", "by"]},
"message": {"type": "object", "properties": {
  "id": {"$ref": "#/components/schemas/id"},
  "chat": {"$ref": "#/components/schemas/id"},
  "dialog": {"$ref": "#/components/schemas/id"},
  "kind": {"$ref": "#/components/schemas/message_kind"},
  "author": {"anyOf": [{"$ref": "#/components/schemas/named"}, {"type": "null"}]},
  "content": {"$ref": "#/components/schemas/content"},
  "text": {"type": "string", "description": "Of media the caption."},
  "attachments": {"type": "array", "items": {"type": "object"}},
  "buttons": {"type": "array", "items": {"type": "object"}},
  "status": {"$ref": "#/components/schemas/message_status"},
  "error": {"anyOf": [{"$ref": "#/components/schemas/message_error"}, {"type": "null"}]},
  "action": {"anyOf": [{"$ref": "#/components/schemas/message_action"}, {"type": "null"}]},
  "created_at": {"$ref": "#/components/schemas/time"},
  "key": {"type": ["string", "null"]}},
  "required": ["id", "chat", "dialog", "kind", "author", "content", "text", "attachments", "buttons", "status", "error", "action", "created_at", "key"]},
"problem": {"type": "object", "properties": {
  "type": {"type": "string"},
  "title": {"type": "string"},
  "status": {"type": "integer"},
  "detail": {"type": "string"},
  "code": {"type": "string", "description": "Stable; for programs."},
  "errors": {"type": "array", "items": {"type": "object", "properties": {
    "pointer": {"type": "string", "description": "JSON pointer of the field."},
    "detail": {"type": "string"},
    "code": {"type": "string"}},
    "required": ["pointer", "detail", "code"]}},
  "by": {"$ref": "#/components/schemas/named"},
  "host": {"type": "string"},
  "retry_after": {"type": "integer", "description": "Seconds."}},
  "required": ["type", "title", "status", "detail", "code"]}
})json";

} // namespace

std::string_view schemas_text() { return text; }

} // namespace switchboard::http
