import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

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

/** Darker than Mantine's own, so that red words can be read on white. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#fbd8d5',
  '#f8b4af',
  '#ff9a93',
  '#ee6a63',
  '#d84540',
  '#bf2626',
  '#b32020',
  '#991919',
  '#7d1212',
];

export const theme = createTheme({
  colors: { board, dark, red },
  primaryColor: 'board',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  // Emoji before the system's fonts: some of those have them too, without colour.
  fontFamily:
    "'Inter Variable', 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontWeight: '650' },
  respectReducedMotion: true,
  components: {
    // A place for the focus that is no item makes the menu invalid for screen readers.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Loader: { defaultProps: { role: 'status' } },
    InputWrapper: { styles: { label: { marginBottom: 3 }, description: { fontSize: '12.5px' } } },
    Radio: { styles: { description: { fontSize: '12.5px', marginTop: 2 } } },
    SegmentedControl: { styles: { root: { background: 'var(--sb-line)' } } },
    Modal: { styles: { title: { fontSize: '17px', fontWeight: 650 } } },
    Alert: { styles: { title: { color: 'var(--sb-text)' }, message: { fontSize: '14px' } } },
  },
});

const ours = {
  '--mantine-color-text': 'var(--sb-text)',
  '--mantine-color-dimmed': 'var(--sb-muted)',
  '--mantine-color-placeholder': 'var(--sb-muted)',
  '--mantine-color-error': 'var(--sb-danger)',
  '--mantine-color-anchor': 'var(--sb-accent)',
};

/** The library's own words in our colours, where its defaults are too pale to read. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: ours,
  dark: ours,
});
