#include "storage/file_columns.hpp"

namespace switchboard::storage {

const std::string& file_columns() {
  static const std::string columns =
      "f.id, f.kind, encode(f.blob, 'hex'), f.size, f.mime, f.name, f.width, f.height,"
      " f.duration_s, encode(f.thumbnail, 'hex'), " +
      epoch_ms("f.created_at");
  return columns;
}

file_row read_file(row_reader& from, project_id project) {
  file_row made;
  made.project = project;
  from >> made.id >> made.kind >> made.blob >> made.size >> made.mime >> made.name >> made.width >>
      made.height >> made.duration_s >> made.thumbnail >> made.created_at;
  return made;
}

} // namespace switchboard::storage
