#include "plans_support.hpp"

#include <algorithm>
#include <regex>
#include <stdexcept>

namespace switchboard::test {
namespace {

struct plan_listener : pqxx::errorhandler {
  explicit plan_listener(pqxx::connection_base& of) : errorhandler(of) {}
  bool operator()(const char words[]) noexcept override {
    heard += words;
    return false;
  }
  std::string heard;
};

} // namespace

void explain_all(pqxx::connection& db) {
  pqxx::nontransaction tx{db};
  tx.exec("LOAD 'auto_explain'");
  tx.exec(
      "SET auto_explain.log_min_duration = 0; SET auto_explain.log_analyze = on;"
      " SET auto_explain.log_timing = off; SET auto_explain.log_level = notice;"
      " SET client_min_messages = notice");
}

std::string plans_of(pqxx::connection& db, const std::function<void()>& ask) {
  plan_listener listener{db};
  ask();
  if (listener.heard.find("Query Text") == std::string::npos)
    throw std::runtime_error{"no plan was told"};
  return listener.heard;
}

std::vector<std::string> both_plans_of(pqxx::connection& db, const std::function<void()>& ask) {
  std::vector<std::string> plans;
  for (const char* mode : {"force_custom_plan", "force_generic_plan"}) {
    pqxx::nontransaction{db}.exec(std::string{"SET plan_cache_mode = "} + mode);
    plans.push_back(plans_of(db, ask));
  }
  return plans;
}

long most_rows(const std::string& plan) {
  long most = 0;
  const std::regex counted{"(?:rows=(\\d+) loops=|Rows Removed by (?:Join )?Filter: (\\d+))"};
  for (std::sregex_iterator at{plan.begin(), plan.end(), counted}, end; at != end; ++at)
    most = std::max(most, std::stol((*at)[1].matched ? (*at)[1].str() : (*at)[2].str()));
  return most;
}

bool scans_a_table(const std::string& plan) { return plan.find("Seq Scan") != std::string::npos; }

} // namespace switchboard::test
