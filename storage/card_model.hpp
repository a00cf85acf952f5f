#pragma once

#include "config/clock.hpp"
#include "config/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The rows of a client's card (CRD-2 to CRD-8); the part of model.hpp that is about people. Enum
/// numbers are stored: never renumber.
namespace switchboard::storage {

enum class client_status : std::uint8_t {
  not_client = 0,
  appealed = 1,
  interested = 2,
  desire = 3,
  client = 4,
  regular = 5,
};
enum class client_sex : std::uint8_t { unknown = 0, female = 1, male = 2 };
enum class variable_kind : std::uint8_t { text = 0, number = 1, boolean = 2, date = 3, choice = 4 };

/// What the staff knows of a client (CRD-2 to CRD-8). A client without a row has this one.
struct card_row {
  project_id project;
  chat_id client;
  client_status status = client_status::appealed;
  std::string email;
  std::string phone; ///< as it was written
  client_sex sex = client_sex::unknown;
  std::string country;
  std::string city;
  std::string address;
  std::string notes;
  std::vector<std::string> tags;
  std::string variables = "{}"; ///< JSON: variable's id → value
  std::int64_t version = 0;
};

/// One change of a card (CRD-8).
struct card_change_row {
  project_id project;
  chat_id client;
  change_id id;
  person_id by;
  std::string field; ///< "phone", "tags", "variable:<id>"
  std::string before;
  std::string after;
  timestamp created_at{};
};

/// A link that a client came by (CRD-7).
struct client_source_row {
  project_id project;
  chat_id client;
  source_id id;
  std::string payload; ///< what the start link carried
  std::string link;    ///< the page they came from
  std::string google_id;
  std::string utm = "{}"; ///< JSON: name → text
  timestamp created_at{};
};

/// One appeal of a client (CRD-6).
struct dialog_row {
  dialog_id id;
  timestamp opened_at{};
  std::optional<timestamp> closed_at;
  person_id closed_by;
  std::string first_text; ///< the beginning of its first message
};

struct variable_row {
  project_id project;
  variable_id id;
  std::string name;
  variable_kind kind = variable_kind::text;
  std::vector<std::string> choices;
  timestamp created_at{};
};

} // namespace switchboard::storage
