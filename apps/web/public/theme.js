// Before the first paint, so that a chosen theme never flashes in the other one. A file of its own: the content
// security policy allows no inline script. The key is THEME_STORAGE_KEY of @reclimb/ui.
try {
  const theme = localStorage.getItem('reclimb.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.setAttribute('data-theme', theme);
} catch {
  // Storage is refused here: the system's setting applies.
}
