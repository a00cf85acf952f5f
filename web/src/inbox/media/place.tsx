import { ContactRound, MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../api/types';
import { contactOf, placeWords, type Carrier } from './kinds';
import classes from './media.module.css';

const DIGITS = 5;

/** A point on the earth: where it is in words and numbers, and a link to a map. */
export function Place({ message, place }: { message: Carrier; place: Attachment }) {
  const { t } = useTranslation();
  const { latitude, longitude } = place;
  if (latitude === null || longitude === null) return null;
  const query = `mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  const words = placeWords(message, place);
  return (
    <a
      className={classes.file}
      href={`https://www.openstreetmap.org/?${query}`}
      target="_blank"
      rel="noreferrer noopener"
    >
      <span className={classes.fileIcon} aria-hidden>
        <MapPin size={20} />
      </span>
      <span className={classes.fileText}>
        <bdi className={classes.fileName}>{words || t(`chat.content.${place.kind}`)}</bdi>
        <span className={classes.fileSize}>
          {latitude.toFixed(DIGITS)}, {longitude.toFixed(DIGITS)} · {t('media.onMap')}
        </span>
      </span>
    </a>
  );
}

/** Somebody's name and number that the client passed on. */
export function Contact({ text }: { text: string }) {
  const { t } = useTranslation();
  const { phone, name } = contactOf(text);
  return (
    <div className={classes.file}>
      <span className={classes.fileIcon} aria-hidden>
        <ContactRound size={20} />
      </span>
      <span className={classes.fileText}>
        <bdi className={classes.fileName}>{name || t('chat.content.contact')}</bdi>
        {phone && <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>}
      </span>
    </div>
  );
}
