#pragma once

#include "protocols/messenger.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace switchboard::protocols {

/// One message as the platform will have it: a text with the places of the files beside it.
struct part {
  std::string text;
  std::vector<std::size_t> files;
};

/// What a person wrote as messages the platform takes: text beside the files where it has captions
/// and the text fits, `files_at_once` files each, long texts cut at a paragraph, a line, a word,
/// or, if there is none, between characters. At least one part; none is empty unless all is.
/// `files` are the kinds as which they will go.
std::vector<part> split(const messenger& platform, const std::string& text,
                        const std::vector<content>& files);
/// The same where every file may have a text beside it.
std::vector<part> split(const messenger& platform, const std::string& text, std::size_t files);

} // namespace switchboard::protocols
