import {
  File,
  FileArchive,
  FileCode2,
  FileImage,
  FileMusic,
  FilePlay,
  FileSpreadsheet,
  FileText,
  Presentation,
  type LucideIcon,
} from 'lucide-react';

const BY_ENDING: readonly [LucideIcon, string][] = [
  [FileText, 'pdf doc docx odt rtf txt md pages'],
  [FileSpreadsheet, 'xls xlsx ods csv tsv numbers'],
  [Presentation, 'ppt pptx odp key'],
  [FileArchive, 'zip rar 7z gz tar bz2 xz'],
  [FileCode2, 'json xml html css js ts py sql yml yaml'],
];

const BY_TYPE: Record<string, LucideIcon> = { image: FileImage, video: FilePlay, audio: FileMusic };

/** The picture of a file by what it holds. */
export function fileIcon(name: string, mime: string): LucideIcon {
  const type = BY_TYPE[mime.split('/')[0] ?? ''];
  if (type) return type;
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  return BY_ENDING.find(([, endings]) => endings.split(' ').includes(ending))?.[0] ?? File;
}
