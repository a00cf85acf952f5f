#include "http/server/request_reader.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <memory_resource>
#include <optional>

namespace switchboard::http {

namespace beast = boost::beast;

namespace {

using arena_allocator = std::pmr::polymorphic_allocator<char>;
using parser = beast::http::request_parser<beast::http::string_body, arena_allocator>;

constexpr std::size_t first_room = 4 * 1024;
constexpr std::size_t largest_room = 64 * 1024;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

} // namespace

struct request_reader::impl {
  explicit impl(limits of) : bounds(of), bytes(first_room) { begin(); }

  void begin() {
    reading.reset();
    arena.release();
    reading.emplace(std::piecewise_construct, std::make_tuple(),
                    std::make_tuple(arena_allocator{&arena}));
    reading->header_limit(static_cast<std::uint32_t>(bounds.header_bytes));
    reading->body_limit(bounds.body_bytes);
    reading->eager(true);
    continued = false;
    started = false;
  }

  state parse() {
    while (from < to && !reading->is_done()) {
      beast::error_code failed;
      const auto used = reading->put(boost::asio::buffer(bytes.data() + from, to - from), failed);
      from += used;
      started = true;
      if (failed == beast::http::error::need_more) break;
      if (failed == beast::http::error::header_limit) return state::header_too_large;
      if (failed == beast::http::error::body_limit) return state::body_too_large;
      if (failed) return state::malformed;
      if (used == 0) break;
    }
    if (from == to) from = to = 0;
    if (reading->is_done()) return finish();
    if (!started) return state::empty;
    if (to - from > bounds.header_bytes) return state::header_too_large;
    if (reading->is_header_done() && !continued &&
        beast::iequals(reading->get()[beast::http::field::expect], "100-continue")) {
      continued = true;
      return state::expects_continue;
    }
    return state::partial;
  }

  state finish() {
    auto& message = reading->get();
    const auto target = view(message.target());
    if (target.empty() || target.front() != '/') return state::malformed;
    const auto question = target.find('?');
    out.method = view(message.method_string());
    out.path = target.substr(0, question);
    out.query = question == target.npos ? std::string_view{} : target.substr(question + 1);
    out.headers.clear();
    for (const auto& field : message)
      out.headers.emplace_back(view(field.name_string()), view(field.value()));
    out.keep_alive = message.keep_alive();
    out.body = std::move(message.body());
    return state::complete;
  }

  limits bounds;
  std::vector<char> bytes;
  std::size_t from = 0;
  std::size_t to = 0;
  std::array<std::byte, 2048> first_block;
  std::pmr::monotonic_buffer_resource arena{first_block.data(), first_block.size()};
  std::optional<parser> reading;
  request out;
  bool continued = false;
  bool started = false;
};

request_reader::request_reader(limits of) : impl_(std::make_unique<impl>(of)) {}
request_reader::~request_reader() = default;

std::span<char> request_reader::room() {
  auto& me = *impl_;
  if (me.to == me.bytes.size()) {
    if (me.from > 0) {
      std::copy(me.bytes.begin() + static_cast<std::ptrdiff_t>(me.from), me.bytes.end(),
                me.bytes.begin());
      me.to -= me.from;
      me.from = 0;
    } else {
      me.bytes.resize(std::max(me.bytes.size() * 2, first_room));
    }
  }
  // A body on its way is worth longer reads.
  if (me.from == me.to && me.reading->is_header_done() && me.bytes.size() < largest_room)
    me.bytes.resize(largest_room);
  return std::span{me.bytes}.subspan(me.to);
}

void request_reader::added(std::size_t bytes) { impl_->to += bytes; }

request_reader::state request_reader::read() { return impl_->parse(); }

request& request_reader::current() { return impl_->out; }

void request_reader::next() {
  impl_->out.body.clear();
  impl_->begin();
  if (impl_->from == impl_->to && impl_->bytes.size() > first_room) {
    std::vector<char>(first_room).swap(impl_->bytes);
    impl_->from = impl_->to = 0;
  }
}

std::string_view request_reader::rest() const {
  return {impl_->bytes.data() + impl_->from, impl_->to - impl_->from};
}

} // namespace switchboard::http
