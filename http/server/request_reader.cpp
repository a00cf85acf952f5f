#include "http/server/request_reader.hpp"

#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>
#include <memory_resource>
#include <optional>

namespace switchboard::http {

namespace beast = boost::beast;

namespace {

/// What has come of a body. Unlike Beast's own it reserves nothing on the word of a header.
struct arriving_body {
  using value_type = std::string;

  class reader {
  public:
    template <bool IsRequest, class Fields>
    reader(beast::http::header<IsRequest, Fields>&, value_type& body) : body_(body) {}

    void init(const boost::optional<std::uint64_t>&, beast::error_code& failed) { failed = {}; }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, beast::error_code& failed) {
      failed = {};
      const auto before = body_.size();
      for (auto at = boost::asio::buffer_sequence_begin(buffers);
           at != boost::asio::buffer_sequence_end(buffers); ++at) {
        const boost::asio::const_buffer piece{*at};
        body_.append(static_cast<const char*>(piece.data()), piece.size());
      }
      return body_.size() - before;
    }
    void finish(beast::error_code& failed) { failed = {}; }

  private:
    value_type& body_;
  };
};

using arena_allocator = std::pmr::polymorphic_allocator<char>;
using parser = beast::http::request_parser<arriving_body, arena_allocator>;

constexpr std::size_t first_room = 4 * 1024;
constexpr std::size_t largest_room = 64 * 1024;

std::string_view view(beast::string_view text) { return {text.data(), text.size()}; }

} // namespace

struct request_reader::impl {
  impl(limits of, choice which) : bounds(of), streams(std::move(which)), bytes(first_room) {
    begin();
  }

  void begin() {
    reading.reset();
    arena.release();
    reading.emplace(std::piecewise_construct, std::make_tuple(),
                    std::make_tuple(arena_allocator{&arena}));
    reading->header_limit(static_cast<std::uint32_t>(bounds.header_bytes));
    // Which limit holds is known when the header is.
    reading->body_limit(boost::none);
    reading->eager(false);
    continued = false;
    started = false;
    known = false;
    streaming = false;
  }

  bool done() const { return known && reading->is_done(); }

  /// Feeds the parser what is here; nothing while all is well.
  std::optional<state> advance() {
    while (from < to && !reading->is_done() && (known || !reading->is_header_done())) {
      beast::error_code failed;
      const auto used = reading->put(boost::asio::buffer(bytes.data() + from, to - from), failed);
      from += used;
      started = true;
      if (failed == beast::http::error::need_more) break;
      if (failed == beast::http::error::header_limit) return state::header_too_large;
      if (failed) return state::malformed;
      if (!streaming && known && reading->get().body().size() > bounds.body_bytes)
        return state::body_too_large;
      if (used == 0) break;
    }
    if (from == to) from = to = 0;
    return std::nullopt;
  }

  state parse() {
    if (const auto failed = advance()) return *failed;
    if (!known && reading->is_header_done()) {
      if (!take_head()) return state::malformed;
      streaming = streams && streams(out);
      if (streaming) return state::streamed;
      if (reading->content_length().value_or(0) > bounds.body_bytes) return state::body_too_large;
      if (const auto failed = advance()) return *failed;
    }
    if (done()) {
      out.body = std::move(reading->get().body());
      return state::complete;
    }
    if (!started) return state::empty;
    if (to - from > bounds.header_bytes) return state::header_too_large;
    if (known && waits()) {
      continued = true;
      return state::expects_continue;
    }
    return state::partial;
  }

  state parse_body(std::string& into) {
    const auto failed = advance();
    into.clear();
    std::swap(into, reading->get().body());
    if (failed) return state::malformed;
    return reading->is_done() ? state::complete : state::partial;
  }

  bool waits() const {
    return !continued && !reading->is_done() &&
           beast::iequals(reading->get()[beast::http::field::expect], "100-continue");
  }

  bool take_head() {
    known = true;
    reading->eager(true);
    auto& message = reading->get();
    const auto target = view(message.target());
    if (target.empty() || target.front() != '/') return false;
    const auto question = target.find('?');
    out.method = view(message.method_string());
    out.path = target.substr(0, question);
    out.query = question == target.npos ? std::string_view{} : target.substr(question + 1);
    out.headers.clear();
    for (const auto& field : message)
      out.headers.emplace_back(view(field.name_string()), view(field.value()));
    out.keep_alive = message.keep_alive();
    return true;
  }

  limits bounds;
  choice streams;
  std::vector<char> bytes;
  std::size_t from = 0;
  std::size_t to = 0;
  std::array<std::byte, 2048> first_block;
  std::pmr::monotonic_buffer_resource arena{first_block.data(), first_block.size()};
  std::optional<parser> reading;
  request out;
  bool continued = false;
  bool started = false;
  bool known = false; ///< the header was taken
  bool streaming = false;
};

request_reader::request_reader(limits of, choice streams)
    : impl_(std::make_unique<impl>(of, std::move(streams))) {}
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

request_reader::state request_reader::read_body(std::string& out) { return impl_->parse_body(out); }

std::optional<std::uint64_t> request_reader::body_length() const {
  const auto told = impl_->reading->content_length();
  return told ? std::optional{*told} : std::nullopt;
}

bool request_reader::waits_to_continue() const { return impl_->waits(); }

void request_reader::continue_told() { impl_->continued = true; }

request& request_reader::current() { return impl_->out; }

void request_reader::next() {
  impl_->out.body.clear();
  impl_->out.stream = nullptr;
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
