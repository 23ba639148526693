/*
 * One look for every page: calm and dense. Text is 14 px, spacing is in steps of 4, and grey does most of the work.
 * Every pair of text and background below has a contrast of at least 4.5 in both schemes.
 */

import { type CSSVariablesResolver, type MantineColorsTuple, createTheme, rem } from "@mantine/core";

const brand: MantineColorsTuple = [
  "#effaf8",
  "#d9f2ed",
  "#b0e4da",
  "#7dd3c4",
  "#4bbfac",
  "#1f9d8b",
  "#0f766e",
  "#0c645d",
  "#0a524d",
  "#083f3b",
];

const gray: MantineColorsTuple = [
  "#f9f9f8",
  "#f3f3f2",
  "#e9e9e7",
  "#dddddb",
  "#c7c7c4",
  "#94948f",
  "#62625d",
  "#4a4a46",
  "#33332f",
  "#1f1f1c",
];

const dark: MantineColorsTuple = [
  "#e9eaec",
  "#c6c9ce",
  "#9ba1a9",
  "#727983",
  "#3d434b",
  "#2c3137",
  "#1e2226",
  "#15181b",
  "#101214",
  "#0b0c0e",
];

const DIALOG_TITLE = { title: { fontSize: rem(16), fontWeight: 620 } };

export const theme = createTheme({
  colors: { brand, gray, dark },
  primaryColor: "brand",
  primaryShade: { light: 6, dark: 6 },
  black: "#1f1f1c",
  autoContrast: true,
  defaultRadius: "sm",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(18) },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.5", lg: "1.5", xl: "1.5" },
  spacing: { xs: rem(8), sm: rem(12), md: rem(16), lg: rem(24), xl: rem(32) },
  radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(12), xl: rem(20) },
  headings: {
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
    fontWeight: "620",
    sizes: {
      h1: { fontSize: rem(22), lineHeight: "1.3" },
      h2: { fontSize: rem(16), lineHeight: "1.4" },
      h3: { fontSize: rem(14), lineHeight: "1.4" },
    },
  },
  // By name, not by import: a component that only some pages use must not reach those that do not.
  components: {
    InputLabel: { defaultProps: { mb: 4 } },
    InputWrapper: {
      vars: () => ({
        description: { "--input-description-size": rem(12) },
        error: { "--input-error-size": rem(12) },
      }),
    },
    Modal: {
      defaultProps: { centered: true, radius: "md", overlayProps: { backgroundOpacity: 0.4 } },
      styles: DIALOG_TITLE,
    },
    Drawer: { styles: DIALOG_TITLE },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close" } } },
    Table: { defaultProps: { verticalSpacing: 8, horizontalSpacing: "sm" } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, fz: "xs" } },
  },
});

/** Colours of meaning. Outcomes and difficulties also differ in shape and in words, never by colour alone. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-dimmed": "#62625d",
    "--mantine-color-placeholder": "#73736d",
    "--mantine-color-error": "#b42318",
    "--app-canvas": "#fafaf9",
    "--app-surface": "#ffffff",
    "--app-line": "#e9e9e7",
    "--app-hover": "#f3f3f2",
    "--app-accent": "#0f766e",
    "--app-accent-soft": "#e3f4f1",
    "--outcome-solved": "#0b6b57",
    "--outcome-solved-soft": "#e0f3ee",
    "--outcome-partial": "#8a5300",
    "--outcome-partial-soft": "#fcefd8",
    "--outcome-failed": "#a3245b",
    "--outcome-failed-soft": "#fbe6ef",
    "--difficulty-easy": "#1f66ad",
    "--difficulty-medium": "#8a5300",
    "--difficulty-hard": "#8a2f8f",
  },
  dark: {
    "--mantine-color-dimmed": "#9ba1a9",
    "--mantine-color-placeholder": "#868d96",
    "--mantine-color-error": "#ff8f85",
    "--mantine-color-anchor": "#5fcdbb",
    "--app-canvas": "#101214",
    "--app-surface": "#15181b",
    "--app-line": "#2c3137",
    "--app-hover": "#1e2226",
    "--app-accent": "#5fcdbb",
    "--app-accent-soft": "#12312d",
    "--outcome-solved": "#5fd0b5",
    "--outcome-solved-soft": "#12312b",
    "--outcome-partial": "#f0b65b",
    "--outcome-partial-soft": "#37290f",
    "--outcome-failed": "#f392b9",
    "--outcome-failed-soft": "#3b1727",
    "--difficulty-easy": "#7db8f0",
    "--difficulty-medium": "#f0b65b",
    "--difficulty-hard": "#dd9be2",
  },
});
