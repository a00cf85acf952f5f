import { useTranslation } from 'react-i18next';
import type { Attachment, Message } from '../../api/types';
import { contentIcons } from '../content-icon';
import { Awaited, Failed } from './absent';
import { FileCard } from './file-card';
import { isPlace, isVisual, lookOf, shotId, type Carrier } from './kinds';
import classes from './media.module.css';
import { Picture } from './picture';
import { Contact, Place } from './place';
import { Sound } from './sound';
import { Clip, RoundVideo, Video } from './video';

interface OneProps {
  message: Carrier;
  file: Attachment;
  shot: string;
  cell?: boolean;
}

function Sticker({ message, file }: OneProps) {
  const { t } = useTranslation();
  const label = `${t('chat.content.sticker')} ${message.text}`.trim();
  if (file.mime.startsWith('video/')) return <Clip file={{ ...file, width: 160, height: 160 }} />;
  return <img className={classes.sticker} src={file.url ?? undefined} alt={label} />;
}

function Ready(props: OneProps) {
  const { file, shot, cell } = props;
  switch (lookOf(file)) {
    case 'picture':
      return <Picture file={file} shot={shot} cell={cell} />;
    case 'clip':
      return <Clip file={file} cell={cell} />;
    case 'video':
      return <Video file={file} cell={cell} />;
    case 'round':
      return <RoundVideo file={file} />;
    case 'sound':
      return <Sound file={file} />;
    case 'sticker':
      return <Sticker {...props} />;
    case 'file':
      return <FileCard file={file} />;
  }
}

/** The kind of what can't be shown, in a word. */
export function Chip({ kind }: { kind: Exclude<Message['content'], 'text'> }) {
  const { t } = useTranslation();
  const Icon = contentIcons[kind];
  return (
    <span className={classes.chip}>
      <Icon size={15} aria-hidden />
      {t(`chat.content.${kind}`)}
    </span>
  );
}

function One(props: OneProps) {
  const { message, file, cell } = props;
  if (isPlace(file)) return <Place message={message} place={file} />;
  if (file.state === 'waiting') return <Awaited file={file} cell={cell} />;
  if (file.state === 'failed') return <Failed file={file} cell={cell} />;
  if (file.state === 'ready' && file.url) return <Ready {...props} />;
  return file.kind === 'text' ? null : <Chip kind={file.kind} />;
}

/** Everything of a message that is not words: pictures lie together, the rest one below another. */
export function Attachments({ message }: { message: Carrier }) {
  const { t } = useTranslation();
  const { attachments, content } = message;
  if (content === 'contact') return <Contact text={message.text} />;
  if (attachments.length === 0) return content === 'text' ? null : <Chip kind={content} />;
  const all = attachments.map((file, place) => ({ file, shot: shotId(message, place) }));
  const visual = all.filter(({ file }) => isVisual(file));
  const album = visual.length > 1;
  const rest = album ? all.filter(({ file }) => !isVisual(file)) : all;
  return (
    <div className={classes.attachments}>
      {album && (
        <div
          className={classes.album}
          data-odd={visual.length % 2 === 1 || undefined}
          role="group"
          aria-label={t('media.album', { count: visual.length })}
        >
          {visual.map((one) => (
            <One key={one.shot} message={message} {...one} cell />
          ))}
        </div>
      )}
      {rest.map((one) => (
        <One key={one.shot} message={message} {...one} />
      ))}
    </div>
  );
}
