#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace switchboard::http {

/// What stands before a part's bytes.
struct multipart_head {
  std::string name;
  std::optional<std::string> file_name; ///< as the browser said it: anything
  std::string mime;                     ///< as said; empty = nothing was
};

/// Reads multipart/form-data (RFC 7578, RFC 2046) as it comes, in pieces of any size, holding no
/// more of it than a head or a boundary. Knows no socket.
class multipart_reader {
public:
  enum class step {
    more,     ///< needs more bytes
    part,     ///< a part begins: `head`
    bytes,    ///< some of the part: `bytes`
    part_end, ///< that was all of the part
    end,      ///< that was all
    broken,   ///< it is not multipart/form-data
  };

  /// The boundary that a Content-Type tells; nothing if it is another type or tells none.
  static std::optional<std::string> boundary_of(std::string_view content_type);

  explicit multipart_reader(std::string_view boundary);

  /// Only after `more`.
  void feed(std::string_view bytes);
  step next();

  /// After `part`.
  const multipart_head& head() const { return head_; }
  /// After `bytes`, until the next call of anything.
  std::string_view bytes() const { return bytes_; }

  static constexpr std::size_t longest_head = 8 * 1024;

private:
  enum class place { before, boundary, head, body, after, broken };

  std::string_view rest() const { return std::string_view{held_}.substr(from_); }
  step skip_preamble();
  step read_boundary();
  step read_head();
  step read_body();
  step fail();

  /// CR LF, two dashes and the boundary.
  const std::string delimiter_;
  std::string held_;
  std::size_t from_ = 0;
  place place_ = place::before;
  multipart_head head_;
  std::string_view bytes_;
};

} // namespace switchboard::http
