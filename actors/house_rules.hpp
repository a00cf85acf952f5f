#pragma once

#include "config/log.hpp"

#include <caf/error.hpp>

#include <exception>
#include <string>

namespace switchboard::actors {

/// What every actor does alike: an exception in a handler is a line in the log and the end of the
/// actor, which is read again from its rows when next needed.
template <class Self>
void obey_house_rules(Self* self) {
  self->set_exception_handler([self](std::exception_ptr& failure) -> caf::error {
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& e) {
      log::error("actor failed", {{"actor", self->name()}, {"what", e.what()}});
    } catch (...) {
      log::error("actor failed", {{"actor", self->name()}, {"what", "unknown"}});
    }
    return caf::sec::runtime_error;
  });
}

} // namespace switchboard::actors
