#pragma once

#include "http/server/stream.hpp"

#include <boost/asio/buffer.hpp>

#include <array>

namespace switchboard::http {

/// Slices as a buffer sequence of Asio; cheap to copy.
class slice_buffers {
public:
  using value_type = boost::asio::const_buffer;
  using const_iterator = const value_type*;

  explicit slice_buffers(slices from) : count_(from.size()) {
    for (std::size_t i = 0; i < count_; ++i) all_[i] = {from[i].data(), from[i].size()};
  }
  slice_buffers(const slice_buffers& from) : count_(from.count_) {
    std::copy(from.begin(), from.end(), all_.begin());
  }
  slice_buffers& operator=(const slice_buffers&) = delete;

  const_iterator begin() const { return all_.data(); }
  const_iterator end() const { return all_.data() + count_; }

private:
  std::size_t count_;
  std::array<value_type, stream::max_slices> all_;
};

} // namespace switchboard::http
