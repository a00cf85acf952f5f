#include "intake_support.hpp"

#include <future>
#include <iterator>

namespace switchboard::test {

using namespace storage;

intake_job intake_stage::job(const std::string& bytes, intake_purpose purpose,
                             const std::string& name) const {
  intake_job made;
  made.temporary = blobs.temporary();
  std::ofstream{made.temporary, std::ios::binary} << bytes;
  made.project = project;
  made.purpose = purpose;
  made.name = name;
  return made;
}

result<file_row> intake_stage::take(intake_job job) {
  std::promise<result<file_row>> told;
  files.submit(std::move(job), [&](result<file_row> made) { told.set_value(std::move(made)); });
  return told.get_future().get();
}

result<file_row> intake_stage::take(const std::string& bytes, intake_purpose purpose,
                                    const std::string& name) {
  return take(job(bytes, purpose, name));
}

errc intake_stage::refusal(const std::string& bytes, intake_purpose purpose,
                           const std::string& name) {
  const auto made = take(bytes, purpose, name);
  return made ? errc::none : made.error().code;
}

std::string intake_stage::bytes_of(const std::string& blob) const {
  std::ifstream in{blobs.path_of(blob), std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::size_t intake_stage::leftovers() const {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator{root / "tmp"}, {}));
}

} // namespace switchboard::test
