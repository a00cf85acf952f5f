import { Fragment } from 'react';
import { isEmojiOnly } from '../text/emoji-only';
import { linkify } from '../text/linkify';
import classes from './message.module.css';

/**
 * What somebody wrote, as it was written: text and never markup, with its spaces and lines, and
 * shut in its own direction so that no override leaks into what stands around it (CHT-2).
 */
export function MessageText({ text }: { text: string }) {
  return (
    <div className={classes.text} dir="auto" data-large={isEmojiOnly(text) || undefined}>
      {linkify(text).map((piece, index) =>
        piece.href ? (
          <a key={index} href={piece.href} target="_blank" rel="noreferrer noopener nofollow">
            {piece.text}
          </a>
        ) : (
          <Fragment key={index}>{piece.text}</Fragment>
        ),
      )}
    </div>
  );
}
