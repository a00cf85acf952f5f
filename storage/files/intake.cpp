#include "storage/files/intake.hpp"

#include "config/clock.hpp"
#include "config/log.hpp"
#include "storage/files/inspect.hpp"
#include "storage/files/names.hpp"
#include "storage/files/pictures.hpp"
#include "storage/files/temporary_file.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace switchboard::storage {
namespace {

using protocols::content;

/// One file on its way in.
class examination {
public:
  examination(const blob_store& blobs, const intake_job& job) : blobs_(blobs), job_(job) {
    made_.project = job.project;
    made_.id = make_id<file_id>();
    made_.created_at = system_clock().now();
  }

  result<file_row> run();

private:
  result<file_row> photo();
  result<file_row> file();
  result<file_row> incoming();
  result<file_row> small_jpeg(result<void> (*write)(const std::filesystem::path&,
                                                    const std::filesystem::path&, int));
  result<file_row> logo();

  result<file_row> kept(const std::filesystem::path& bytes);
  result<file_row> kept_as_jpeg();
  void measure(const picture& of);
  /// The small picture; errc::image_broken when the large one can't be decoded.
  result<void> add_thumbnail();
  /// For files that are no worse without one.
  void try_thumbnail();

  const blob_store& blobs_;
  const intake_job& job_;
  inspected seen_;
  file_row made_;
};

error too_large(std::int64_t limit) {
  return fail(errc::file_too_large,
              "The file is larger than " + std::to_string(limit / 1024 / 1024) + " MB.");
}

error program_refused() { return fail(errc::file_forbidden); }

result<file_row> examination::run() {
  std::error_code problem;
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(job_.temporary, problem));
  if (problem) return fail(errc::internal, "The file to be taken in is not there.");
  const auto limit =
      job_.purpose == intake_purpose::photo ? largest_image_bytes : largest_file_bytes;
  if (size > limit) return too_large(limit);
  made_.name = safe_name(job_.name);
  seen_ = inspect(job_.temporary, made_.name, job_.mime);
  made_.mime = seen_.mime;
  switch (job_.purpose) {
    case intake_purpose::photo: return photo();
    case intake_purpose::file: return file();
    case intake_purpose::incoming: return incoming();
    case intake_purpose::avatar: return small_jpeg(&write_jpeg);
    case intake_purpose::portrait: return small_jpeg(&write_square_jpeg);
    case intake_purpose::logo: return logo();
  }
  return fail(errc::internal);
}

result<file_row> examination::photo() {
  if (seen_.program) return program_refused();
  auto header = read_picture(job_.temporary);
  if (!header) return header.error();
  if (header->format == picture_format::webp) return fail(errc::image_expected);
  measure(*header);
  made_.kind = header->animated ? content::animation : content::photo;
  if (auto small = add_thumbnail(); !small) return small.error();
  return header->format == picture_format::png ? kept_as_jpeg() : kept(job_.temporary);
}

result<file_row> examination::file() {
  if (seen_.program) return program_refused();
  made_.kind = kind_of(seen_);
  // Who sends a picture as a file wants it untouched.
  if (made_.kind == content::photo) {
    made_.kind = content::document;
    try_thumbnail();
  }
  return kept(job_.temporary);
}

result<file_row> examination::incoming() {
  made_.kind = seen_.program                 ? content::document
               : fits(seen_, job_.kind)      ? job_.kind
               : job_.kind == content::other ? kind_of(seen_)
                                             : content::document;
  if (kind_of(seen_) == content::photo) try_thumbnail();
  return kept(job_.temporary);
}

result<file_row> examination::small_jpeg(result<void> (*write)(const std::filesystem::path&,
                                                               const std::filesystem::path&, int)) {
  auto header = read_picture(job_.temporary);
  if (!header) return header.error();
  const temporary_file small{blobs_.temporary()};
  if (auto written = write(job_.temporary, small.path(), thumbnail_side); !written)
    return written.error();
  header = read_picture(small.path());
  if (!header) return header.error();
  measure(*header);
  made_.kind = content::photo;
  made_.mime = "image/jpeg";
  made_.name.clear();
  return kept(small.path());
}

