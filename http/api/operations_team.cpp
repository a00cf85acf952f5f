#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr std::array add_member_fields{
    name_field, email_field, new_password_field,
    parameter{"role", kind::choice, true, 0, 0, "admin|manager", "What the member may do."}};

constexpr std::string_view members_path = "/projects/{project}/members";

// clang-format off
constexpr std::array table{
    operation{"members.list", "GET", members_path, access::member, rate::reads, scope::project_read, page_fields, 200, "member", true, false, false, &members::list, "Who works in the project."},
    operation{"members.add", "POST", members_path, access::admin, rate::writes, scope::project_write, add_member_fields, 201, "member", false, false, false, &members::add, "Adds a person with an e-mail and a password."},
};
// clang-format on

} // namespace

std::span<const operation> team_operations() { return table; }

} // namespace switchboard::http
