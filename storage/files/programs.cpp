#include "storage/files/programs.hpp"

#include "storage/files/archives.hpp"
#include "storage/files/names.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace switchboard::storage {
namespace {

using namespace std::string_view_literals;

constexpr std::array extensions{
    "exe"sv,    "dll"sv,  "com"sv,     "scr"sv,  "pif"sv, "cpl"sv,      "sys"sv,     "ocx"sv,
    "msi"sv,    "msp"sv,  "msix"sv,    "appx"sv, "bat"sv, "cmd"sv,      "ps1"sv,     "psm1"sv,
    "vbs"sv,    "vbe"sv,  "jse"sv,     "wsf"sv,  "wsh"sv, "hta"sv,      "lnk"sv,     "reg"sv,
    "gadget"sv, "jar"sv,  "apk"sv,     "xapk"sv, "aab"sv, "ipa"sv,      "app"sv,     "dmg"sv,
    "pkg"sv,    "mpkg"sv, "command"sv, "deb"sv,  "rpm"sv, "appimage"sv, "flatpak"sv, "snap"sv,
    "run"sv,    "sh"sv,   "bash"sv,    "elf"sv};

constexpr std::array mimes{
    "application/x-dosexec"sv,
    "application/vnd.microsoft.portable-executable"sv,
    "application/x-executable"sv,
    "application/x-pie-executable"sv,
    "application/x-sharedlib"sv,
    "application/x-object"sv,
    "application/x-mach-binary"sv,
    "application/x-msi"sv,
    "application/java-archive"sv,
    "application/x-java-applet"sv,
    "application/vnd.android.package-archive"sv,
    "application/vnd.debian.binary-package"sv,
    "application/x-debian-package"sv,
    "application/x-rpm"sv,
    "application/x-xar"sv,
    "application/x-apple-diskimage"sv,
    "application/x-ms-shortcut"sv,
    "text/x-msdos-batch"sv,
    "text/x-shellscript"sv,
};

/// What a file begins with. Fat Mach-O and Java classes begin alike.
constexpr std::array beginnings{
    "\x7f"
    "ELF"sv,
    "\xfe\xed\xfa\xce"sv,
    "\xfe\xed\xfa\xcf"sv,
    "\xce\xfa\xed\xfe"sv,
    "\xcf\xfa\xed\xfe"sv,
    "\xca\xfe\xba\xbe"sv,
    "\xca\xfe\xba\xbf"sv,
    "dex\n"sv,
    "!<arch>\ndebian"sv,
    "\xed\xab\xee\xdb"sv,
    "xar!"sv,
    "L\0\0\0\1\x14\2\0"sv,
    "#!"sv,
    "\xef\xbb\xbf#!"sv};

constexpr std::size_t dos_header = 64;

/// Every one has zeros in its header; a text that begins with these letters has none.
bool is_windows_program(std::string_view head) {
  return head.starts_with("MZ") && head.substr(0, dos_header).find('\0') != std::string_view::npos;
}

/// An Apple disk image ends with its description, 512 bytes.
bool is_disk_image(const open_file& file) { return file.piece(file.size() - 512, 4) == "koly"; }

/// A compound file whose root is of the class of Windows installers and their patches.
bool is_installer(const open_file& file, std::string_view head) {
  if (!head.starts_with("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") || head.size() < 0x34) return false;
  const auto byte = [head](std::size_t at) { return static_cast<unsigned char>(head[at]); };
  const unsigned shift = byte(0x1e);
  if (shift != 9 && shift != 12) return false;
  std::int64_t sector = 0;
  for (std::size_t i = 4; i-- > 0;) sector = (sector << 8) | byte(0x30 + i);
  const auto root = file.piece((sector + 1) << shift, 128);
  if (root.size() < 128) return false;
  const auto class_id = std::string_view{root}.substr(80, 16);
  return class_id.substr(1) == "\x10\x0c\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"sv &&
         (class_id[0] == '\x84' || class_id[0] == '\x86' || class_id[0] == '\x82');
}

bool is_program_part(std::string_view name) {
  return name == "META-INF/MANIFEST.MF" || name == "AndroidManifest.xml" || name == "classes.dex" ||
         name == "AppxManifest.xml" ||
         name.find(".app/Contents/MacOS/") != std::string_view::npos ||
         (name.starts_with("Payload/") && name.find(".app/") != std::string_view::npos);
}

} // namespace

bool is_program_name(std::string_view safe_name) {
  return std::ranges::find(extensions, extension_of(safe_name)) != extensions.end();
}

bool is_program_mime(std::string_view mime) {
  return std::ranges::find(mimes, mime) != mimes.end();
}

bool is_program(const open_file& file) {
  const auto head = file.piece(0, 512);
  const auto begins = [&](std::string_view with) {
    return std::string_view{head}.starts_with(with);
  };
  return std::ranges::any_of(beginnings, begins) || is_windows_program(head) ||
         is_disk_image(file) || is_installer(file, head) ||
         std::ranges::any_of(zip_names(file), is_program_part);
}

} // namespace switchboard::storage
