#include "storage/files/inspect.hpp"
#include "support.hpp"

#include <fstream>
#include <vector>

#define CAF_SUITE programs
#include "caf/test/unit_test.hpp"

using namespace switchboard;
using namespace switchboard::storage;
using namespace switchboard::test;

namespace {

std::string little_endian(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
  return out;
}

/// Empty files of these names.
std::string zip_of(const std::vector<std::string>& names, const std::string& comment = "") {
  std::string out;
  std::string directory;
  for (const auto& name : names) {
    const auto place = little_endian(static_cast<std::uint32_t>(out.size()), 4);
    const auto length = little_endian(static_cast<std::uint32_t>(name.size()), 2);
    const std::string sums(16, '\0');
    out += "PK\3\4" + little_endian(20, 2) + std::string(4, '\0') + sums + length +
           std::string(2, '\0') + name;
    directory += "PK\1\2" + little_endian(20, 2) + little_endian(20, 2) + std::string(4, '\0') +
                 sums + length + std::string(12, '\0') + place + name;
  }
  const auto count = little_endian(static_cast<std::uint32_t>(names.size()), 2);
  return out + directory + "PK\5\6" + std::string(4, '\0') + count + count +
         little_endian(static_cast<std::uint32_t>(directory.size()), 4) +
         little_endian(static_cast<std::uint32_t>(out.size()), 4) +
         little_endian(static_cast<std::uint32_t>(comment.size()), 2) + comment;
}

/// A compound file of one sector with a root of the class.
std::string compound_of(const std::string& class_id) {
  std::string head = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + std::string(22, '\0');
  head += std::string("\x09\0", 2) + std::string(16, '\0') + std::string(4, '\0');
  head.resize(512, '\0');
  std::string root(80, '\0');
  root += class_id;
  root.resize(512, '\0');
  return head + root;
}

std::string class_of(char first) {
  return first + std::string("\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46", 15);
}

struct fixture {
  temp_dir folder;

  inspected seen(const std::string& bytes, const std::string& name = "picture.jpg") const {
    const auto path = folder.path() + "/file";
    std::ofstream{path, std::ios::binary | std::ios::trunc} << bytes;
    return inspect(path, name, "");
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(programs_tests, fixture)

CAF_TEST(CHT-6: a renamed program is known by its bytes) {
  std::string pe =
      "MZ" + std::string(58, '\0') + std::string("\x40\0\0\0", 4) + "PE" + std::string(200, '\0');
  const std::vector<std::pair<const char*, std::string>> programs{
      {"ELF", std::string("\x7f"
                          "ELF\2\1\1\0",
                          8) +
                  std::string(56, '\0')},
      {"exe or dll", pe},
      {"DOS", "MZ\x90" + std::string(61, '\0')},
      {"Mach-O", std::string("\xcf\xfa\xed\xfe\x07\0\0\1", 8)},
      {"fat Mach-O or Java class", "\xca\xfe\xba\xbe" + std::string(8, '\0')},
      {"dmg", std::string(4096, 'z') + "koly" + std::string(508, '\0')},
      {"msi", compound_of(class_of('\x84'))},
      {"msp", compound_of(class_of('\x86'))},
      {"jar", zip_of({"META-INF/", "META-INF/MANIFEST.MF", "Main.class"})},
      {"jar with a comment", zip_of({"a", "META-INF/MANIFEST.MF"}, "PK\5\6 hidden")},
      {"jar behind a picture", "\xff\xd8\xff\xe0 picture" + zip_of({"META-INF/MANIFEST.MF"})},
      {"apk", zip_of({"res/a.png", "AndroidManifest.xml", "classes.dex"})},
      {"ipa", zip_of({"Payload/Shop.app/Info.plist"})},
      {"app", zip_of({"Shop.app/Contents/MacOS/Shop"})},
      {"shell", "#!/bin/sh\nrm -rf /\n"},
      {"shell after a byte order mark", "\xef\xbb\xbf#!/usr/bin/env python3\n"},
      {"bat", "@echo off\r\ndel *.*\r\n"},
      {"deb", "!<arch>\ndebian-binary   "},
      {"rpm", "\xed\xab\xee\xdb\3" + std::string(91, '\0')},
      {"lnk", std::string("L\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0\0\0\0F", 20)},
  };
  for (const auto& [what, bytes] : programs) {
    CAF_MESSAGE(what);
    CAF_CHECK(seen(bytes).program);
    CAF_CHECK(kind_of(seen(bytes)) == protocols::content::document);
  }
}

CAF_TEST(CHT-6: what only resembles a program is taken) {
  const std::vector<std::pair<const char*, std::string>> harmless{
      {"a text that begins with MZ",
       "MZ Wallace is a brand of bags from New York, founded in 2000."},
      {"an archive", zip_of({"a.txt", "photos/b.jpg"})},
      {"an archive with a program in it", zip_of({"setup.exe"})},
      {"a document", zip_of({"[Content_Types].xml", "word/document.xml"})},
      {"a text document", zip_of({"mimetype", "META-INF/manifest.xml"})},
      {"an old document", compound_of(std::string(16, '\1'))},
      {"words about disk images", "koly" + std::string(600, 'x')},
      {"a damaged archive", zip_of({"META-INF/MANIFEST.MF"}).substr(0, 60)},
      {"a comment of shell", "echo hi # !/bin/sh"},
      {"nothing", ""},
      {"an end record of lies", "PK\5\6" + std::string(18, '\xff')},
  };
  for (const auto& [what, bytes] : harmless) {
    CAF_MESSAGE(what);
    CAF_CHECK(!seen(bytes).program);
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
