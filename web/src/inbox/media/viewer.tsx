import { ActionIcon, Modal } from '@mantine/core';
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fullTime } from '../../text/time';
import type { Shot } from './kinds';
import { useZoom, type Zoom } from './use-zoom';
import classes from './viewer.module.css';

interface ViewerProps {
  shots: Shot[];
  /** Which of them is shown. */
  shown: string;
  /** How the client is called, for their own pictures. */
  client: string;
  onShow: (shot: string) => void;
  onClose: () => void;
}

interface ToolProps {
  label: string;
  keys?: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tool({ label, keys, disabled, onClick, children }: ToolProps) {
  return (
    <ActionIcon
      className={classes.tool}
      variant="transparent"
      size={40}
      disabled={disabled}
      onClick={onClick}
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
    >
      {children}
    </ActionIcon>
  );
}

function Bar({ shot, client, zoom, place, onClose }: BarProps) {
  const { t, i18n } = useTranslation();
  const { message } = shot;
  const who = message.kind === 'incoming' ? client : (message.author?.name ?? '');
  return (
    <header className={classes.bar}>
      <div className={classes.about}>
        <bdi className={classes.who}>{who}</bdi>
        <span className={classes.when}>
          {fullTime(message.created_at, i18n.language)} · {place}
        </span>
      </div>
      <Tool
        label={t('media.zoomOut')}
        keys="−"
        disabled={!zoom.canOut}
        onClick={() => zoom.change(-1)}
      >
        <ZoomOut size={20} aria-hidden />
      </Tool>
      <Tool
        label={t('media.zoomIn')}
        keys="+"
        disabled={!zoom.canIn}
        onClick={() => zoom.change(1)}
      >
        <ZoomIn size={20} aria-hidden />
      </Tool>
      <ActionIcon
        component="a"
        className={classes.tool}
        variant="transparent"
        size={40}
        href={shot.url}
        download={shot.name}
        aria-label={t('media.download', { name: shot.name })}
        title={t('media.download', { name: shot.name })}
      >
        <Download size={20} aria-hidden />
      </ActionIcon>
      <Tool label={t('common.close')} keys="Esc" onClick={onClose}>
        <X size={22} aria-hidden />
      </Tool>
    </header>
  );
}

interface BarProps {
  shot: Shot;
  client: string;
  zoom: Zoom;
  place: string;
  onClose: () => void;
}

/** Arrows go through the pictures, plus and minus change the size. */
function useViewerKeys(go: (by: 1 | -1) => void, zoom: Zoom): void {
  const held = useRef({ go, zoom });
  held.current = { go, zoom };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key } = event;
      const { go: move, zoom: size } = held.current;
      if (key === 'ArrowLeft') move(-1);
      else if (key === 'ArrowRight') move(1);
      else if (key === '+' || key === '=') size.change(1);
      else if (key === '-') size.change(-1);
      else if (key === '0') size.reset();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** The pictures of a chat, one at a time, as large as the screen. */
export default function Viewer({ shots, shown, client, onShow, onClose }: ViewerProps) {
  const { t } = useTranslation();
  const stage = useRef<HTMLDivElement>(null);
  const zoom = useZoom(stage, shown);
  const at = shots.findIndex((shot) => shot.id === shown);
  const shot = shots[at];
  const go = (by: 1 | -1) => {
    const next = shots[at + by];
    if (next) onShow(next.id);
  };
  useViewerKeys(go, zoom);
  if (!shot) return null;
  return (
    <Modal.Root opened onClose={onClose} fullScreen transitionProps={{ duration: 0 }}>
      <Modal.Content aria-label={t('media.viewer')}>
        <div className={classes.viewer}>
          <Bar
            shot={shot}
            client={client}
            zoom={zoom}
            place={t('media.placeOf', { place: at + 1, count: shots.length })}
            onClose={onClose}
          />
          <div
            ref={stage}
            className={classes.stage}
            data-zoomed={zoom.canOut || undefined}
            tabIndex={0}
            role="group"
            aria-label={t('media.picture')}
            onDoubleClick={() => (zoom.canOut ? zoom.reset() : zoom.change(1))}
            onClick={(event) => event.target === event.currentTarget && onClose()}
          >
            <img
              key={shot.id}
              className={classes.image}
              style={{ width: `${zoom.scale * 100}%`, height: `${zoom.scale * 100}%` }}
              data-whole={!zoom.canOut || undefined}
              src={shot.url}
              alt={shot.message.text || shot.name || t('media.picture')}
            />
          </div>
          <div className={classes.sides}>
            <Tool label={t('media.previous')} keys="←" disabled={at === 0} onClick={() => go(-1)}>
              <ChevronLeft size={28} aria-hidden />
            </Tool>
            <Tool
              label={t('media.next')}
              keys="→"
              disabled={at === shots.length - 1}
              onClick={() => go(1)}
            >
              <ChevronRight size={28} aria-hidden />
            </Tool>
          </div>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}
