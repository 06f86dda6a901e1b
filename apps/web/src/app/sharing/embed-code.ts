/** The lines that show a session within another page. `url` is absolute. */
export function embedCode(
  url: string,
  name: string,
  { width, height }: { width: number; height: number },
): string {
  const title = name.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  // The camera is only asked for when the viewer wants the ghost over it.
  return (
    `<iframe src="${url}" title="${title}" allow="camera; fullscreen" referrerpolicy="no-referrer" loading="lazy" ` +
    `style="border:0;width:100%;aspect-ratio:${width}/${height}"></iframe>`
  );
}
