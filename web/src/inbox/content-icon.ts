import {
  AudioLines,
  CirclePlay,
  ContactRound,
  File,
  Film,
  Image,
  MapPin,
  Mic,
  MousePointerClick,
  Play,
  Shapes,
  Smile,
  type LucideIcon,
} from 'lucide-react';
import type { Content } from '../api/types';

/** The small picture beside the name of what is not text. */
export const contentIcons: Record<Exclude<Content, 'text'>, LucideIcon> = {
  photo: Image,
  video: Film,
  animation: Film,
  video_note: CirclePlay,
  voice: Mic,
  audio: AudioLines,
  document: File,
  sticker: Smile,
  location: MapPin,
  venue: MapPin,
  contact: ContactRound,
  button: MousePointerClick,
  start: Play,
  other: Shapes,
};
