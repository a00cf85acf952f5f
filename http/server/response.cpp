#include "http/server/response.hpp"

#include <array>

namespace switchboard::http {

namespace {

struct phrase {
  int status;
  std::string_view text;
};
constexpr std::array phrases{
    phrase{101, "Switching Protocols"},
    phrase{200, "OK"},
    phrase{201, "Created"},
    phrase{204, "No Content"},
    phrase{206, "Partial Content"},
    phrase{302, "Found"},
    phrase{304, "Not Modified"},
    phrase{400, "Bad Request"},
    phrase{401, "Unauthorized"},
    phrase{403, "Forbidden"},
    phrase{404, "Not Found"},
    phrase{405, "Method Not Allowed"},
    phrase{408, "Request Timeout"},
    phrase{409, "Conflict"},
    phrase{413, "Content Too Large"},
    phrase{415, "Unsupported Media Type"},
    phrase{416, "Range Not Satisfiable"},
    phrase{422, "Unprocessable Content"},
    phrase{426, "Upgrade Required"},
    phrase{429, "Too Many Requests"},
    phrase{431, "Request Header Fields Too Large"},
    phrase{500, "Internal Server Error"},
    phrase{502, "Bad Gateway"},
    phrase{503, "Service Unavailable"},
};

/// A value that came from outside must not be able to begin a header of its own.
void append_value(std::string_view value, std::string& out) {
  for (const char c : value)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out += c;
}

} // namespace

std::string_view reason_phrase(int status) {
  for (const auto& one : phrases)
    if (one.status == status) return one.text;
  return "Status";
}

void write_head(const response& answer, bool keep_alive, std::string& out) {
  out += "HTTP/1.1 ";
  out += std::to_string(answer.status);
  out += ' ';
  out += reason_phrase(answer.status);
  out += "\r\n";
  if (!answer.content_type.empty()) {
    out += "Content-Type: ";
    out += answer.content_type;
    out += "\r\n";
  }
  for (const auto& [name, value] : answer.headers) {
    out += name;
    out += ": ";
    append_value(value, out);
    out += "\r\n";
  }
  if (answer.status != 101) {
    if (answer.status != 204 && answer.status != 304) {
      out += "Content-Length: ";
      out += std::to_string(answer.length());
      out += "\r\n";
    }
    if (!keep_alive) out += "Connection: close\r\n";
  }
  out += "\r\n";
}

} // namespace switchboard::http