result<file_row> examination::logo() {
  const temporary_file small{blobs_.temporary()};
  if (auto written = write_png(job_.temporary, small.path(), logo_side); !written)
    return written.error();
  made_.kind = content::photo;
  made_.mime = "image/png";
  made_.name = "logo.png";
  return kept(small.path());
}

result<file_row> examination::kept(const std::filesystem::path& bytes) {
  auto blob = blobs_.adopt(bytes);
  if (!blob) return blob.error();
  made_.blob = std::move(blob->id);
  made_.size = blob->size;
  if (made_.name.empty()) made_.name = name_for(made_.kind, made_.mime);
  return std::move(made_);
}

result<file_row> examination::kept_as_jpeg() {
  const temporary_file converted{blobs_.temporary()};
  if (auto written = write_jpeg(job_.temporary, converted.path(), any_side); !written)
    return written.error();
  if (static_cast<std::int64_t>(std::filesystem::file_size(converted.path())) > largest_image_bytes)
    return too_large(largest_image_bytes);
  made_.mime = "image/jpeg";
  if (!made_.name.empty()) made_.name = with_extension(made_.name, "jpg");
  return kept(converted.path());
}

void examination::measure(const picture& of) {
  made_.width = of.width;
  made_.height = of.height;
}

result<void> examination::add_thumbnail() {
  const temporary_file small{blobs_.temporary()};
  if (auto written = write_jpeg(job_.temporary, small.path(), thumbnail_side); !written)
    return written.error();
  auto blob = blobs_.adopt(small.path());
  if (!blob) return blob.error();
  made_.thumbnail = std::move(blob->id);
  return {};
}

void examination::try_thumbnail() {
  const auto header = read_picture(job_.temporary);
  if (!header) return;
  measure(*header);
  if (auto small = add_thumbnail(); !small)
    log::debug("a file has no small picture", {{"why", sentence_of(small.error())}});
}

result<file_row> examined(const blob_store& blobs, const intake_job& job) {
  try {
    return examination{blobs, job}.run();
  } catch (const std::exception& e) {
    log::error("a file cannot be taken in", {{"why", e.what()}});
    return fail(errc::internal);
  }
}

} // namespace

struct intake::impl {
  impl(const blob_store& store, std::size_t limit) : blobs(store), queue(limit) {}

  void work();
  void add(std::function<void()> next);

  const blob_store& blobs;
  const std::size_t queue;
  std::mutex lock;
  std::condition_variable more;
  std::deque<std::function<void()>> waiting;
  std::size_t files = 0; ///< of those that wait
  bool stopping = false;
  std::vector<std::jthread> threads; ///< last: they use the rest
};

void intake::impl::work() {
  while (true) {
    std::function<void()> next;
    {
      std::unique_lock held{lock};
      more.wait(held, [this] { return stopping || !waiting.empty(); });
      if (waiting.empty()) return;
      next = std::move(waiting.front());
      waiting.pop_front();
    }
    next();
  }
}

void intake::impl::add(std::function<void()> next) {
  {
    const std::lock_guard held{lock};
    waiting.push_back(std::move(next));
  }
  more.notify_one();
}

intake::intake(const blob_store& blobs, std::size_t threads, std::size_t queue)
    : impl_(std::make_unique<impl>(blobs, queue)) {
  for (std::size_t i = 0; i < threads; ++i) impl_->threads.emplace_back([this] { impl_->work(); });
}

intake::~intake() {
  {
    const std::lock_guard held{impl_->lock};
    impl_->stopping = true;
  }
  impl_->more.notify_all();
  impl_->threads.clear();
}

void intake::submit(intake_job job, intake_done done) {
  bool full = false;
  {
    const std::lock_guard held{impl_->lock};
    full = impl_->files >= impl_->queue;
    if (!full) ++impl_->files;
  }
  if (full) {
    { const temporary_file refused{job.temporary}; }
    done(fail(errc::unavailable));
    return;
  }
  impl_->add([of = impl_.get(), job = std::move(job), done = std::move(done)] {
    {
      const std::lock_guard held{of->lock};
      --of->files;
    }
    auto answer = [&] {
      const temporary_file bytes{job.temporary};
      return examined(of->blobs, job);
    }();
    done(std::move(answer));
  });
}

void intake::run(std::function<void()> work) { impl_->add(std::move(work)); }

} // namespace switchboard::storage
