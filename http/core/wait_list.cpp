#include "http/core/wait_list.hpp"

namespace switchboard::http {

void wait_list::add(entry& one) {
  one.since_ = std::chrono::steady_clock::now();
  one.before_ = last_;
  one.after_ = nullptr;
  (last_ ? last_->after_ : first_) = &one;
  last_ = &one;
}

void wait_list::remove(entry& one) {
  (one.before_ ? one.before_->after_ : first_) = one.after_;
  (one.after_ ? one.after_->before_ : last_) = one.before_;
}

void wait_list::sweep(std::chrono::milliseconds limit) {
  const auto oldest = std::chrono::steady_clock::now() - limit;
  for (auto* one = first_; one && one->since_ <= oldest; one = one->after_) one->expire();
}

} // namespace switchboard::http
