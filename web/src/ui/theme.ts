import { type CSSVariablesResolver, createTheme, Input } from '@mantine/core';

export const theme = createTheme({
  primaryColor: 'mill',
  primaryShade: 7,
  defaultRadius: 'md',
  respectReducedMotion: true,
  // What is said about a field stands below it, so that fields beside each other begin at the same height.
  components: {
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  colors: {
    mill: [
      '#e6f6f6',
      '#cdeaea',
      '#a3d8d9',
      '#79c7c9',
      '#5cbcbf',
      '#2f9ea2',
      '#16848a',
      '#0b6a70',
      '#08565b',
      '#064347',
    ],
    dark: [
      '#e4e9ea',
      '#c6ced0',
      '#a5b0b3',
      '#8b979b',
      '#465156',
      '#323b3f',
      '#262d30',
      '#1c2224',
      '#141819',
      '#0d1011',
    ],
  },
});

/** The library's own greys for quiet text stay below the contrast of WCAG AA (4.5 to 1); these are above it. */
export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f7f6',
    '--mantine-color-text': '#1a2224',
    '--mantine-color-dimmed': '#566064',
    '--mantine-color-placeholder': '#5f696d',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default-border': '#8a9598',
    '--mantine-color-disabled-color': '#5f696d',
  },
  dark: {
    '--mantine-color-body': '#141819',
    '--mantine-color-text': '#e4e9ea',
    '--mantine-color-dimmed': '#a5b0b3',
    '--mantine-color-placeholder': '#9aa5a8',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-default-border': '#5b676c',
    '--mantine-color-disabled-color': '#9aa5a8',
  },
});
