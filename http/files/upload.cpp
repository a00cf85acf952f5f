#include "http/files/upload.hpp"

#include "http/core/text.hpp"
#include "http/files/multipart.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace switchboard::http {

using step = multipart_reader::step;

class arriving_file {
public:
  arriving_file(std::filesystem::path path, disk& by) : path_(std::move(path)), disk_(by) {}
  ~arriving_file() {
    // Freeing a large file's blocks takes the disk's time.
    disk_.run([path = path_, number = number_] {
      if (number >= 0) ::close(number);
      ::unlink(path.c_str());
    });
  }
  arriving_file(const arriving_file&) = delete;
  arriving_file& operator=(const arriving_file&) = delete;

  const std::filesystem::path& path() const { return path_; }

  /// On the disk's threads.
  bool append(std::string_view bytes) {
    if (number_ < 0) number_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (number_ < 0) return false;
    while (!bytes.empty()) {
      const auto written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) return false;
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

private:
  const std::filesystem::path path_;
  disk& disk_;
  int number_ = -1;
};

const std::filesystem::path& uploaded::path() const { return file->path(); }

namespace {

constexpr std::size_t write_bytes = 256 * 1024;
constexpr std::size_t beginning_bytes = 16;
constexpr std::size_t longest_field = 256;
constexpr std::size_t most_fields = 8;
/// What a form has besides the file's bytes is never this much.
constexpr std::uint64_t form_bytes = 64 * 1024;

error bad_form(const char* why) { return fail(errc::bad_request, why); }

/// One body being received.
class receiving {
public:
  receiving(body_stream& from, std::string_view boundary, const storage::blob_store& blobs,
            disk& by, std::int64_t largest)
      : from_(from), form_(boundary), disk_(by), largest_(largest) {
    out_.file = std::make_shared<arriving_file>(blobs.temporary(), by);
  }

  task<result<uploaded>> run() {
    while (true) {
      const auto what = form_.next();
      if (what == step::end) break;
      if (what == step::broken) co_return bad_form("The body is no multipart/form-data.");
      if (what == step::more) {
        const auto more = co_await from_.next();
        if (!more || more->empty()) co_return bad_form("The body breaks off.");
        received_ += more->size();
        if (received_ > most()) co_return fail(errc::file_too_large);
        form_.feed(*more);
        continue;
      }
      if (auto wrong = take(what); wrong.code != errc::none) co_return wrong;
      if (waiting_.size() >= write_bytes)
        if (auto written = co_await write(); !written) co_return written.error();
    }
    // An empty file is one too: the last write makes it.
    if (!seen_) co_return fail(errc::bad_request, "must be there", "/file");
    if (auto written = co_await write(); !written) co_return written.error();
    if (!co_await drain()) co_return bad_form("The body breaks off.");
    co_return std::move(out_);
  }

private:
  std::uint64_t most() const { return static_cast<std::uint64_t>(largest_) + form_bytes; }

  error take(step what) {
    if (what == step::part) return begin_part();
    if (what != step::bytes) return {};
    const auto bytes = form_.bytes();
    if (!in_file_) {
      if (field_->size() + bytes.size() > longest_field) return bad_form("A field is too long.");
      *field_ += bytes;
      return {};
    }
    out_.size += static_cast<std::int64_t>(bytes.size());
    if (out_.size > largest_) return fail(errc::file_too_large);
    if (out_.beginning.size() < beginning_bytes)
      out_.beginning += bytes.substr(0, beginning_bytes - out_.beginning.size());
    waiting_ += bytes;
    return {};
  }

  error begin_part() {
    const auto& head = form_.head();
    in_file_ = head.name == "file";
    if (!in_file_) {
      if (out_.fields.size() == most_fields || out_.fields.contains(head.name))
        return bad_form("There are too many fields.");
      field_ = &out_.fields[head.name];
      return {};
    }
    if (std::exchange(seen_, true)) return fail(errc::bad_request, "must be there once", "/file");
    out_.name = head.file_name.value_or("");
    if (!valid_utf8(out_.name)) out_.name.clear();
    out_.mime = valid_utf8(head.mime) ? head.mime : std::string{};
    return {};
  }

  task<result<void>> write() {
    auto done = co_await on_disk<bool>(
        disk_, [file = out_.file, bytes = std::exchange(waiting_, {})]() -> result<bool> {
          if (!file->append(bytes)) return fail(errc::unavailable, "Files cannot be stored now.");
          return true;
        });
    if (!done) co_return done.error();
    co_return result<void>{};
  }

  /// What follows the form is nobody's, but the next request begins after it.
  task<bool> drain() {
    while (true) {
      const auto more = co_await from_.next();
      if (!more || more->empty()) co_return more.has_value();
      received_ += more->size();
      if (received_ > most()) co_return false;
    }
  }

  body_stream& from_;
  multipart_reader form_;
  disk& disk_;
  const std::int64_t largest_;
  uploaded out_;
  std::string waiting_;
  std::string* field_ = nullptr;
  std::uint64_t received_ = 0;
  bool in_file_ = false;
  bool seen_ = false;
};

} // namespace

task<result<uploaded>> receive_upload(const request& asked, const storage::blob_store& blobs,
                                      disk& by, std::int64_t largest) {
  const auto boundary = multipart_reader::boundary_of(asked.header("content-type"));
  if (!boundary || !asked.stream)
    co_return bad_form("The Content-Type must be multipart/form-data with its boundary.");
  const auto told = asked.stream->length();
  if (told && *told > static_cast<std::uint64_t>(largest) + form_bytes)
    co_return fail(errc::file_too_large);
  receiving one{*asked.stream, *boundary, blobs, by, largest};
  co_return co_await one.run();
}

task<result<storage::file_row>> take_in(storage::intake& by, const uploaded& what,
                                        project_id project, storage::intake_purpose purpose) {
  storage::intake_job job;
  job.temporary = what.path();
  job.project = project;
  job.purpose = purpose;
  job.name = what.name;
  job.mime = what.mime;
  // The file is held until the intake is done with it, whoever still waits.
  co_return co_await await_callback<result<storage::file_row>>([&](auto done) {
    by.submit(std::move(job),
              [done, held = what.file](result<storage::file_row> row) { done(std::move(row)); });
  });
}

} // namespace switchboard::http
