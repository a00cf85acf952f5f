#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"
#include "storage/cards.hpp"

namespace switchboard::http {

namespace {

constexpr std::array update_client_fields{
    parameter{"status", kind::choice, false, 0, 0,
              "not_client|appealed|interested|desire|client|regular", "How far the client is."},
    parameter{"email", kind::text, false, 0, 254, {}, "Empty = not known."},
    parameter{"phone",
              kind::text,
              false,
              0,
              20,
              {},
              "5 to 20 digits, spaces, +, - and parentheses; empty = not known."},
    parameter{"sex", kind::choice, false, 0, 0, "unknown|female|male", "The client's."},
    parameter{"country", kind::text, false, 0, longest_name, {}, "Where the client lives."},
    parameter{"city", kind::text, false, 0, longest_name, {}, "Where the client lives."},
    parameter{"address", kind::text, false, 0, 300, {}, "Where the client lives."},
    parameter{"notes", kind::text, false, 0, longest_notes, {}, "For the staff alone."},
    parameter{"add_tags", kind::labels, false, 1, most_tags, {}, "A client has at most 50."},
    parameter{"remove_tags",
              kind::labels,
              false,
              1,
              most_tags,
              {},
              "Those it does not have are "
              "passed over."},
    parameter{"variables",
              kind::values,
              false,
              1,
              storage::most_variables,
              {},
              "By the variable's id; null takes the value away."}};

constexpr parameter choices_field{
    "choices", kind::labels, false, 1, most_choices, {}, "Of a variable of kind choice."};

constexpr std::array create_variable_fields{
    name_field,
    parameter{"kind", kind::choice, true, 0, 0, "text|number|boolean|date|choice",
              "What its values are."},
    choices_field};

constexpr std::array update_variable_fields{new_name_field, choices_field};

constexpr std::array tags_fields{
    limit_field,
    parameter{
        "cursor", kind::text, false, 1, longest_tag_cursor, {}, "next_cursor of the page before."}};

constexpr std::string_view clients_path = "/projects/{project}/clients";

constexpr std::string_view client_path = "/projects/{project}/clients/{client}";

constexpr std::string_view history_path = "/projects/{project}/clients/{client}/history";

constexpr std::string_view dialogs_path = "/projects/{project}/clients/{client}/dialogs";

constexpr std::string_view sources_path = "/projects/{project}/clients/{client}/sources";

constexpr std::string_view linked_path = "/projects/{project}/clients/{client}/linked";

constexpr std::string_view variables_path = "/projects/{project}/variables";

constexpr std::string_view variable_path = "/projects/{project}/variables/{variable}";

constexpr std::string_view tags_path = "/projects/{project}/tags";

// clang-format off
constexpr std::array table{
    operation{"clients.list", "GET", clients_path, access::member, rate::reads, scope::clients_read, page_fields, 200, "client", true, false, false, &clients::list, "The clients one may see, newest first.", body::json, storage::permission::audience},
    operation{"clients.get", "GET", client_path, access::member, rate::reads, scope::clients_read, {}, 200, "client", false, false, false, &clients::get, "What is known of a client."},
    operation{"clients.update", "PATCH", client_path, access::member, rate::writes, scope::clients_write, update_client_fields, 200, "client", false, false, false, &clients::update, "Changes what is given and nothing else."},
    operation{"clients.history", "GET", history_path, access::member, rate::reads, scope::clients_read, page_fields, 200, "client_change", true, false, false, &clients::history, "Who changed what of the card, newest first."},
    operation{"clients.dialogs", "GET", dialogs_path, access::member, rate::reads, scope::clients_read, page_fields, 200, "dialog", true, false, false, &clients::dialogs, "The client's appeals, newest first."},
    operation{"clients.sources", "GET", sources_path, access::member, rate::reads, scope::clients_read, page_fields, 200, "client_source", true, false, false, &clients::sources, "The links the client came by, newest first."},
    operation{"clients.linked", "GET", linked_path, access::member, rate::reads, scope::clients_read, page_fields, 200, "client", true, false, false, &clients::linked, "Clients with the same phone or e-mail, of those one may see."},
    operation{"variables.list", "GET", variables_path, access::member, rate::reads, scope::clients_read, page_fields, 200, "variable", true, false, false, &variables::list, "What the project asks about its clients."},
    operation{"variables.create", "POST", variables_path, access::admin, rate::writes, scope::clients_write, create_variable_fields, 201, "variable", false, false, false, &variables::create, "Adds a question about clients."},
    operation{"variables.update", "PATCH", variable_path, access::admin, rate::writes, scope::clients_write, update_variable_fields, 200, "variable", false, false, false, &variables::update, "Changes the name or the choices."},
    operation{"variables.delete", "DELETE", variable_path, access::admin, rate::writes, scope::clients_write, {}, 200, "nothing", false, false, false, &variables::remove, "Removes a question and its answers."},
    operation{"tags.list", "GET", tags_path, access::member, rate::reads, scope::clients_read, tags_fields, 200, "tag", true, false, false, &tags::list, "The tags in use, by name."},
};
// clang-format on

} // namespace

std::span<const operation> client_operations() { return table; }

} // namespace switchboard::http
