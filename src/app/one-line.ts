/** What an exchange says may have line breaks. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 120)
    .replace(/[.\s]+$/, '');
}
