import { Anchor, Stack } from '@mantine/core';
import { QRCodeSVG } from 'qrcode.react';
import classes from './ui.module.css';

/** The way to a bot for a phone (a code) and for this computer (a link). */
export default function BotLink({ link }: { link: string }) {
  return (
    <Stack align="center" gap="sm" mt="sm">
      <span className={classes.qr}>
        <QRCodeSVG value={link} size={148} title={link} level="M" />
      </span>
      <Anchor href={link} target="_blank" rel="noreferrer noopener" fw={550}>
        {link.replace(/^https?:\/\//, '')}
      </Anchor>
    </Stack>
  );
}
