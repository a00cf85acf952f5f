import { createTheme, type MantineColorsTuple } from '@mantine/core';

const board: MantineColorsTuple = [
  '#e8f6f3',
  '#d0ebe6',
  '#a3d9cf',
  '#72c5b7',
  '#4cb5a5',
  '#2b9f8e',
  '#127a6d',
  '#0b6b63',
  '#075a53',
  '#04443f',
];

const dark: MantineColorsTuple = [
  '#d5dcda',
  '#adb9b5',
  '#8f9c98',
  '#616c69',
  '#3a4542',
  '#2b3432',
  '#1f2725',
  '#151b1a',
  '#101514',
  '#0b0f0e',
];

export const theme = createTheme({
  colors: { board, dark },
  primaryColor: 'board',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
});
