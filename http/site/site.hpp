#pragma once

#include "config/error.hpp"
#include "http/server/request.hpp"
#include "http/server/response.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace switchboard::http {

/// The built panel and the documentation, kept in memory. A request is a look-up in a map, so there
/// is no path that leads anywhere else.
class site {
public:
  /// Reads every file below `root`; "x.br" and "x.gz" are variants of "x"; text without a
  /// packed variant is packed here. Hidden files are left out. A folder that is not
  /// there gives an empty site: the API works without it.
  static result<site> load(const std::filesystem::path& root);

  /// GET and HEAD. An unknown path that could be a page of the panel gives its index.html; anything
  /// else unknown is 404.
  response answer(const request& asked) const;

  bool empty() const { return files_.empty(); }
  std::size_t files() const { return files_.size(); }

private:
  using bytes = std::shared_ptr<const std::string>;
  struct file {
    bytes plain;
    bytes brotli;
    bytes gzip;
    std::string_view type;
    std::string tag; ///< of the plain bytes
    bool forever = false;
  };
  const file* find(std::string_view path) const;
  response serve(const file& what, const request& asked) const;

  std::unordered_map<std::string, file> files_;
};

/// Whether an Accept-Encoding header takes `coding`.
bool accepts_coding(std::string_view header, std::string_view coding);

/// Whether an If-None-Match header names the tag.
bool names_tag(std::string_view header, std::string_view tag);

/// What browsers are told for everything the site serves.
void add_page_headers(response& to);

} // namespace switchboard::http
