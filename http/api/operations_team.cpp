#include "http/api/handlers.hpp"
#include "http/api/operation_fields.hpp"

namespace switchboard::http {

namespace {

constexpr std::array add_member_fields{
    parameter{"person",
              kind::id,
              false,
              0,
              0,
              {},
              "Of the account's staff; else a new person of a name, an e-mail and a password."},
    new_name_field,
    parameter{"email", kind::email, false, 3, 254, {}, "Letter case does not matter."},
    parameter{"password",
              kind::password,
              false,
              shortest_password,
              longest_password,
              {},
              "At least 8 characters."},
    parameter{"role", kind::choice, true, 0, 0, "admin|manager", "What the member may do."},
    permissions_field,
    forbidden_departments_field};

constexpr std::array update_member_fields{
    parameter{"role", kind::choice, false, 0, 0, "admin|manager", "What the member may do."},
    permissions_field, forbidden_departments_field};

constexpr std::array set_presence_fields{
    parameter{"away", kind::boolean, true, 0, 0, {}, "Takes no appeals by assignment (TEAM-5)."}};

constexpr std::array create_invite_fields{
    parameter{"role", kind::choice, true, 0, 0, "admin|manager", "Of who accepts it."}};

constexpr parameter invite_token_field{
    "token", kind::text, true, 1, 128, {}, "The end of the invitation's address."};

constexpr std::array look_fields{invite_token_field};

constexpr std::array accept_fields{
    invite_token_field, new_name_field,
    parameter{
        "email", kind::email, false, 3, 254, {}, "Of who is not signed in, with the other two."},
    parameter{"password",
              kind::password,
              false,
              shortest_password,
              longest_password,
              {},
              "At least 8 characters."},
    locale_field};

constexpr parameter department_members_field{
    "members", kind::ids, false, 0, most_members, {}, "Who works in it; none = open to all."};

constexpr parameter department_channels_field{
    "channels", kind::ids, false, 0, most_sources, {}, "Whose clients come to it (INB-7)."};

constexpr parameter department_links_field{
    "links", kind::links, false, 0, most_sources, {}, "What start links to it carry (INB-7)."};

constexpr parameter department_assignment_field{
    "assignment",
    kind::choice,
    false,
    0,
    0,
    "project|by_hand|round_robin|least_loaded",
    "How appeals come to its people; \"project\" = as the project has it."};

constexpr parameter department_cap_field{
    "assignment_cap",
    kind::integer,
    false,
    -1,
    highest_cap,
    {},
    "Chats one of its people holds at most by assignment; -1 = as the project has it."};

constexpr std::array create_department_fields{name_field,
                                              department_members_field,
                                              department_channels_field,
                                              department_links_field,
                                              department_assignment_field,
                                              department_cap_field};

constexpr std::array update_department_fields{
    new_name_field,         department_members_field,    department_channels_field,
    department_links_field, department_assignment_field, department_cap_field};

constexpr std::string_view members_path = "/projects/{project}/members";

constexpr std::string_view member_path = "/projects/{project}/members/{member}";

constexpr std::string_view presence_path = "/projects/{project}/presence";

constexpr std::string_view invites_path = "/projects/{project}/invites";

constexpr std::string_view invite_path = "/projects/{project}/invites/{invite}";

constexpr std::string_view departments_path = "/projects/{project}/departments";

constexpr std::string_view department_path = "/projects/{project}/departments/{department}";

// clang-format off
constexpr std::array table{
    operation{"members.list", "GET", members_path, access::member, rate::reads, scope::project_read, page_fields, 200, "member", true, false, false, &members::list, "Who works in the project."},
    operation{"members.add", "POST", members_path, access::admin, rate::writes, scope::none, add_member_fields, 201, "member", false, false, false, &members::add, "Adds a new person, or one of the account's staff."},
    operation{"members.update", "PATCH", member_path, access::admin, rate::writes, scope::none, update_member_fields, 200, "member", false, false, false, &members::update, "Changes a role or what a manager may do."},
    operation{"members.remove", "DELETE", member_path, access::admin, rate::writes, scope::none, {}, 200, "nothing", false, false, false, &members::remove, "Removes a member; what they held goes back to New."},
    operation{"members.set_presence", "POST", presence_path, access::member, rate::writes, scope::project_write, set_presence_fields, 200, "nothing", false, false, false, &members::set_presence, "Says that one is away, or back."},
    operation{"members.presence", "GET", presence_path, access::member, rate::reads, scope::project_read, page_fields, 200, "presence", true, false, false, &members::presence, "Who is there, and how many chats each holds."},
    operation{"staff.list", "GET", "/staff", access::signed_in, rate::reads, scope::none, page_fields, 200, "staff", true, false, false, &staff::list, "The people of the account, of the projects one administers."},
    operation{"staff.remove", "DELETE", "/staff/{person}", access::signed_in, rate::writes, scope::none, {}, 200, "nothing", false, false, false, &staff::remove, "Removes a person from every project for ever; only the owner of the account may."},
    operation{"invites.create", "POST", invites_path, access::admin, rate::writes, scope::none, create_invite_fields, 201, "new_invite", false, true, false, &invites::create, "Makes a link that adds who follows it; shown only now."},
    operation{"invites.list", "GET", invites_path, access::admin, rate::reads, scope::none, page_fields, 200, "invite", true, false, false, &invites::list, "Invitations that nobody has accepted yet."},
    operation{"invites.revoke", "DELETE", invite_path, access::admin, rate::writes, scope::none, {}, 200, "nothing", false, false, false, &invites::revoke, "Makes an invitation good for nothing."},
    operation{"invites.look", "POST", "/invites/look", access::anyone, rate::credentials, scope::none, look_fields, 200, "invitation", false, true, false, &invites::look, "What an invitation invites to."},
    operation{"invites.accept", "POST", "/invites/accept", access::anyone, rate::credentials, scope::none, accept_fields, 200, "joined", false, true, false, &invites::accept, "Joins as oneself when signed in, else as a new person, who is signed in then."},
    operation{"departments.list", "GET", departments_path, access::member, rate::reads, scope::project_read, page_fields, 200, "department", true, false, false, &departments::list, "The departments of the project."},
    operation{"departments.create", "POST", departments_path, access::admin, rate::writes, scope::project_write, create_department_fields, 201, "department", false, false, false, &departments::create, "Makes a department."},
    operation{"departments.update", "PATCH", department_path, access::admin, rate::writes, scope::project_write, update_department_fields, 200, "department", false, false, false, &departments::update, "Changes what is given; lists are given whole."},
    operation{"departments.delete", "DELETE", department_path, access::admin, rate::writes, scope::project_write, {}, 200, "nothing", false, false, false, &departments::remove, "Removes a department; its chats go to none."},
};
// clang-format on

} // namespace

std::span<const operation> team_operations() { return table; }

} // namespace switchboard::http
