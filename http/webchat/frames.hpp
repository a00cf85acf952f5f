#pragma once

#include "config/error.hpp"
#include "http/files/links.hpp"
#include "storage/model.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

/// The words of a visitor's page and of ours to it (CHN-12), without a socket. What a page sends
/// becomes the event that protocols/webchat reads; our messages become frames.
namespace switchboard::http::webchat {

/// Who sits behind a socket.
struct visitor {
  std::string id;
  std::string name;     ///< as the page said; may be empty
  std::string language; ///< likewise
};

/// A frame of a page, checked.
struct said {
  enum class what { hello, message, edit, remove, delivered, read, typing };

  said::what what = what::typing;
  std::string id;       ///< the visitor's key of the message
  std::string text;     ///< of a message or an edit
  std::string reply_to; ///< what the message answers
  std::string up_to;    ///< our message, of `delivered` and `read`
  std::vector<std::string> files;
  /// Of a hello.
  std::string token;
  std::string payload; ///< what the link carried that led here
  visitor who;
  message_id after;
};

/// errc::bad_json, bad_request (its pointer names the field), message_too_long.
result<said> read_frame(std::string_view text);

/// The event that protocols/webchat understands. `key`: of the event, the same for a repeat.
/// `files`: rows of what the message names, with their sources.
struct sent_file {
  std::string source;
  storage::file_row row;
};
std::string event_of(const said& frame, const visitor& by, const std::string& key, timestamp now,
                     const std::vector<sent_file>& files);

/// Our rows as frames for the page: those that a visitor may see, in their order. The visitor's own
/// messages come by "visitor".
boost::json::array history(const std::vector<storage::message_row>& rows, const link_maker& links);
/// One of them; empty if it is not for the visitor.
boost::json::object message_frame(const storage::message_row& row, const link_maker& links);

/// What the visitor's other pages are told of an edit or a deletion.
boost::json::object change_frame(const said& frame);

std::string problem_frame(const std::string& id, const error& what);

} // namespace switchboard::http::webchat
