import { createTheme } from '@mantine/core';

/**
 * Behaviour only: the colours are variables of theme.css. `lockScroll` is off because the library
 * behind it writes a <style> element, which the security policy forbids; theme.css locks instead.
 * Defaults are written by component name, so that this file does not pull the components in.
 */
export const theme = createTheme({
  primaryColor: 'green',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.45 },
        transitionProps: { transition: 'fade', duration: 120 },
      },
    },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
  },
});
