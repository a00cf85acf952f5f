#pragma once

#include "config/error.hpp"
#include "storage/audit.hpp"
#include "storage/connection.hpp"
#include "storage/model.hpp"
#include "storage/reads.hpp"

#include <optional>
#include <string>
#include <vector>

/// What the staff knows of clients (CRD-2 to CRD-8) and what a project wants to know of them. Cards
/// are written by chats (`put_card`); the card itself is read with load_card. Lists come newest
/// first; `before` = id of the last one seen, 0 = from the top.
namespace switchboard::storage {

/// A client with everything the list of clients shows.
struct client_listing {
  chat_listing chat;
  card_row card;
};

/// CRD-6. The first words are the client's, not more than 200 letters; empty where the client said
/// nothing among the dialog's first hundred messages.
std::vector<dialog_row> list_dialogs(pqxx::connection& db, project_id project, chat_id client,
                                     dialog_id before, int limit);
/// CRD-8.
std::vector<card_change_row> list_card_changes(pqxx::connection& db, project_id project,
                                               chat_id client, change_id before, int limit);
/// CRD-7.
std::vector<client_source_row> list_client_sources(pqxx::connection& db, project_id project,
                                                   chat_id client, source_id before, int limit);
/// Other clients with the same phone or e-mail, at most `limit`, newest first (CRD-8).
std::vector<chat_id> linked_clients(pqxx::connection& db, project_id project, chat_id client,
                                    int limit);
std::vector<client_listing> list_clients(pqxx::connection& db, project_id project, chat_id before,
                                         int limit);
/// Of each of them in their order; one without a row is the empty card.
std::vector<card_row> cards_of(pqxx::connection& db, project_id project,
                               const std::vector<chat_id>& clients);

/// Variables a project may have.
inline constexpr int most_variables = 100;

/// errc::limit_reached, errc::name_taken (/name). Throws `refusal` with errc::not_found when there
/// is no such project.
result<variable_row> create_variable(pqxx::connection& db, const variable_row& variable,
                                     const audit_row& told);
/// What is absent stays. errc::name_taken (/name), errc::not_found.
result<variable_row> update_variable(pqxx::connection& db, project_id project, variable_id variable,
                                     const std::optional<std::string>& name,
                                     const std::optional<std::vector<std::string>>& choices,
                                     const audit_row& told);
/// Cards keep the value they had under its id, which no other variable ever gets. errc::not_found.
result<void> delete_variable(pqxx::connection& db, project_id project, variable_id variable,
                             const audit_row& told);

/// The project's tags by name; `after` = the last one seen, empty = from the first (CRD-3).
std::vector<std::string> tags_of(pqxx::connection& db, project_id project, const std::string& after,
                                 int limit);

} // namespace switchboard::storage
