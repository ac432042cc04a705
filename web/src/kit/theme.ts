import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import type { Colours } from './brand.ts'
import { palettes, tokens } from './tokens.ts'

const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
const mono = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace'

interface Sized {
  size?: unknown
}
const heights = { xs: '26px', sm: '32px', md: '36px' } as const
const heightOf = (size: unknown) => (size === 'xs' || size === 'md' ? heights[size] : heights.sm)

/** The one look of everything. Pages never set a colour, a radius or a font. */
const theme = createTheme({
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '6px', sm: '10px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '5px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '15px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  shadows: {
    xs: '0 1px 2px rgb(16 20 24 / 6%)',
    sm: '0 1px 3px rgb(16 20 24 / 8%)',
    md: '0 4px 14px rgb(16 20 24 / 10%), 0 1px 3px rgb(16 20 24 / 8%)',
    lg: '0 10px 30px rgb(16 20 24 / 14%)',
    xl: '0 18px 50px rgb(16 20 24 / 18%)',
  },
  colors: palettes as unknown as Record<string, MantineColorsTuple>,
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 6 },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  activeClassName: '',
  // Plain objects in place of `Button.extend`, which would pull every component named here into the first page.
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme: unknown, { size }: Sized) => ({
        root: {
          '--button-height': heightOf(size),
          '--button-fz': size === 'xs' ? '12px' : '13px',
          '--button-padding-x': size === 'xs' ? '8px' : '12px',
        },
      }),
      styles: { label: { fontWeight: 500 }, section: { marginInlineEnd: 6 } },
    },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    Input: {
      defaultProps: { size: 'sm' },
      vars: (_theme: unknown, { size }: Sized) => ({
        wrapper: { '--input-height': heightOf(size), '--input-fz': '13px', '--input-padding': '10px' },
      }),
    },
    InputWrapper: {
      // The hint below the input: neighbours stay on one line, with a hint or without.
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
      vars: () => ({
        label: { '--input-label-size': '13px' },
        description: { '--input-description-size': '12px' },
        error: { '--input-error-size': '12px' },
      }),
      styles: { label: { fontWeight: 500, marginBottom: 4 }, description: { marginTop: 4 }, error: { marginTop: 4 } },
    },
    Checkbox: { defaultProps: { size: 'xs', radius: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Pill: { defaultProps: { radius: 'sm', size: 'sm' } },
    // Without the empty place that would take the focus first: the first item has it at once.
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', offset: 4, withInitialFocusPlaceholder: false } },
    Popover: { defaultProps: { shadow: 'md', offset: 4 } },
    Tooltip: {
      defaultProps: { openDelay: 250, multiline: true, maw: 320, events: { hover: true, focus: true, touch: true } },
    },
    Modal: { defaultProps: { centered: true, shadow: 'xl', radius: 'lg', overlayProps: { opacity: 0.45 } } },
    Drawer: { defaultProps: { position: 'right', size: 520, overlayProps: { opacity: 0.35 } } },
  },
})

/** The look with somebody's own colours in the place of the house's. */
export const themeIn = (colours: Colours | null) =>
  colours ? { ...theme, colors: { ...theme.colors, brand: colours.palette as unknown as MantineColorsTuple } } : theme

/** Puts the tokens into the page as CSS variables, and Mantine's own onto them. */
export const cssVariablesIn =
  (colours: Colours | null): CSSVariablesResolver =>
  () => ({
    variables: {},
    light: { ...variablesOf(tokens.light), ...mantine, ...accentOf(colours?.light) },
    dark: { ...variablesOf(tokens.dark), ...mantine, ...accentOf(colours?.dark) },
  })

const accentOf = (own: Colours['light'] | undefined) =>
  own ? { '--h-accent': own.accent, '--h-accent-soft': own.soft } : {}

const variablesOf = (set: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(set).map(([name, value]) => [`--h-${name}`, value]))

const mantine = {
  '--mantine-color-body': 'var(--h-surface)',
  '--mantine-color-text': 'var(--h-text)',
  '--mantine-color-bright': 'var(--h-text)',
  '--mantine-color-dimmed': 'var(--h-muted)',
  '--mantine-color-placeholder': 'var(--h-faint)',
  '--mantine-color-anchor': 'var(--h-accent)',
  '--mantine-color-error': 'var(--h-red)',
  '--mantine-color-default': 'var(--h-surface)',
  '--mantine-color-default-hover': 'var(--h-hover)',
  '--mantine-color-default-color': 'var(--h-text)',
  '--mantine-color-default-border': 'var(--h-line)',
  '--mantine-color-gray-text': 'var(--h-muted)',
  '--mantine-color-gray-light-color': 'var(--h-muted)',
  '--mantine-color-gray-light-hover': 'var(--h-hover)',
  '--mantine-color-gray-outline': 'var(--h-muted)',
}
